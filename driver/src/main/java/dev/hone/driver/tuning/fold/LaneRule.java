package dev.hone.driver.tuning.fold;

import dev.hone.driver.table.ByteSize;
import dev.hone.driver.table.TableLimits;
import dev.hone.driver.tuning.metric.Columns;
import dev.hone.driver.tuning.metric.RecognizedEvaluator;
import dev.hone.driver.tuning.metric.TunerMetrics;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.train.Coverage;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneSetting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a learner is trained inside tasks: if it is a single last stage with a trainer, its features are one column of
 * vectors, the evaluator is one of Spark's and looks at its columns, and the tables of the folds are no larger than they may
 * be; else it takes the cluster lane.
 */
public final class LaneRule {
    private static final Logger LOG = LoggerFactory.getLogger(LaneRule.class);

    public static final String AUTO = "auto";
    public static final String EXECUTOR = "executor";
    public static final List<String> LANES = List.of(AUTO, EXECUTOR, Lane.CLUSTER.label());

    /** The tables of all folds, without what is made of them. */
    private static final long PARTS_FOR_FOLDS = 2;

    private final String lane;
    private final TableLimits limits;

    /** Why the fastest lane was not taken, each told once in the log. */
    private final Set<String> reasons = ConcurrentHashMap.newKeySet();

    /** The executor lane was asked for and cannot be taken. */
    static final class LaneException extends InvalidInputException {
        private static final long serialVersionUID = 1L;

        LaneException(String obstacle) {
            super("Lane executor: " + obstacle + "; use lane auto or cluster");
        }
    }

    /** @param lane auto, executor or cluster */
    public LaneRule(String lane, TableLimits limits) {
        this.lane = lane;
        this.limits = limits;
    }

    /**
     * The evaluator as it is computed in tasks, as far as that does not depend on the rows.
     *
     * @throws LaneException if the executor lane is asked for and cannot be taken
     */
    public Coverage<RecognizedEvaluator> evaluatorInTasks(TunerMetrics metrics, Estimator<?> learner) {
        return lane.equals(Lane.CLUSTER.label())
                ? Coverage.left("param lane asks for it")
                : told(obstacle(metrics, learner)
                        .map(Coverage::<RecognizedEvaluator>left)
                        .orElseGet(() -> Coverage.of(RecognizedEvaluator.of(metrics))));
    }

    /** Whether a learner is trained in tasks, as far as that does not depend on lane and rows. */
    public static boolean suits(TunerMetrics metrics, Estimator<?> learner) {
        return obstacle(metrics, learner).isEmpty();
    }

    /**
     * The rows, if a learner that can be trained in tasks is trained there on them.
     *
     * @param prepared rows as the learner gets them
     * @param tables how many tables like these there are: one per fold
     * @throws LaneException if the executor lane is asked for and cannot be taken
     */
    Coverage<PreparedSize> rowsInTasks(Estimator<?> learner, PreparedSize prepared, int tables) {
        return told(covered(learner, prepared, tables));
    }

    private <T> Coverage<T> told(Coverage<T> coverage) {
        coverage.reason().ifPresent(this::tell);
        return coverage;
    }

    /** How large a table may be, where there is one per fold. */
    long mostBytes(int tables) {
        return Math.min(limits.table(), limits.memory() / PARTS_FOR_FOLDS / tables);
    }

    private void tell(String obstacle) {
        if (lane.equals(EXECUTOR)) {
            throw new LaneException(obstacle);
        }
        if (reasons.add(obstacle)) {
            LOG.info("Trials are fitted by Spark jobs: {}", Secrets.redacted(obstacle));
        }
    }

    private static Optional<String> obstacle(TunerMetrics metrics, Estimator<?> learner) {
        if (learner instanceof Pipeline) {
            return Optional.of("stages come after the last estimator");
        }
        return hasTrainer(learner)
                ? RecognizedEvaluator.obstacle(metrics, learner)
                : Optional.of(learner.getClass().getSimpleName() + " cannot be trained inside a task");
    }

    private static boolean hasTrainer(Estimator<?> learner) {
        try {
            TrainerRegistry.trainerFor(learner, LaneSetting.AUTO);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Coverage<PreparedSize> covered(Estimator<?> learner, PreparedSize prepared, int tables) {
        if (!PreparedTable.suits(learner, prepared.rows())) {
            return Coverage.left("features of " + learner.getClass().getSimpleName() + " are not a column of vectors");
        }
        long bytes = prepared.bytes(Columns.named(learner, "featuresCol").orElseThrow());
        if (bytes > limits.table()) {
            return Coverage.left("table of about " + new ByteSize(bytes) + " is larger than maxTableBytes, "
                    + new ByteSize(limits.table()));
        }
        long most = limits.memory() / PARTS_FOR_FOLDS;
        return bytes * tables > most
                ? Coverage.left("tables of " + tables + " folds, about " + new ByteSize(bytes * tables)
                        + ", are larger than half of an executor's memory, " + new ByteSize(most))
                : Coverage.of(prepared);
    }
}
