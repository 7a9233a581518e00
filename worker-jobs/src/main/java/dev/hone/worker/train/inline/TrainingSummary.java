package dev.hone.worker.train.inline;

import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.Classifier;
import org.apache.spark.ml.classification.FMClassificationModel;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.clustering.BisectingKMeansModel;
import org.apache.spark.ml.clustering.BisectingKMeansSummary;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionTrainingSummary;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionTrainingSummary;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;

/**
 * The training summary of one class of MLlib's models: what is kept of it when a model leaves its task, and how it is made
 * again over the training rows, where there is a session. Those of Spark 4.1 and 4.2, which make them by the models' {@code
 * createSummary}.
 *
 * @param type the class of the model
 * @param reading what a model's summary tells of the training
 * @param making gives a model its summary
 */
public record TrainingSummary<M extends Model<?>>(
        Class<M> type, Function<M, TrainingHistory> reading, Making<M> making) {
    private static final List<TrainingSummary<?>> ALL = List.of(
            new TrainingSummary<>(
                    LogisticRegressionModel.class,
                    model -> TrainingHistory.ofObjectives(model.summary().objectiveHistory()),
                    (model, history, rows) -> model.createSummary(rows, history.objectives())),
            new TrainingSummary<>(
                    LinearSVCModel.class,
                    model -> TrainingHistory.ofObjectives(model.summary().objectiveHistory()),
                    (model, history, rows) -> model.createSummary(rows, history.objectives())),
            new TrainingSummary<>(
                    FMClassificationModel.class,
                    model -> TrainingHistory.ofObjectives(model.summary().objectiveHistory()),
                    (model, history, rows) -> model.createSummary(rows, history.objectives())),
            new TrainingSummary<>(
                    MultilayerPerceptronClassificationModel.class,
                    model -> TrainingHistory.ofObjectives(model.summary().objectiveHistory()),
                    (model, history, rows) -> model.createSummary(rows, history.objectives())),
            new TrainingSummary<>(
                    RandomForestClassificationModel.class,
                    model -> TrainingHistory.NONE,
                    (model, history, rows) -> model.createSummary(rows)),
            new TrainingSummary<>(
                    LinearRegressionModel.class,
                    TrainingSummary::historyOfLinearRegression,
                    TrainingSummary::summarizeLinearRegression),
            new TrainingSummary<>(
                    GeneralizedLinearRegressionModel.class,
                    TrainingSummary::historyOfGeneralizedRegression,
                    (model, history, rows) ->
                            model.createSummary(rows, history.inverseDiagonal(), history.iterations())),
            new TrainingSummary<>(
                    KMeansModel.class,
                    model -> TrainingHistory.NONE,
                    (model, history, rows) -> model.createSummary(
                            model.transform(rows),
                            model.parentModel().numIter(),
                            model.parentModel().trainingCost())),
            new TrainingSummary<>(
                    BisectingKMeansModel.class,
                    model -> TrainingHistory.NONE,
                    TrainingSummary::summarizeBisectingKMeans),
            new TrainingSummary<>(
                    GaussianMixtureModel.class,
                    model -> TrainingHistory.ofMixture(
                            model.summary().logLikelihood(), model.summary().numIter()),
                    (model, history, rows) ->
                            model.createSummary(model.transform(rows), history.logLikelihood(), history.iterations())),
            new TrainingSummary<>(
                    OneVsRestModel.class, TrainingSummary::historyOfMembers, TrainingSummary::summarizeMembers));

    /** Gives a model its summary over the rows that it was trained on. */
    interface Making<M> {
        void summarize(M model, TrainingHistory history, Dataset<Row> rows);
    }

    /** What a model's summary tells of its training; nothing if it has none. */
    static TrainingHistory historyOf(Model<?> model) {
        return of(model).map(summary -> summary.read(model)).orElse(TrainingHistory.NONE);
    }

    /**
     * Gives a model the summary that MLlib's {@code fit} on the rows gives it, and the members of a OneVsRestModel their
     * parents too. As there, most of its values are computed when they are first asked for, and those of a
     * LinearRegressionModel at once. A model whose class has no summary, or is not MLlib's, stays without.
     *
     * @param rows that the model was trained on, as DataFrame
     */
    public static void summarize(TrainedModel trained, Dataset<Row> rows) {
        of(trained.model()).ifPresent(summary -> summary.write(trained, rows));
    }

    private static Optional<TrainingSummary<?>> of(Model<?> model) {
        return ALL.stream()
                .filter(summary -> summary.type() == model.getClass())
                .findFirst();
    }

    private TrainingHistory read(Model<?> model) {
        boolean untold = model instanceof HasTrainingSummary<?> summarized && !summarized.hasSummary();
        return untold ? TrainingHistory.NONE : reading.apply(type.cast(model));
    }

    private void write(TrainedModel trained, Dataset<Row> rows) {
        making.summarize(type.cast(trained.model()), trained.history(), rows);
    }

    private static TrainingHistory historyOfLinearRegression(LinearRegressionModel model) {
        LinearRegressionTrainingSummary summary = model.summary();
        return TrainingHistory.ofLeastSquares(summary.objectiveHistory(), summary.diagInvAtWA());
    }

    /** Only with the normal equations, which invert a matrix, MLlib hands on the coefficients: for their errors. */
    private static void summarizeLinearRegression(
            LinearRegressionModel model, TrainingHistory history, Dataset<Row> rows) {
        double[] inverse = history.inverseDiagonal();
        boolean inverted = inverse.length != 1 || inverse[0] != 0;
        model.createSummary(
                rows, inverse, history.objectives(), inverted ? coefficientsAndIntercept(model) : new double[0]);
    }

    private static double[] coefficientsAndIntercept(LinearRegressionModel model) {
        double[] coefficients = model.coefficients().toArray();
        if (!model.getFitIntercept()) {
            return coefficients;
        }
        double[] all = Arrays.copyOf(coefficients, coefficients.length + 1);
        all[coefficients.length] = model.intercept();
        return all;
    }

    private static TrainingHistory historyOfGeneralizedRegression(GeneralizedLinearRegressionModel model) {
        GeneralizedLinearRegressionTrainingSummary summary = model.summary();
        return TrainingHistory.ofReweighting(summary.diagInvAtWA(), summary.numIterations());
    }

    private static void summarizeBisectingKMeans(
            BisectingKMeansModel model, TrainingHistory history, Dataset<Row> rows) {
        model.setSummary(Option.apply(new BisectingKMeansSummary(
                model.transform(rows),
                model.getPredictionCol(),
                model.getFeaturesCol(),
                model.getK(),
                model.getMaxIter(),
                model.org$apache$spark$ml$clustering$BisectingKMeansModel$$parentModel()
                        .trainingCost())));
    }

    private static TrainingHistory historyOfMembers(OneVsRestModel model) {
        List<TrainingHistory> members = new ArrayList<>();
        for (Object member : model.models()) {
            members.add(historyOf((Model<?>) member));
        }
        return TrainingHistory.ofMembers(members);
    }

    private static void summarizeMembers(OneVsRestModel model, TrainingHistory history, Dataset<Row> rows) {
        OneVsRestRows relabelled = OneVsRestRows.of(model, rows);
        for (int index = 0; index < model.models().length; index++) {
            Model<?> member = (Model<?>) (Object) model.models()[index];
            Classifier<?, ?, ?> parent = relabelled.classifier(index);
            setParent(member, parent);
            summarize(TrainedModel.fast(member, history.members().get(index)), relabelled.rows(index));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void setParent(Model member, Classifier<?, ?, ?> parent) {
        member.setParent(parent);
    }
}
