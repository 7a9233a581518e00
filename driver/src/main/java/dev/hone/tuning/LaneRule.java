package dev.hone.tuning;

import dev.hone.driver.execute.TableLimits;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.Lane;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.evaluation.Evaluator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a learner is trained inside tasks: if it is a single last stage with a trainer, its features are one column of
 * vectors, the evaluator is one of Spark's and looks at its columns, and the tables of the folds are no larger than they may
 * be; else it takes the cluster lane.
 */
final class LaneRule {
    private static final Logger LOG = LoggerFactory.getLogger(LaneRule.class);

    static final String AUTO = "auto";
    static final String EXECUTOR = "executor";
    static final List<String> LANES = List.of(AUTO, EXECUTOR, Lane.CLUSTER.label());

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
    LaneRule(String lane, TableLimits limits) {
        this.lane = lane;
        this.limits = limits;
    }

    /**
     * The evaluator as it is computed in tasks, as far as that does not depend on the rows.
     *
     * @throws LaneException if the executor lane is asked for and cannot be taken
     */
    Optional<RecognizedEvaluator> evaluatorInTasks(Evaluator evaluator, Estimator<?> learner) {
        if (lane.equals(Lane.CLUSTER.label())) {
            return Optional.empty();
        }
        Optional<RecognizedEvaluator> recognized = RecognizedEvaluator.of(evaluator, learner);
        Optional<String> obstacle = obstacle(recognized, learner);
        obstacle.ifPresent(this::tell);
        return obstacle.isPresent() ? Optional.empty() : recognized;
    }

    /** Whether a learner is trained in tasks, as far as that does not depend on lane and rows. */
    static boolean suits(Optional<RecognizedEvaluator> recognized, Estimator<?> learner) {
        return obstacle(recognized, learner).isEmpty();
    }

    /**
     * Whether a learner that can be trained in tasks is, on these rows.
     *
     * @param prepared rows as the learner gets them
     * @param tables how many tables like these there are: one per fold
     * @throws LaneException if the executor lane is asked for and cannot be taken
     */
    boolean takesRows(Estimator<?> learner, PreparedSize prepared, int tables) {
        Optional<String> obstacle = obstacle(learner, prepared, tables);
        obstacle.ifPresent(this::tell);
        return obstacle.isEmpty();
    }

    private void tell(String obstacle) {
        if (lane.equals(EXECUTOR)) {
            throw new LaneException(obstacle);
        }
        if (reasons.add(obstacle)) {
            LOG.info("Trials are fitted by Spark jobs: {}", obstacle);
        }
    }

    private static Optional<String> obstacle(Optional<RecognizedEvaluator> recognized, Estimator<?> learner) {
        String name = learner.getClass().getSimpleName();
        if (learner instanceof Pipeline) {
            return Optional.of("the last stage must learn (stages after the last estimator)");
        }
        if (!hasTrainer(learner)) {
            return Optional.of(name + " cannot be trained inside a task");
        }
        return recognized.isEmpty()
                ? Optional.of("the evaluator must be one of Spark's and look at the columns of " + name)
                : Optional.empty();
    }

    private static boolean hasTrainer(Estimator<?> learner) {
        try {
            TrainerRegistry.trainerFor(learner, Optional.empty());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<String> obstacle(Estimator<?> learner, PreparedSize prepared, int tables) {
        if (!PreparedTable.suits(learner, prepared.rows())) {
            return Optional.of(learner.getClass().getSimpleName() + " must take its features from a column of vectors");
        }
        long bytes = prepared.bytes(Columns.named(learner, "featuresCol").orElseThrow());
        if (bytes > limits.table()) {
            return Optional.of("the table must take at most " + limits.table() + " bytes (bytes: about " + bytes + ")");
        }
        return bytes * tables > limits.memory() / PARTS_FOR_FOLDS
                ? Optional.of(
                        "the tables of " + tables + " folds must take at most " + limits.memory() / PARTS_FOR_FOLDS
                                + " bytes, half of the memory (bytes: about " + bytes * tables + ")")
                : Optional.empty();
    }
}
