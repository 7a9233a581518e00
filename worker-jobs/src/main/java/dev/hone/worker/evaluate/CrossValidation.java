package dev.hone.worker.evaluate;

import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;

/**
 * Trains and scores one trial on every fold, in the calling thread. Broadcast once a study; used by all tasks of an
 * executor at once.
 */
public final class CrossValidation {
    private final TrainingData data;
    private final FoldAssignment folds;
    private final Scoring scoring;

    public CrossValidation(TrainingData data, FoldAssignment folds, Scoring scoring) {
        this.data = data;
        this.folds = folds;
        this.scoring = scoring;
    }

    public TrainingData data() {
        return data;
    }

    public FoldAssignment folds() {
        return folds;
    }

    /**
     * Runs the trial. What goes wrong in it, lack of memory included, is returned as {@link Failed}.
     *
     * @throws TaskKilledException if the task was cancelled
     */
    public TrialOutcome evaluate(TrialConfig config) {
        long start = System.nanoTime();
        try {
            return evaluateFolds(config, start);
        } catch (TaskKilledException e) {
            throw e;
        } catch (Throwable e) {
            if (cancelled()) {
                throw new TaskKilledException("Trial " + config.number() + " was cancelled");
            }
            FailureCategory category =
                    e instanceof OutOfMemoryError ? FailureCategory.OUT_OF_MEMORY : FailureCategory.TRAINING_FAILED;
            return new Failed(config, category, FailureMessage.of(e), System.nanoTime() - start);
        }
    }

    /**
     * Trains the trial's estimator on all rows of the table.
     *
     * @throws RuntimeException whatever training throws
     */
    public Model<?> fitOnAllRows(TrialConfig config) {
        Estimator<?> estimator = EstimatorFactory.create(config);
        return TrainerRegistry.trainerFor(estimator).train(estimator, data.allRows());
    }

    private TrialOutcome evaluateFolds(TrialConfig config, long start) {
        Estimator<?> estimator;
        try {
            estimator = EstimatorFactory.create(config);
        } catch (IllegalArgumentException e) {
            return new Failed(config, FailureCategory.INVALID_PARAMS, FailureMessage.of(e), System.nanoTime() - start);
        }
        Trainer trainer = TrainerRegistry.trainerFor(estimator);
        List<FoldScore> scores = new ArrayList<>(folds.size());
        for (Fold fold : folds.folds()) {
            if (cancelled()) {
                throw new TaskKilledException("Trial " + config.number() + " was cancelled");
            }
            FoldScore score = evaluateFold(estimator, trainer, fold);
            for (Map.Entry<String, Double> metric : score.metrics().entrySet()) {
                if (!Double.isFinite(metric.getValue())) {
                    String message = metric.getKey() + " is " + metric.getValue() + " on fold " + fold.number();
                    return new Failed(config, FailureCategory.SCORE_NOT_FINITE, message, System.nanoTime() - start);
                }
            }
            scores.add(score);
        }
        return new Scored(config, scores, System.nanoTime() - start);
    }

    private FoldScore evaluateFold(Estimator<?> estimator, Trainer trainer, Fold fold) {
        long start = System.nanoTime();
        Model<?> model = trainer.train(estimator, fold.trainRows(data));
        long trained = System.nanoTime();
        Map<String, Double> metrics = scoring.score(model, fold.testRows(data));
        return new FoldScore(fold.number(), metrics, trained - start, System.nanoTime() - trained);
    }

    private static boolean cancelled() {
        TaskContext context = TaskContext.get();
        return context != null && context.isInterrupted();
    }
}
