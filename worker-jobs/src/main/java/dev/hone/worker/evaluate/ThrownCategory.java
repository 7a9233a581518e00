package dev.hone.worker.evaluate;

import dev.hone.ml.neural.TrainingDivergedException;
import dev.hone.worker.metric.UndefinedMetricException;
import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.trial.FailureCategory;
import java.util.ArrayList;
import java.util.List;

/** Which category a trial's failure is of, by what was thrown and its causes. */
public final class ThrownCategory {
    /** What Spark says of a job that was aborted since executors died. */
    private static final String EXECUTOR_LOST = "ExecutorLostFailure";

    /** No config and no rows are to make a trainer throw these. */
    private static final List<Class<? extends Throwable>> BUGS = List.of(
            NullPointerException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class,
            NegativeArraySizeException.class,
            ArrayStoreException.class,
            StackOverflowError.class,
            LinkageError.class);

    private ThrownCategory() {}

    /** The category of what training, prediction or scoring threw. */
    public static FailureCategory of(Throwable thrown) {
        if (thrown instanceof StageFailedException) {
            return FailureCategory.STAGES_LEFT_TO_SPARK;
        }
        List<Throwable> causes = causes(thrown);
        if (isAny(causes, OutOfMemoryError.class)) {
            return FailureCategory.OUT_OF_MEMORY;
        }
        if (isExecutorLost(thrown)) {
            return FailureCategory.EXECUTOR_LOST;
        }
        if (isAny(causes, ModelNotFiniteException.class) || isAny(causes, TrainingDivergedException.class)) {
            return FailureCategory.MODEL_NOT_FINITE;
        }
        if (isAny(causes, UndefinedMetricException.class)) {
            return FailureCategory.SCORE_NOT_FINITE;
        }
        Throwable innermost = causes.get(causes.size() - 1);
        return BUGS.stream().anyMatch(bug -> bug.isInstance(innermost))
                ? FailureCategory.TRAINER_BUG
                : FailureCategory.TRAINING_FAILED;
    }

    /** The category of what an objective function threw, whose code is the user's. */
    public static FailureCategory ofObjective(Throwable thrown) {
        return isAny(causes(thrown), OutOfMemoryError.class)
                ? FailureCategory.OUT_OF_MEMORY
                : FailureCategory.OBJECTIVE_FAILED;
    }

    /** Whether a Spark job was aborted since the executors that ran it died. */
    public static boolean isExecutorLost(Throwable thrown) {
        return causes(thrown).stream().anyMatch(ThrownCategory::tellsOfLostExecutor);
    }

    private static boolean tellsOfLostExecutor(Throwable thrown) {
        String message = thrown.getMessage();
        return message != null && message.contains(EXECUTOR_LOST);
    }

    private static boolean isAny(List<Throwable> thrown, Class<? extends Throwable> type) {
        return thrown.stream().anyMatch(type::isInstance);
    }

    /** What was thrown, then its causes, each once. */
    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        Throwable cause = thrown;
        while (cause != null && !causes.contains(cause)) {
            causes.add(cause);
            cause = cause.getCause();
        }
        return causes;
    }
}
