package dev.hone.driver.execute;

import dev.hone.driver.task.DriverLocalRef;
import dev.hone.driver.task.KryoBytes;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.kryo.HoneKryoRegistrator;
import java.io.Serializable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.KryoSerializer;

/**
 * The table and its folds as tasks find them: broadcast to the executors, whichever serializer the session has, or, where tasks run in the driver's own JVM, the
 * very object, of which a broadcast would keep a serialized copy beside it.
 */
abstract sealed class TaskEvaluation implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;

    static TaskEvaluation of(JavaSparkContext context, CrossValidation evaluation) {
        if (context.isLocal()) {
            return new OfThisJvm(evaluation);
        }
        return knowsOurClasses(context.getConf())
                ? new OfExecutors(context.broadcast(evaluation))
                : new OfBytes(context.broadcast(KryoBytes.of(evaluation)));
    }

    private static boolean knowsOurClasses(SparkConf conf) {
        return conf.get("spark.serializer", "").equals(KryoSerializer.class.getName())
                && conf.get("spark.kryo.registrator", "").contains(HoneKryoRegistrator.class.getName());
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

    /** For sessions whose serializer does not know our classes: read once in a JVM, whose tasks share it. */
    private static final class OfBytes extends TaskEvaluation {
        private static final long serialVersionUID = 1L;

        private final Broadcast<byte[][]> broadcast;

        OfBytes(Broadcast<byte[][]> broadcast) {
            this.broadcast = broadcast;
        }

        @Override
        CrossValidation value() {
            return ReadEvaluations.of(broadcast);
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
