package dev.hone.driver.tuning.fold;

import dev.hone.driver.tuning.trial.StagedTrial;
import dev.hone.driver.tuning.trial.TunerTrials;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.inline.TrainingSummary;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Puts fitted stages together to what the {@code fit} of a trial's estimator returns, with parents and summaries. */
public final class FittedPipelines {
    private final TunerTrials trials;

    public FittedPipelines(TunerTrials trials) {
        this.trials = trials;
    }

    /**
     * The model of a trial.
     *
     * @param stages those before the learner, fitted
     * @param trained the learner's model, or a pipeline of it and of the stages after it
     * @param rows that the learner was trained on
     */
    public Model<?> model(TrialConfig trial, List<Transformer> stages, TrainedModel trained, Dataset<Row> rows) {
        if (trained.lane() != Lane.CLUSTER) {
            // In a task there is no DataFrame that a summary could be of.
            TrainingSummary.summarize(trained, rows);
        }
        Estimator<?> estimator = trials.estimator(trial);
        StagedTrial staged = StagedTrial.of(estimator);
        Queue<Transformer> fitted = new ArrayDeque<>(stages);
        if (trained.model() instanceof PipelineModel rest && staged.learner() instanceof Pipeline) {
            fitted.addAll(Arrays.asList(rest.stages()));
        } else {
            fitted.add(trained.model());
        }
        return (Model<?>) assembled(estimator, fitted);
    }

    /** Puts fitted stages where the stages of a pipeline were, nested ones included. */
    private static Transformer assembled(PipelineStage stage, Queue<Transformer> fitted) {
        if (!(stage instanceof Pipeline pipeline)) {
            return withParent(fitted.remove(), stage);
        }
        Transformer[] stages = Arrays.stream(pipeline.getStages())
                .map(inner -> assembled(inner, fitted))
                .toArray(Transformer[]::new);
        PipelineModel model = new PipelineModel(pipeline.uid(), stages);
        model.setParent(pipeline);
        return model;
    }

    /** A model's parent is the estimator that it was fitted by, as Spark's {@code fit} sets it. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Transformer withParent(Transformer fitted, PipelineStage stage) {
        if (fitted instanceof Model model && stage instanceof Estimator estimator) {
            model.setParent(estimator);
        }
        return fitted;
    }
}
