package dev.hone.tuning;

import dev.hone.driver.task.JavaBytes;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.FiniteModels;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.metric.UndefinedMetricException;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.train.TrainingHistory;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * The body of a task: trains the learners of its partition's one group, which one training serves, and scores their models.
 * Groups and scores travel as bytes of Java's serialization, as models have to.
 */
final class TailTask extends AbstractFunction2<TaskContext, Iterator<Object>, Object> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TaskTables tables;
    private final @Nullable Scoring scoring;
    private final boolean modelsAreKept;
    private final int fold;

    private TailTask(TaskTables tables, @Nullable Scoring scoring, boolean modelsAreKept, int fold) {
        this.tables = tables;
        this.scoring = scoring;
        this.modelsAreKept = modelsAreKept;
        this.fold = fold;
    }

    /**
     * Scores and forgets the models.
     *
     * @param fold number of the fold, for messages
     */
    static TailTask scoring(TaskTables tables, Scoring scoring, int fold) {
        return new TailTask(tables, scoring, false, fold);
    }

    /**
     * Scores and returns the models.
     *
     * @param fold number of the fold, for messages
     */
    static TailTask keeping(TaskTables tables, Scoring scoring, int fold) {
        return new TailTask(tables, scoring, true, fold);
    }

    /** Trains only; the scores are 0. */
    static TailTask training(TaskTables tables) {
        return new TailTask(tables, null, true, 0);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(TaskContext task, Iterator<Object> groups) {
        List<Estimator<?>> group = (List<Estimator<?>>) JavaBytes.read((byte[]) groups.next());
        return JavaBytes.of(new ArrayList<>(scores(group)));
    }

    private List<TailScore> scores(List<Estimator<?>> group) {
        long start = System.nanoTime();
        Trainer trainer = TrainerRegistry.trainerFor(group.get(0), Optional.empty());
        try {
            return scores(group, trainer, start);
        } catch (TaskKilledException e) {
            throw e;
        } catch (Exception | AssertionError | OutOfMemoryError e) {
            if (group.size() == 1) {
                return List.of(TailScore.failed(lane(trainer), message(e), System.nanoTime() - start));
            }
            // A training that fails for all may do for some.
            return group.stream()
                    .flatMap(estimator -> scores(List.of(estimator)).stream())
                    .toList();
        }
    }

    private List<TailScore> scores(List<Estimator<?>> group, Trainer trainer, long start) {
        TailTables rows = tables.value();
        List<TrainedModel> trained = trainer.trainAll(group, rows.training());
        List<Model<?>> models = new ArrayList<>(trained.size());
        trained.forEach(one -> models.add(one.model()));
        FiniteModels finite = new FiniteModels();
        models.forEach(finite::check);
        List<Map<String, Double>> metrics = scoring == null ? List.of() : scoring.scoreAll(models, rows.validation());
        long nanos = (System.nanoTime() - start) / group.size();
        List<TailScore> scores = new ArrayList<>(group.size());
        for (int index = 0; index < group.size(); index++) {
            double metric = metrics.isEmpty()
                    ? 0
                    : metrics.get(index).values().iterator().next();
            scores.add(new TailScore(
                    metric,
                    trained.get(index).lane().label(),
                    modelsAreKept ? models.get(index) : null,
                    modelsAreKept ? trained.get(index).history() : TrainingHistory.NONE,
                    "",
                    nanos));
        }
        return scores;
    }

    private String message(Throwable thrown) {
        return thrown instanceof UndefinedMetricException undefined
                ? undefined.onFold(fold)
                : FailureMessage.of(thrown);
    }

    private static String lane(Trainer trainer) {
        return trainer.lane().label();
    }
}
