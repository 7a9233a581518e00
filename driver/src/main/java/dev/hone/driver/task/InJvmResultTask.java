package dev.hone.driver.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * The body of a job's tasks that run in the driver's own JVM: leaves the result of another body where the driver finds it,
 * and returns nothing. A task that does not find the place, having its classes from a loader of its own, returns the result.
 */
final class InJvmResultTask<T, R> extends AbstractFunction2<TaskContext, Iterator<T>, Object>
        implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;

    /** The results by partition. */
    private final DriverLocalRef<Map<Integer, Object>> place = new DriverLocalRef<>(new ConcurrentHashMap<>());

    private final AbstractFunction2<TaskContext, Iterator<T>, R> body;

    InJvmResultTask(AbstractFunction2<TaskContext, Iterator<T>, R> body) {
        this.body = body;
    }

    @Override
    public Object apply(TaskContext task, Iterator<T> rows) {
        R result = body.apply(task, rows);
        Optional<Map<Integer, Object>> found = place.found();
        found.ifPresent(results -> results.put(task.partitionId(), result));
        return found.isPresent() ? BoxedUnit.UNIT : result;
    }

    /** The results of all partitions, given what their tasks returned. */
    @SuppressWarnings("unchecked")
    List<R> completed(List<Object> returned) {
        Map<Integer, Object> handedOver = place.value();
        List<R> results = new ArrayList<>(returned.size());
        for (int partition = 0; partition < returned.size(); partition++) {
            results.add((R) handedOver.getOrDefault(partition, returned.get(partition)));
        }
        return results;
    }

    @Override
    public void close() {
        place.close();
    }
}
