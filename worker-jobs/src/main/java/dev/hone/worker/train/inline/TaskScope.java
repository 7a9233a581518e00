package dev.hone.worker.train.inline;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.executor.TaskMetrics$;
import org.apache.spark.memory.TaskMemoryManager;
import scala.collection.immutable.Map$;

/**
 * Gives a training a {@code TaskContext}: that of the running task, or on a plain thread one of its own for as long as it
 * lasts. Without a {@code SparkEnv} (no Spark in this JVM) trainers that need no hash map of Spark's still run.
 */
final class TaskScope {
    /** Descending from far below the ids of real tasks and Spark's own negative markers. */
    private static final AtomicLong ATTEMPT_IDS = new AtomicLong(-1_000_000_000L);

    private TaskScope() {}

    static <T> T run(Function<TaskContext, T> body) {
        TaskContext current = TaskContext.get();
        if (current != null) {
            return body.apply(current);
        }
        SparkEnv env = SparkEnv.get();
        return env == null ? within(TaskContext$.MODULE$.empty(), body) : withMemory(env, body);
    }

    private static <T> T within(TaskContext context, Function<TaskContext, T> body) {
        TaskContext$.MODULE$.setTaskContext(context);
        try {
            return body.apply(context);
        } finally {
            TaskContext$.MODULE$.unset();
        }
    }

    private static <T> T withMemory(SparkEnv env, Function<TaskContext, T> body) {
        long id = ATTEMPT_IDS.decrementAndGet();
        TaskMemoryManager memory = new TaskMemoryManager(env.memoryManager(), id);
        env.blockManager().registerTask(id);
        try {
            return within(context(env, id, memory), body);
        } finally {
            env.blockManager().releaseAllLocksForTask(id);
            memory.cleanUpAllAllocatedMemory();
            env.memoryManager().releaseAllExecutionMemoryForTask(id);
        }
    }

    private static TaskContext context(SparkEnv env, long id, TaskMemoryManager memory) {
        return new TaskContextImpl(
                0,
                0,
                0,
                id,
                0,
                1,
                memory,
                new Properties(),
                env.metricsSystem(),
                TaskMetrics$.MODULE$.empty(),
                1,
                Map$.MODULE$.empty());
    }
}
