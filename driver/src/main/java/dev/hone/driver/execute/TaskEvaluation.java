package dev.hone.driver.execute;

import dev.hone.driver.task.DriverLocalRef;
import dev.hone.worker.evaluate.CrossValidation;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The table and its folds as tasks find them: broadcast to the executors or, where tasks run in the driver's own JVM, the
 * very object, of which a broadcast would keep a serialized copy beside it.
 */
abstract sealed class TaskEvaluation implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;

    static TaskEvaluation of(JavaSparkContext context, CrossValidation evaluation) {
        return context.isLocal() ? new OfThisJvm(evaluation) : new OfExecutors(context.broadcast(evaluation));
    }

    abstract CrossValidation value();

    /** No task finds it any more. */
    @Override
    public abstract void close();

    private static final class OfExecutors extends TaskEvaluation {
        private static final long serialVersionUID = 1L;

        private final Broadcast<CrossValidation> broadcast;

        OfExecutors(Broadcast<CrossValidation> broadcast) {
            this.broadcast = broadcast;
        }

        @Override
        CrossValidation value() {
            return broadcast.value();
        }

        @Override
        public void close() {
            broadcast.destroy();
        }
    }

    private static final class OfThisJvm extends TaskEvaluation {
        private static final long serialVersionUID = 1L;

        private final DriverLocalRef<CrossValidation> evaluation;

        OfThisJvm(CrossValidation evaluation) {
            this.evaluation = new DriverLocalRef<>(evaluation);
        }

        @Override
        CrossValidation value() {
            return evaluation.value();
        }

        @Override
        public void close() {
            evaluation.close();
        }
    }
}
