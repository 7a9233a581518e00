package dev.hone.worker.evaluate;

import dev.hone.ml.RowPredictor;
import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.ClassPredictions;
import dev.hone.worker.metric.Predictions;
import dev.hone.worker.train.inline.InlineTransformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.ClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.clustering.BisectingKMeansModel;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.AFTSurvivalRegressionModel;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.IsotonicRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.sql.Row;

/**
 * Predicts rows as the model's own {@code transform} does with its default columns, without a DataFrame where the model
 * lets itself be asked row by row.
 */
public final class ModelPredictor {
    /** Of ensembles whose trees are the first of another's, all share its pass over the rows. */
    private static final int MOST_TOGETHER = 16;

    private static final long MOST_BYTES = 1L << 28;
    private static final int BYTES_OF_CLASS = 2 * Double.BYTES;

    private ModelPredictor() {}

    /** The prediction of every row of the view, in its order. */
    public static Predictions predict(Model<?> model, RowView rows) {
        if (model instanceof RowPredictor predictor) {
            return predictor.predictRows(rows);
        }
        Optional<LinearMargins> margins = margins(model, rows);
        if (margins.isPresent()) {
            return ofMargins(model, rows, margins.get().all());
        }
        if (model instanceof ProbabilisticClassificationModel<?, ?> classifier) {
            return probabilities(classifier, rows);
        }
        if (model instanceof ClassificationModel<?, ?> classifier) {
            return raw(classifier, rows);
        }
        if (model instanceof OneVsRestModel oneVsRest) {
            return oneVsRest(oneVsRest, rows);
        }
        return Predictions.of(rows, numbers(model, rows));
    }

    /** Whether it pays to ask for the predictions of several such models together. */
    static boolean sharePasses(List<? extends Model<?>> models, RowView rows) {
        return models.stream().allMatch(model -> TreePredictor.of(model).isPresent())
                || models.stream().allMatch(model -> margins(model, rows).isPresent());
    }

    /**
     * The predictions of several models; ensembles whose trees are the first of another's share its pass over the rows, and so
     * do linear models.
     */
    public static List<Predictions> predictAll(List<? extends Model<?>> models, RowView rows) {
        List<TreePredictor> trees =
                models.stream().map(TreePredictor::of).flatMap(Optional::stream).toList();
        if (trees.size() == models.size()) {
            return ofTrees(models, rows, TreePredictor.predictAll(trees, rows));
        }
        List<LinearMargins> linear =
                models.stream().flatMap(model -> margins(model, rows).stream()).toList();
        return linear.size() == models.size()
                ? ofMargins(models, rows, LinearMargins.ofAll(linear))
                : models.stream().map(model -> predict(model, rows)).toList();
    }

    private static List<Predictions> ofTrees(List<? extends Model<?>> models, RowView rows, List<double[]> outputs) {
        List<Predictions> predictions = new ArrayList<>(models.size());
        for (int index = 0; index < models.size(); index++) {
            predictions.add(
                    models.get(index) instanceof ProbabilisticClassificationModel<?, ?> classifier
                            ? probabilities(classifier, rows, outputs.get(index))
                            : Predictions.of(rows, outputs.get(index)));
        }
        return predictions;
    }

    private static List<Predictions> ofMargins(List<? extends Model<?>> models, RowView rows, List<double[]> margins) {
        return IntStream.range(0, models.size())
                .mapToObj(index -> ofMargins(models.get(index), rows, margins.get(index)))
                .toList();
    }

    /** All that a linear model of one margin a row makes of these. */
    private static Predictions ofMargins(Model<?> model, RowView rows, double[] margins) {
        if (model instanceof ProbabilisticClassificationModel<?, ?> classifier) {
            return ClassPredictions.ofMargins(classifier, rows, margins);
        }
        return model instanceof LinearSVCModel machine
                ? ClassPredictions.ofMargins(machine, rows, margins)
                : Predictions.of(rows, margins);
    }

    private static Optional<LinearMargins> margins(Model<?> model, RowView rows) {
        if (model instanceof LinearSVCModel linear) {
            return Optional.of(LinearMargins.of(linear.coefficients(), linear.intercept(), rows));
        }
        if (model instanceof LinearRegressionModel linear) {
            return Optional.of(LinearMargins.of(linear.coefficients(), linear.intercept(), rows));
        }
        return model instanceof LogisticRegressionModel logistic && isBinomial(logistic, rows)
                ? Optional.of(LinearMargins.of(logistic.coefficients(), logistic.intercept(), rows))
                : Optional.empty();
    }

    /**
     * What is made of the predictions of each model, which are in memory for some models at a time.
     *
     * @throws ModelNotFiniteException if a model predicts NaN
     */
    static <T> List<T> scoreAll(List<? extends Model<?>> models, RowView rows, Function<Predictions, T> score) {
        List<T> scores = new ArrayList<>(models.size());
        int together = sharePasses(models, rows) ? mostTogether(rows) : 1;
        for (int from = 0; from < models.size(); from += together) {
            List<? extends Model<?>> some = models.subList(from, Math.min(from + together, models.size()));
            for (Predictions predictions : predictAll(some, rows)) {
                requireNumbers(predictions);
                scores.add(score.apply(predictions));
            }
        }
        return scores;
    }

    /** As many as have predictions of some hundred megabytes. */
    private static int mostTogether(RowView rows) {
        long ofModel =
                (long) BYTES_OF_CLASS * rows.size() * Math.max(1, rows.data().numClasses());
        return (int) Math.max(1, Math.min(MOST_TOGETHER, MOST_BYTES / Math.max(1, ofModel)));
    }

    private static void requireNumbers(Predictions predictions) {
        int undefined = predictions.countNaN();
        if (undefined > 0) {
            throw new ModelNotFiniteException(
                    "the model predicts NaN for " + undefined + " of " + predictions.size() + " test rows");
        }
    }

    private static double[] numbers(Model<?> model, RowView rows) {
        Optional<TreePredictor> trees = TreePredictor.of(model);
        if (trees.isPresent()) {
            return trees.get().predict(rows);
        }
        if (model instanceof KMeansModel clusters) {
            return each(rows, clusters::predict);
        }
        if (model instanceof BisectingKMeansModel clusters) {
            return each(rows, clusters::predict);
        }
        if (model instanceof GaussianMixtureModel clusters) {
            return each(rows, clusters::predict);
        }
        if (model instanceof IsotonicRegressionModel isotonic) {
            int feature = isotonic.getFeatureIndex();
            return each(rows, features -> isotonic.predict(features.apply(feature)));
        }
        if (model instanceof AFTSurvivalRegressionModel survival) {
            return each(rows, survival::predict);
        }
        if (model instanceof RegressionModel<?, ?> regression && !hasOffset(model)) {
            return each(rows, features(regression)::predict);
        }
        return transformed(model, rows);
    }

    /** Whether the prediction of a row depends on more than its features. */
    private static boolean hasOffset(Model<?> model) {
        return model instanceof GeneralizedLinearRegressionModel linear
                && linear.isSet(linear.offsetCol())
                && !linear.getOffsetCol().isEmpty();
    }

    private static double[] transformed(Model<?> model, RowView rows) {
        String column = (String) model.getOrDefault(model.getParam("predictionCol"));
        double[] predictions = new double[rows.size()];
        int position = 0;
        for (Row row : InlineTransformer.transform(model, rows, column)) {
            predictions[position++] = ((Number) row.get(0)).doubleValue();
        }
        return predictions;
    }

    private interface OfVector {
        double predict(Vector features);
    }

    private static double[] each(RowView rows, OfVector model) {
        double[] predictions = new double[rows.size()];
        for (int position = 0; position < predictions.length; position++) {
            predictions[position] = model.predict(rows.vector(position));
        }
        return predictions;
    }

    private static Predictions raw(ClassificationModel<?, ?> model, RowView rows) {
        IntFunction<Vector> rawPredictions = rawPredictions(model, rows);
        int width = model.numClasses();
        double[] predictions = new double[rows.size()];
        double[] raws = new double[rows.size() * width];
        for (int position = 0; position < predictions.length; position++) {
            Vector raw = rawPredictions.apply(position);
            ClassPredictions.copy(raw, raws, position * width);
            predictions[position] = model.raw2prediction(raw);
        }
        return new Predictions(rows, predictions, width, raws, new double[0]);
    }

    private static Predictions probabilities(ProbabilisticClassificationModel<?, ?> model, RowView rows) {
        Optional<TreePredictor> trees = TreePredictor.of(model);
        if (trees.isPresent()) {
            return probabilities(model, rows, trees.get().predict(rows));
        }
        return ClassPredictions.of(model, rows, rawPredictions(model, rows));
    }

    /** The model's raw prediction at a position, valid until the next. */
    private static IntFunction<Vector> rawPredictions(ClassificationModel<?, ?> model, RowView rows) {
        Optional<LinearMargins> margins = margins(model, rows);
        if (margins.isPresent()) {
            return ofBothSigns(margins.get());
        }
        Optional<ClassMargins> ofClasses =
                model instanceof LogisticRegressionModel logistic ? ClassMargins.of(logistic, rows) : Optional.empty();
        if (ofClasses.isPresent()) {
            return ofClasses.get()::at;
        }
        ClassificationModel<Vector, ?> ofVectors = features(model);
        return position -> ofVectors.predictRaw(rows.vector(position));
    }

    /** A multinomial one of one class has one set of coefficients, too. */
    private static boolean isBinomial(LogisticRegressionModel model, RowView rows) {
        return model.coefficientMatrix().numRows() == 1
                && rows.size() > 0
                && model.predictRaw(rows.vector(0)).size() == 2;
    }

    private static IntFunction<Vector> ofBothSigns(LinearMargins margins) {
        DenseVector raw = new DenseVector(new double[2]);
        return position -> {
            double margin = margins.margin(position);
            raw.values()[0] = -margin;
            raw.values()[1] = margin;
            return raw;
        };
    }

    /** What the model makes of raw predictions, row-major. */
    private static Predictions probabilities(
            ProbabilisticClassificationModel<?, ?> model, RowView rows, double[] raws) {
        int width = model.numClasses();
        if (givesShares(model)) {
            return ClassPredictions.ofShares(rows, width, raws);
        }
        DenseVector raw = new DenseVector(new double[width]);
        return ClassPredictions.of(model, rows, position -> {
            System.arraycopy(raws, position * width, raw.values(), 0, width);
            return raw;
        });
    }

    private static boolean givesShares(ProbabilisticClassificationModel<?, ?> model) {
        boolean isVote =
                model instanceof DecisionTreeClassificationModel || model instanceof RandomForestClassificationModel;
        return isVote && !model.isDefined(model.thresholds());
    }

    /** Each binary model's confidence in its class; the most confident one wins. */
    private static Predictions oneVsRest(OneVsRestModel model, RowView rows) {
        int width = model.models().length;
        List<IntFunction<Vector>> ofClasses = Arrays.stream(model.models())
                .map(binary -> rawPredictions((ClassificationModel<?, ?>) binary, rows))
                .toList();
        double[] predictions = new double[rows.size()];
        double[] raws = new double[rows.size() * width];
        for (int position = 0; position < predictions.length; position++) {
            double[] confidences = new double[width];
            for (int index = 0; index < width; index++) {
                confidences[index] = ofClasses.get(index).apply(position).apply(1);
            }
            System.arraycopy(confidences, 0, raws, position * width, width);
            predictions[position] = new DenseVector(confidences).argmax();
        }
        return new Predictions(rows, predictions, width, raws, new double[0]);
    }

    @SuppressWarnings("unchecked")
    private static ClassificationModel<Vector, ?> features(ClassificationModel<?, ?> model) {
        return (ClassificationModel<Vector, ?>) model;
    }

    @SuppressWarnings("unchecked")
    private static RegressionModel<Vector, ?> features(RegressionModel<?, ?> model) {
        return (RegressionModel<Vector, ?>) model;
    }
}
