package dev.hone.tuning;

import dev.hone.tuning.TuningTimes.Phase;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.FiniteModels;
import dev.hone.worker.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits by Spark's own {@code fit}, from a bounded number of threads that all folds share: each trial in a pool of its own of a
 * FAIR scheduler, and with a job tag by which it is cancelled. The rows of a fold are cached while its trials run.
 */
final class ClusterLane {
    static final String NAME = "cluster";
    private static final String POOL = "spark.scheduler.pool";

    private final SparkContext context;
    private final ExecutorService threads;
    private final Evaluator evaluator;
    private final ExecutorLane.Models models;
    private final String search;

    /**
     * @param threads those that fits run in
     * @param search what the pools and job tags of all trials begin with
     */
    ClusterLane(
            SparkContext context,
            ExecutorService threads,
            Evaluator evaluator,
            ExecutorLane.Models models,
            String search) {
        this.context = context;
        this.threads = threads;
        this.evaluator = evaluator;
        this.models = models;
        this.search = search;
    }

    /**
     * The score of each trial on the validation rows, in their order. A fit that fails fails its trial alone.
     *
     * @param tails what is left of each trial's stages: estimators, or pipelines of several stages
     */
    List<TailScore> scores(List<StagedTrial> trials, List<Estimator<?>> tails, FoldFrames fold, TuningTimes times)
            throws InterruptedException {
        long start = System.nanoTime();
        Dataset<Row> training = fold.training().persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> validation = fold.validation().persist(StorageLevel.MEMORY_AND_DISK());
        List<Future<TailScore>> running = new ArrayList<>(tails.size());
        try {
            for (int index = 0; index < tails.size(); index++) {
                Estimator<?> tail = tails.get(index);
                String own = search + "-trial-" + trials.get(index).number() + "-fold-" + fold.number();
                running.add(threads.submit(() -> score(tail, own, fold.number(), training, validation)));
            }
            List<TailScore> scores = new ArrayList<>(tails.size());
            for (Future<TailScore> score : running) {
                scores.add(score.get());
            }
            return scores;
        } catch (ExecutionException e) {
            throw new IllegalStateException(FailureMessage.of(e), e);
        } finally {
            running.forEach(score -> score.cancel(true));
            training.unpersist();
            validation.unpersist();
            times.add(Phase.TRIALS, System.nanoTime() - start);
        }
    }

    private TailScore score(Estimator<?> tail, String own, int fold, Dataset<Row> training, Dataset<Row> validation) {
        long start = System.nanoTime();
        context.setLocalProperty(POOL, own);
        context.addJobTag(own);
        try {
            Model<?> model = tail.fit(training);
            FiniteModels.require(model);
            double metric = evaluator.evaluate(model.transform(validation));
            if (Double.isNaN(metric)) {
                return TailScore.failed(NAME, notDefined(model, fold), System.nanoTime() - start);
            }
            return new TailScore(
                    metric,
                    NAME,
                    models == ExecutorLane.Models.KEPT ? model : null,
                    TrainingHistory.NONE,
                    "",
                    System.nanoTime() - start);
        } catch (Exception | AssertionError | OutOfMemoryError e) { // Spark asserts what users pass
            return TailScore.failed(NAME, FailureMessage.of(e), System.nanoTime() - start);
        } finally {
            context.removeJobTag(own);
            context.setLocalProperty(POOL, null);
        }
    }

    /** Why the score is NaN, with what helps where ALS does not know the users or items of some rows. */
    private String notDefined(Model<?> model, int fold) {
        String metric = Columns.named(evaluator, "metricName").orElse("the score");
        boolean cold = Stream.of(
                        model instanceof PipelineModel pipeline ? pipeline.stages() : new Transformer[] {model})
                .anyMatch(stage -> stage instanceof ALSModel als
                        && als.getColdStartStrategy().equals("nan"));
        return metric + " is not defined on fold " + fold + ": "
                + (cold
                        ? "ALS predicts NaN for users and items that it was not trained on; set coldStartStrategy to drop"
                        : "the evaluator gives NaN");
    }
}
