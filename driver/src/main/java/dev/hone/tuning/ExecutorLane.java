package dev.hone.tuning;

import dev.hone.driver.task.JavaBytes;
import dev.hone.driver.task.TaskResults;
import dev.hone.tuning.TuningTimes.Phase;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.train.inline.TrainingSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains and scores learners inside tasks: the rows are read into memory, and broadcast once where there are executors. */
final class ExecutorLane {
    private final SparkSession session;
    private final Models models;
    private final TuningTimes times;

    /** What becomes of the models. */
    enum Models {
        FORGOTTEN,
        KEPT
    }

    ExecutorLane(SparkSession session, Models models, TuningTimes times) {
        this.session = session;
        this.models = models;
        this.times = times;
    }

    /** Whether a trainer can train the learner inside a task. */
    static boolean takes(Estimator<?> learner) {
        try {
            TrainerRegistry.trainerFor(learner, Optional.empty());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The score of each learner on the validation rows, in their order. */
    List<TailScore> scores(List<Estimator<?>> learners, FoldFrames fold, RecognizedEvaluator evaluator) {
        TailTables rows = times.measured(Phase.ROWS, () -> rows(new PreparedTable(learners.get(0)), fold, evaluator));
        Scoring scoring = new Scoring.OfEvaluator(evaluator.metrics());
        List<TailScore> scores = times.measured(
                Phase.TRIALS,
                () -> run(
                        learners,
                        rows,
                        tables -> models == Models.KEPT
                                ? TailTask.keeping(tables, scoring, fold.number())
                                : TailTask.scoring(tables, scoring, fold.number())));
        scores.forEach(score -> summarize(score, fold.training()));
        return scores;
    }

    private static TailTables rows(PreparedTable reader, FoldFrames fold, RecognizedEvaluator evaluator) {
        TrainingData training = reader.training(fold.training());
        return TailTables.of(
                training, reader.validation(fold.validation(), evaluator.weightCol(), training.numClasses()));
    }

    /** In a task there is no DataFrame that a summary could be of. */
    private static void summarize(TailScore score, Dataset<Row> training) {
        score.trained().ifPresent(trained -> TrainingSummary.summarize(trained, training));
    }

    /**
     * Trains one learner.
     *
     * @param training the rows as the learner in the task gets them
     * @param frame the same rows, for the model's summary
     * @throws IllegalStateException if that fails
     */
    Model<?> fit(Estimator<?> learner, TrainingData training, Dataset<Row> frame) {
        TailScore trained = run(List.of(learner), TailTables.of(training, training), TailTask::training)
                .get(0);
        Model<?> model = trained.model();
        if (model == null) {
            throw new IllegalStateException("The best trial could not be trained on all rows: " + trained.message());
        }
        summarize(trained, frame);
        return model;
    }

    private interface Body {
        TailTask of(TaskTables tables);
    }

    @SuppressWarnings("unchecked")
    private List<TailScore> run(List<Estimator<?>> learners, TailTables tables, Body body) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        List<List<Integer>> groups = groups(learners);
        List<byte[]> partitions = groups.stream()
                .map(group -> JavaBytes.of(
                        new ArrayList<>(group.stream().map(learners::get).toList())))
                .toList();
        try (TaskTables ofTasks = TaskTables.of(context, tables)) {
            RDD<Object> rows = (RDD<Object>)
                    (RDD<?>) context.parallelize(partitions, partitions.size()).rdd();
            List<Object> results = TaskResults.of(rows, body.of(ofTasks));
            TailScore[] scores = new TailScore[learners.size()];
            for (int group = 0; group < groups.size(); group++) {
                List<TailScore> ofGroup = (List<TailScore>) JavaBytes.read((byte[]) results.get(group));
                for (int index = 0; index < ofGroup.size(); index++) {
                    scores[groups.get(group).get(index)] = ofGroup.get(index);
                }
            }
            return List.of(scores);
        }
    }

    /** Positions of learners that one training serves together. */
    private static List<List<Integer>> groups(List<Estimator<?>> learners) {
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int index = 0; index < learners.size(); index++) {
            Estimator<?> learner = learners.get(index);
            Set<String> path = new HashSet<>(
                    TrainerRegistry.trainerFor(learner, Optional.empty()).sharedTrainingParams(learner));
            groups.computeIfAbsent(StageKey.without(path, learner), unknown -> new ArrayList<>())
                    .add(index);
        }
        return List.copyOf(groups.values());
    }
}
