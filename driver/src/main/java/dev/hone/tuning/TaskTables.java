package dev.hone.tuning;

import dev.hone.driver.task.DriverLocalRef;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A fold's tables as tasks find them: broadcast to the executors or, where tasks run in the driver's own JVM, the very
 * objects.
 */
abstract sealed class TaskTables implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;

    static TaskTables of(JavaSparkContext context, TailTables tables) {
        return context.isLocal() ? new OfThisJvm(tables) : new OfExecutors(context.broadcast(tables.bytes()));
    }

    abstract TailTables value();

    /** No task finds them any more. */
    @Override
    public abstract void close();

    private static final class OfExecutors extends TaskTables {
        private static final long serialVersionUID = 1L;

        private final Broadcast<byte[][]> broadcast;

        OfExecutors(Broadcast<byte[][]> broadcast) {
            this.broadcast = broadcast;
        }

        @Override
        TailTables value() {
            return TailTables.of(broadcast);
        }

        @Override
        public void close() {
            broadcast.destroy();
        }
    }

    private static final class OfThisJvm extends TaskTables {
        private static final long serialVersionUID = 1L;

        private final DriverLocalRef<TailTables> tables;

        OfThisJvm(TailTables tables) {
            this.tables = new DriverLocalRef<>(tables);
        }

        @Override
        TailTables value() {
            return tables.value();
        }

        @Override
        public void close() {
            tables.close();
        }
    }
}
