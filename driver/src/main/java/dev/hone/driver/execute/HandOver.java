package dev.hone.driver.execute;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * The body of a job's tasks that run in the driver's own JVM: leaves the result of another body where the driver finds it,
 * and returns nothing. A task that does not find the place, having its classes from a loader of its own, returns the result.
 */
final class HandOver<T, R> extends AbstractFunction2<TaskContext, Iterator<T>, Object>
        implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;
    private static final AtomicLong NEXT = new AtomicLong();
    /** The results of each job that is under way, by partition. */
    private static final Map<Long, Map<Integer, Object>> PLACES = new ConcurrentHashMap<>();

    private final long number = NEXT.getAndIncrement();
    private final AbstractFunction2<TaskContext, Iterator<T>, R> body;

    HandOver(AbstractFunction2<TaskContext, Iterator<T>, R> body) {
        this.body = body;
        PLACES.put(number, new ConcurrentHashMap<>());
    }

    @Override
    public Object apply(TaskContext task, Iterator<T> rows) {
        R result = body.apply(task, rows);
        Map<Integer, Object> place = PLACES.get(number);
        if (place == null) {
            return result;
        }
        place.put(task.partitionId(), result);
        return BoxedUnit.UNIT;
    }

    /** The results of all partitions, given what their tasks returned. */
    @SuppressWarnings("unchecked")
    List<R> completed(List<Object> returned) {
        Map<Integer, Object> place = PLACES.getOrDefault(number, Map.of());
        List<R> results = new ArrayList<>(returned.size());
        for (int partition = 0; partition < returned.size(); partition++) {
            results.add((R) place.getOrDefault(partition, returned.get(partition)));
        }
        return results;
    }

    @Override
    public void close() {
        PLACES.remove(number);
    }
}
