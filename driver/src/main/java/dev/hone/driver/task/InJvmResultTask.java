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
 * A task body that keeps its results in driver memory instead of serializing them, for tasks in the driver's own JVM. It
 * returns the result as usual where the driver's memory cannot be found because the task has a class loader of its own. A task that
 * runs out of memory fails by {@link MemoryFailure} and leaves the JVM running.
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
        R result = computed(task, rows);
        Optional<Map<Integer, Object>> found = place.found();
        found.ifPresent(results -> results.put(task.partitionId(), result));
        return found.isPresent() ? BoxedUnit.UNIT : result;
    }

    private R computed(TaskContext task, Iterator<T> rows) {
        try {
            return body.apply(task, rows);
        } catch (OutOfMemoryError e) {
            throw new MemoryFailure(e);
        }
    }

    /** The results of all partitions in order: those kept in memory, else those that the tasks returned. */
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
