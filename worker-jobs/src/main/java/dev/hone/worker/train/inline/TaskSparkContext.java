package dev.hone.worker.train.inline;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.ContextCleaner;
import org.apache.spark.Partition;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.CallSite;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.Function2;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag;
import scala.runtime.BoxedUnit;

/**
 * Stands in for the driver's {@code SparkContext} during one training: jobs run at once in the calling thread, broadcasts
 * hand over their value, and closures are neither cleaned nor serialized. Allocated without its constructor, which would
 * start a scheduler and replace the executor's {@code SparkEnv}; hence every member that MLlib reaches is overridden.
 * Serves one training in one thread.
 */
@SuppressWarnings("NullAway.Init")
final class TaskSparkContext extends SparkContext implements AutoCloseable {
    private static final AtomicLong BROADCAST_IDS = new AtomicLong();

    private TaskContext task;
    private SparkConf taskConf;
    private Set<Integer> persisted;
    private InheritableThreadLocal<Properties> properties;

    private TaskSparkContext() {
        throw WithoutConstructor.neverRun(TaskSparkContext.class);
    }

    /** A context whose jobs run as part of the task and end when it is killed. */
    static TaskSparkContext of(TaskContext task) {
        TaskSparkContext context = WithoutConstructor.allocate(TaskSparkContext.class);
        SparkEnv env = SparkEnv.get();
        context.task = task;
        context.taskConf = env == null ? new SparkConf(false) : env.conf();
        context.persisted = new HashSet<>();
        context.properties = new InheritableThreadLocal<>();
        return context;
    }

    /** The task that everything runs in. */
    TaskContext task() {
        return task;
    }

    /** Drops what the training left persisted in the executor's block manager. */
    @Override
    public void close() {
        for (int id : Set.copyOf(persisted)) {
            unpersistRDD(id, false);
        }
    }

    /** Every other {@code runJob} ends here; a killed task ends between two jobs. */
    @Override
    public <T, U> void runJob(
            RDD<T> rdd,
            Function2<TaskContext, Iterator<T>, U> function,
            Seq<Object> indices,
            Function2<Object, U, BoxedUnit> handler,
            ClassTag<U> type) {
        Partition[] partitions = rdd.partitions();
        Iterator<Object> remaining = indices.iterator();
        while (remaining.hasNext()) {
            task.killTaskIfInterrupted();
            Integer index = (Integer) remaining.next();
            handler.apply(index, function.apply(task, rdd.iterator(partitions[index], task)));
        }
    }

    @Override
    public <T> Broadcast<T> broadcast(T value, ClassTag<T> type) {
        return new TaskBroadcast<>(BROADCAST_IDS.decrementAndGet(), value, type);
    }

    @Override
    public <F> F clean(F closure, boolean checkSerializable) {
        return closure;
    }

    @Override
    public int newRddId() {
        return RddIds.next();
    }

    @Override
    public void persistRDD(RDD<?> rdd) {
        persisted.add(rdd.id());
    }

    @Override
    public void unpersistRDD(int id, boolean blocking) {
        SparkEnv env = SparkEnv.get();
        if (persisted.remove(id) && env != null) {
            env.blockManager().removeRdd(id);
        }
    }

    @Override
    public <T> RDD<T> emptyRDD(ClassTag<T> type) {
        return new TaskRdd<>(this, Iterator$.MODULE$::empty, type);
    }

    @Override
    public <T> RDD<T> parallelize(Seq<T> values, int slices, ClassTag<T> type) {
        return new TaskRdd<>(this, values::iterator, type);
    }

    @Override
    public int defaultParallelism() {
        return 1;
    }

    @Override
    public void assertNotStopped() {}

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public SparkConf conf() {
        return taskConf;
    }

    @Override
    public SparkConf getConf() {
        return taskConf;
    }

    @Override
    public @Nullable SparkEnv env() {
        return SparkEnv.get();
    }

    @Override
    public <U> U withScope(Function0<U> body) {
        return body.apply();
    }

    @Override
    public CallSite getCallSite() {
        return new CallSite("task", "task");
    }

    @Override
    public InheritableThreadLocal<Properties> localProperties() {
        return properties;
    }

    @Override
    public @Nullable String getLocalProperty(String key) {
        return null;
    }

    @Override
    public void setLocalProperty(String key, String value) {}

    @Override
    public Option<ContextCleaner> cleaner() {
        return Option.empty();
    }

    /** No directory, so that no trainer checkpoints. */
    @Override
    public Option<String> checkpointDir() {
        return Option.empty();
    }

    @Override
    public Option<String> getCheckpointDir() {
        return Option.empty();
    }
}
