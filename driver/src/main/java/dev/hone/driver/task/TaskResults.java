package dev.hone.driver.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * What the tasks of a job return, one result a partition, in their order.
 *
 * <p>A body is a class of its own: of a lambda, and of {@code RDD.collect}, Spark reads class files before every job to find
 * what they capture, which takes longer than a small job itself.
 */
public final class TaskResults {
    private TaskResults() {}

    /** Runs the job and waits for it. */
    public static <T, R> List<R> of(RDD<T> rows, AbstractFunction2<TaskContext, Iterator<T>, R> body) {
        int partitions = rows.getNumPartitions();
        List<Object> numbers = new ArrayList<>(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            numbers.add(partition);
        }
        Keep<R> results = new Keep<>(partitions);
        rows.sparkContext()
                .runJob(
                        rows,
                        body,
                        CollectionConverters.asScala(numbers).toSeq(),
                        results,
                        ClassTag$.MODULE$.<R>apply(Object.class));
        return results.inOrder();
    }

    /**
     * The same for results of many megabytes: where tasks run in the driver's own JVM these are handed over as they are
     * instead of being serialized, stored and read again.
     */
    public static <T, R> List<R> large(RDD<T> rows, AbstractFunction2<TaskContext, Iterator<T>, R> body) {
        if (!rows.sparkContext().isLocal()) {
            return of(rows, body);
        }
        try (InJvmResultTask<T, R> inJvm = new InJvmResultTask<>(body)) {
            return inJvm.completed(of(rows, inJvm));
        }
    }

    /**
     * The same for results of any class that Java serializes, whichever serializer the session has.
     *
     * @param body returns an object, never null
     */
    @SuppressWarnings("unchecked")
    public static <T, R extends Serializable> List<R> objects(
            RDD<T> rows, AbstractFunction2<TaskContext, Iterator<T>, R> body) {
        return rows.sparkContext().isLocal()
                ? large(rows, body)
                : of(rows, new JavaBytesTask<>(body)).stream()
                        .map(bytes -> (R) JavaBytes.read(bytes))
                        .toList();
    }

    /** Called by Spark's event loop alone, and read after the job has ended. */
    private static final class Keep<R> extends AbstractFunction2<Object, R, BoxedUnit> {
        private final Object[] results;

        Keep(int partitions) {
            results = new Object[partitions];
        }

        @Override
        public BoxedUnit apply(Object partition, R result) {
            results[(int) partition] = result;
            return BoxedUnit.UNIT;
        }

        @SuppressWarnings("unchecked")
        List<R> inOrder() {
            return (List<R>) Arrays.asList(results);
        }
    }
}
