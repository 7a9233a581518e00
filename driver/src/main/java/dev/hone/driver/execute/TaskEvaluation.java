package dev.hone.driver.execute;

import dev.hone.worker.evaluate.CrossValidation;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

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

    /** What a task gets of it is a number; the driver's holds the object, so that nothing stays if it is forgotten. */
    private static final class OfThisJvm extends TaskEvaluation {
        private static final long serialVersionUID = 1L;
        private static final AtomicLong NEXT = new AtomicLong();
        private static final Map<Long, WeakReference<CrossValidation>> KNOWN = new ConcurrentHashMap<>();

        private final long number = NEXT.getAndIncrement();
        private transient volatile @Nullable CrossValidation evaluation;

        OfThisJvm(CrossValidation evaluation) {
            this.evaluation = evaluation;
            KNOWN.put(number, new WeakReference<>(evaluation));
        }

        @Override
        CrossValidation value() {
            CrossValidation found = evaluation;
            if (found == null) {
                WeakReference<CrossValidation> known = KNOWN.get(number);
                found = known == null ? null : known.get();
                if (found == null) {
                    throw new IllegalStateException("The search that this task is of has been closed");
                }
                evaluation = found;
            }
            return found;
        }

        @Override
        public void close() {
            KNOWN.remove(number);
        }
    }
}
