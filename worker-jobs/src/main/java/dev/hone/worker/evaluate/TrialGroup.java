package dev.hone.worker.evaluate;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;

/** Trials that one training a fold serves. What is wrong with one of them alone does not touch the others. */
final class TrialGroup {
    private final CrossValidation evaluation;
    private final List<TrialConfig> configs;
    private final List<Integer> positions;
    private final long start = System.nanoTime();
    private final Map<TrialConfig, TrialOutcome> failed = new HashMap<>();

    /** @param positions of the folds to train on, in this order */
    TrialGroup(CrossValidation evaluation, List<TrialConfig> configs, List<Integer> positions) {
        this.evaluation = evaluation;
        this.configs = configs;
        this.positions = positions;
    }

    /** Whether trials are alike but for the path params of the trainer that they all have. */
    static boolean sharesTraining(List<TrialConfig> configs, Optional<Lane> lane) {
        try {
            Estimator<?> first = EstimatorFactory.create(configs.get(0));
            Trainer trainer = TrainerRegistry.trainerFor(first, lane);
            Set<String> path = trainer.pathParams(first);
            for (TrialConfig config : configs) {
                Estimator<?> estimator = EstimatorFactory.create(config);
                if (TrainerRegistry.trainerFor(estimator, lane) != trainer
                        || !trainer.pathParams(estimator).equals(path)
                        || !config.withoutParams(path).equals(configs.get(0).withoutParams(path))
                        || config.seed() != configs.get(0).seed()) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The outcomes in the order of the trials. */
    List<TrialOutcome> run() {
        try {
            return evaluate();
        } catch (TaskKilledException e) {
            throw e;
        } catch (Throwable e) {
            requireGoing();
            return configs.size() == 1 ? List.of(failure(configs.get(0), e)) : oneByOne();
        }
    }

    /** A training that failed for all of them may do for some. */
    private List<TrialOutcome> oneByOne() {
        List<TrialOutcome> outcomes = new ArrayList<>(configs.size());
        configs.forEach(config -> outcomes.addAll(evaluation.evaluate(List.of(config), positions)));
        return outcomes;
    }

    private List<TrialOutcome> evaluate() {
        List<Estimator<?>> estimators = new ArrayList<>(configs.size());
        Trainer trainer;
        try {
            configs.forEach(config -> estimators.add(EstimatorFactory.create(config)));
            trainer = TrainerRegistry.trainerFor(estimators.get(0), evaluation.lane());
        } catch (IllegalArgumentException e) {
            return List.of(new Failed(
                    configs.get(0), FailureCategory.INVALID_PARAMS, FailureMessage.of(e), System.nanoTime() - start));
        }
        List<List<FoldScore>> scores = new ArrayList<>(configs.size());
        configs.forEach(config -> scores.add(new ArrayList<>(evaluation.folds().size())));
        for (int position : positions) {
            requireGoing();
            evaluate(position, trainer, estimators, scores);
            if (failed.size() == configs.size()) {
                break;
            }
        }
        scores.forEach(ofTrial -> ofTrial.sort(Comparator.comparingInt(FoldScore::fold)));
        return outcomes(trainer.lane(), scores);
    }

    private void evaluate(int position, Trainer trainer, List<Estimator<?>> estimators, List<List<FoldScore>> scores) {
        Fold fold = evaluation.folds().folds().get(position);
        TrainingData data = evaluation.data(position);
        long trainStart = System.nanoTime();
        List<Model<?>> models = trainer.trainAll(estimators, fold.trainRows(data));
        long trainNanos = (System.nanoTime() - trainStart) / configs.size();
        long scoreStart = System.nanoTime();
        List<Optional<Map<String, Double>>> metrics = metrics(models, fold.testRows(data));
        long scoreNanos = (System.nanoTime() - scoreStart) / configs.size();
        for (int index = 0; index < models.size(); index++) {
            TrialConfig config = configs.get(index);
            if (!failed.containsKey(config)) {
                Map<String, Double> own = metrics.get(index).orElseThrow();
                scores.get(index).add(new FoldScore(fold.number(), own, trainNanos, scoreNanos));
                requireFinite(config, fold, own);
            }
        }
    }

    /** The metrics of each model; a model that cannot be scored fails its trial and has none. */
    private List<Optional<Map<String, Double>>> metrics(List<Model<?>> models, RowView rows) {
        try {
            return evaluation.scoring().scoreAll(models, rows).stream()
                    .map(Optional::of)
                    .toList();
        } catch (TaskKilledException e) {
            throw e;
        } catch (RuntimeException e) {
            requireGoing();
            List<Optional<Map<String, Double>>> metrics = new ArrayList<>(models.size());
            for (int index = 0; index < models.size(); index++) {
                metrics.add(metrics(configs.get(index), models.get(index), rows));
            }
            return metrics;
        }
    }

    private Optional<Map<String, Double>> metrics(TrialConfig config, Model<?> model, RowView rows) {
        try {
            return Optional.of(
                    evaluation.scoring().scoreAll(List.of(model), rows).get(0));
        } catch (TaskKilledException e) {
            throw e;
        } catch (RuntimeException e) {
            requireGoing();
            failed.putIfAbsent(config, failure(config, e));
            return Optional.empty();
        }
    }

    private void requireFinite(TrialConfig config, Fold fold, Map<String, Double> metrics) {
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            if (!Double.isFinite(metric.getValue())) {
                String message = metric.getKey() + " is " + metric.getValue() + " on fold " + fold.number();
                failed.put(config, new Failed(config, FailureCategory.SCORE_NOT_FINITE, message, nanos()));
                return;
            }
        }
    }

    private List<TrialOutcome> outcomes(Lane lane, List<List<FoldScore>> scores) {
        List<TrialOutcome> outcomes = new ArrayList<>(configs.size());
        for (int index = 0; index < configs.size(); index++) {
            TrialConfig config = configs.get(index);
            TrialOutcome failure = failed.get(config);
            outcomes.add(failure != null ? failure : new Scored(config, lane, scores.get(index), nanos()));
        }
        return outcomes;
    }

    private TrialOutcome failure(TrialConfig config, Throwable thrown) {
        FailureCategory category =
                thrown instanceof OutOfMemoryError ? FailureCategory.OUT_OF_MEMORY : FailureCategory.TRAINING_FAILED;
        return new Failed(config, category, FailureMessage.of(thrown), nanos());
    }

    /** The trial's part of the group's time. */
    private long nanos() {
        return (System.nanoTime() - start) / configs.size();
    }

    private void requireGoing() {
        TaskContext context = TaskContext.get();
        if (context != null && context.isInterrupted()) {
            throw new TaskKilledException("Trial " + configs.get(0).number() + " was cancelled");
        }
    }
}
