package dev.hone.worker.evaluate;

import dev.hone.worker.data.RowView;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.metric.UndefinedMetricException;
import dev.hone.worker.stage.LearnerInput;
import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trials that are trained together, fold by fold. What is wrong with one of them alone does not touch the others. */
final class TrialGroup {
    private static final Logger LOG = LoggerFactory.getLogger(TrialGroup.class);
    private final CrossValidation evaluation;
    private final List<Learner> learners;
    private final List<TrialConfig> configs;
    private final List<Integer> positions;
    private final Consumer<FoldModel> keeper;
    private final long start = System.nanoTime();
    private final Map<TrialConfig, TrialOutcome> failed = new HashMap<>();

    /** Number of the fold that the trials are trained and scored on, or were last. */
    private int foldNumber = Failed.NO_FOLD;

    /** The slowest that a fold's training took so far. */
    private LaneChoice lane = LaneChoice.FAST;

    /**
     * @param positions of the folds to train on, in this order
     * @param keeper takes each model that has a score
     */
    TrialGroup(
            CrossValidation evaluation, List<Learner> learners, List<Integer> positions, Consumer<FoldModel> keeper) {
        this.keeper = keeper;
        this.evaluation = evaluation;
        this.learners = learners;
        configs = learners.stream().map(Learner::config).toList();
        this.positions = positions;
    }

    /** Whether these learners are trained together: they differ by the shared pass params of their common trainer only. */
    static boolean areTrainedTogether(List<Learner> learners, LaneSetting lane) {
        try {
            Estimator<?> first = learners.get(0).estimator();
            Trainer trainer = TrainerRegistry.trainerFor(first, lane);
            Set<String> shared = trainer.sharedPassParams(first);
            Object key = learners.get(0).trainingKey(shared);
            for (Learner learner : learners) {
                Estimator<?> estimator = learner.estimator();
                if (TrainerRegistry.trainerFor(estimator, lane) != trainer
                        || !trainer.sharedPassParams(estimator).equals(shared)
                        || !learner.trainingKey(shared).equals(key)) {
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
        } catch (StageFailedException e) {
            throwIfCancelled();
            return configs.stream().map(config -> failure(config, e)).toList();
        } catch (Throwable e) {
            throwIfCancelled();
            return configs.size() == 1 ? List.of(failure(configs.get(0), e)) : oneByOne();
        }
    }

    /** A training that failed for all of them may do for some. */
    private List<TrialOutcome> oneByOne() {
        List<TrialOutcome> outcomes = new ArrayList<>(configs.size());
        learners.forEach(learner -> outcomes.addAll(evaluation.run(List.of(learner), positions, keeper)));
        return outcomes;
    }

    private List<TrialOutcome> evaluate() {
        List<Estimator<?>> estimators = new ArrayList<>(configs.size());
        Trainer trainer;
        try {
            learners.forEach(learner -> estimators.add(learner.estimator()));
            trainer = TrainerRegistry.trainerFor(estimators.get(0), evaluation.lane());
        } catch (IllegalArgumentException e) {
            return List.of(new Failed(
                    configs.get(0), FailureCategory.INVALID_PARAMS, FailureMessage.of(e), System.nanoTime() - start));
        }
        lane = choice(trainer, estimators.get(0));
        List<List<FoldScore>> scores = new ArrayList<>(configs.size());
        configs.forEach(config -> scores.add(new ArrayList<>(evaluation.folds().size())));
        for (int position : positions) {
            throwIfCancelled();
            evaluate(position, trainer, estimators, scores);
            if (failed.size() == configs.size()) {
                break;
            }
        }
        scores.forEach(ofTrial -> ofTrial.sort(Comparator.comparingInt(FoldScore::fold)));
        return outcomes(scores);
    }

    /** The lane of a trainer, and why no faster one has taken the estimator. */
    private LaneChoice choice(Trainer trainer, Estimator<?> estimator) {
        if (trainer.lane() == Lane.FAST) {
            return LaneChoice.FAST;
        }
        String reason = evaluation.lane() == LaneSetting.AUTO
                ? TrainerRegistry.reasonAgainstFast(estimator).orElse("")
                : LaneChoice.SEARCH_LANE;
        return new LaneChoice(trainer.lane(), reason);
    }

    private void evaluate(int position, Trainer trainer, List<Estimator<?>> estimators, List<List<FoldScore>> scores) {
        Fold fold = evaluation.folds().folds().get(position);
        foldNumber = fold.number();
        LearnerInput.Tables rows = evaluation.rows(position, learners.get(0));
        long trainStart = System.nanoTime();
        List<TrainedModel> trained = trainer.trainAll(estimators, rows.training());
        trained.forEach(one -> lane = lane.slower(one.choice()));
        trained.stream().filter(one -> one.lane() != trainer.lane()).findFirst().ifPresent(left -> {
            LOG.debug(
                    "Trial {} is left to MLlib on fold {}: {}",
                    configs.get(0).number(),
                    fold.number(),
                    left.choice().reason());
        });
        List<Model<?>> models =
                trained.stream().<Model<?>>map(TrainedModel::model).toList();
        long trainNanos = (System.nanoTime() - trainStart) / configs.size();
        long scoreStart = System.nanoTime();
        Map<TrialConfig, Model<?>> usable = usable(models);
        Map<TrialConfig, Map<String, Double>> metrics = metrics(usable, fold, rows.validation());
        long scoreNanos = (System.nanoTime() - scoreStart) / configs.size();
        for (int index = 0; index < models.size(); index++) {
            TrialConfig config = configs.get(index);
            Map<String, Double> own = metrics.get(config);
            if (own != null) {
                scores.get(index).add(new FoldScore(fold.number(), own, trainNanos, scoreNanos));
                requireObjective(config, fold, own);
                if (!failed.containsKey(config)) {
                    keeper.accept(new FoldModel(config.number(), fold.number(), trained.get(index)));
                }
            }
        }
    }

    /** The models of trials that have not failed; one that is not finite fails its trial. */
    private Map<TrialConfig, Model<?>> usable(List<Model<?>> models) {
        FiniteModels finite = new FiniteModels();
        Map<TrialConfig, Model<?>> usable = new LinkedHashMap<>();
        for (int index = 0; index < models.size(); index++) {
            TrialConfig config = configs.get(index);
            if (!failed.containsKey(config)) {
                try {
                    finite.check(models.get(index));
                    usable.put(config, models.get(index));
                } catch (ModelNotFiniteException e) {
                    failed.put(config, failure(config, e));
                }
            }
        }
        return usable;
    }

    /** The metrics of each model; one that cannot be scored fails its trial and has none. */
    private Map<TrialConfig, Map<String, Double>> metrics(Map<TrialConfig, Model<?>> models, Fold fold, RowView rows) {
        Map<TrialConfig, Map<String, Double>> metrics = new HashMap<>();
        try {
            Iterator<Map<String, Double>> scored = evaluation
                    .scoring()
                    .scoreAll(List.copyOf(models.values()), rows)
                    .iterator();
            models.keySet().forEach(config -> metrics.put(config, scored.next()));
        } catch (TaskKilledException e) {
            throw e;
        } catch (RuntimeException e) {
            throwIfCancelled();
            models.forEach(
                    (config, model) -> metrics(config, model, fold, rows).ifPresent(own -> metrics.put(config, own)));
        }
        return metrics;
    }

    private Optional<Map<String, Double>> metrics(TrialConfig config, Model<?> model, Fold fold, RowView rows) {
        try {
            return Optional.of(
                    evaluation.scoring().scoreAll(List.of(model), rows).get(0));
        } catch (TaskKilledException e) {
            throw e;
        } catch (UndefinedMetricException e) {
            failed.put(
                    config,
                    new Failed(config, FailureCategory.SCORE_NOT_FINITE, e.onFold(fold.number()), foldNumber, nanos()));
        } catch (RuntimeException e) {
            throwIfCancelled();
            failed.put(config, failure(config, e));
        }
        return Optional.empty();
    }

    /** Only the objective, the first metric, decides; others may be undefined. */
    private void requireObjective(TrialConfig config, Fold fold, Map<String, Double> metrics) {
        Map.Entry<String, Double> objective = metrics.entrySet().iterator().next();
        if (!Double.isFinite(objective.getValue())) {
            String message = objective.getKey() + " is " + objective.getValue() + " on fold " + fold.number();
            failed.put(config, new Failed(config, FailureCategory.SCORE_NOT_FINITE, message, foldNumber, nanos()));
        }
    }

    private List<TrialOutcome> outcomes(List<List<FoldScore>> scores) {
        List<TrialOutcome> outcomes = new ArrayList<>(configs.size());
        for (int index = 0; index < configs.size(); index++) {
            TrialConfig config = configs.get(index);
            TrialOutcome failure = failed.get(config);
            outcomes.add(failure != null ? failure : new Scored(config, lane, scores.get(index), nanos()));
        }
        return outcomes;
    }

    private TrialOutcome failure(TrialConfig config, Throwable thrown) {
        return new Failed(config, ThrownCategory.of(thrown), FailureMessage.of(thrown), foldNumber, nanos());
    }

    /** The trial's part of the group's time. */
    private long nanos() {
        return (System.nanoTime() - start) / configs.size();
    }

    private void throwIfCancelled() {
        TaskContext context = TaskContext.get();
        if (context != null && context.isInterrupted()) {
            throw new TaskKilledException("Trial " + configs.get(0).number() + " was cancelled");
        }
    }
}
