package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.optimize.BoundedDescent;
import dev.hone.worker.optimize.Minimizer;
import dev.hone.worker.optimize.OrthantDescent;
import dev.hone.worker.optimize.SmoothDescent;
import dev.hone.worker.train.InitialModel;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/**
 * One training of a logistic regression. The optimizer's point holds the coefficients of standardized features, those of
 * a feature next to each other (one, or in a multinomial model one per class), then the intercepts.
 */
final class LogisticFit extends BlockFit {
    private final LogisticRegression estimator;
    private final RowView rows;
    private final FeatureSummary statistics;
    private final int classes;
    private final boolean multinomial;
    private final int sets;
    private final int tableFeatures;
    private final int features;
    private final Bounds bounds;

    LogisticFit(LogisticRegression estimator, RowView rows, FeatureSummary ofAll, int classes) {
        this.estimator = estimator;
        this.rows = rows;
        this.classes = classes;
        multinomial = isMultinomial(estimator.getFamily(), classes);
        sets = multinomial ? classes : 1;
        bounds = Bounds.of(estimator);
        statistics = bounds.areSet() ? ofAll : ofAll.ofVarying();
        tableFeatures = statistics.tableFeatures();
        features = statistics.features();
    }

    static boolean isMultinomial(String family, int classes) {
        String name = family.toLowerCase(Locale.ROOT);
        return name.equals("multinomial") || (name.equals("auto") && classes > 2);
    }

    /** Whether classes, thresholds and bounds go together. */
    boolean suits() {
        return (multinomial || classes <= 2)
                && statistics.classes().weights().length <= classes
                && (!estimator.isDefined(estimator.thresholds()) || estimator.getThresholds().length == classes)
                && bounds.fit(sets, tableFeatures);
    }

    @Override
    StandardizedBlocks blocks() {
        return multinomial
                ? StandardizedBlocks.tiled(rows, statistics, estimator.getMaxBlockSizeInMB())
                : StandardizedBlocks.of(rows, statistics);
    }

    @Override
    BlockLoss loss(StandardizedBlocks blocks) {
        return multinomial
                ? new MultinomialLogisticLoss(statistics, intercept(), classes, blocks)
                : new BinaryLogisticLoss(statistics, intercept(), blocks);
    }

    private InterceptKind intercept() {
        if (!estimator.getFitIntercept()) {
            return InterceptKind.NONE;
        }
        return bounds.holdIntercepts() ? InterceptKind.PLAIN : InterceptKind.CENTERED;
    }

    @Override
    Ridge penalty() {
        double strength = (1.0 - estimator.getElasticNetParam()) * estimator.getRegParam();
        return estimator.getStandardization()
                ? Ridge.onStandardized(strength, sets * features)
                : Ridge.onOriginal(strength, statistics.deviations(), sets);
    }

    @Override
    Minimizer minimizer() {
        double tolerance = estimator.getTol();
        if (bounds.areSet()) {
            double[] deviations = statistics.deviations();
            return new BoundedDescent(
                    tolerance, bounds.lower(deviations, sets, length()), bounds.upper(deviations, sets, length()));
        }
        return estimator.getElasticNetParam() == 0 || estimator.getRegParam() == 0
                ? new SmoothDescent(tolerance)
                : new OrthantDescent(tolerance, penaltiesOnSize());
    }

    private double[] penaltiesOnSize() {
        double strength = estimator.getElasticNetParam() * estimator.getRegParam();
        double[] penalties = new double[length()];
        for (int index = 0; index < sets * features; index++) {
            penalties[index] = penaltyOnSize(strength, statistics.deviations()[index / sets]);
        }
        return penalties;
    }

    private double penaltyOnSize(double strength, double deviation) {
        if (estimator.getStandardization()) {
            return strength;
        }
        return deviation != 0 ? strength / deviation : 0.0;
    }

    private int length() {
        return sets * (estimator.getFitIntercept() ? features + 1 : features);
    }

    @Override
    double[] start() {
        double[] point = InitialModel.of(estimator)
                .filter(this::isLikeOurs)
                .map(this::pointOf)
                .orElseGet(this::pointOfShares);
        if (bounds.areSet()) {
            moveWithin(point);
        }
        if (intercept() == InterceptKind.CENTERED) {
            shift(point, 1);
        }
        return point;
    }

    /** Others are no start, as in MLlib. */
    private boolean isLikeOurs(LogisticRegressionModel model) {
        return model.coefficientMatrix().numRows() == sets
                && model.coefficientMatrix().numCols() == tableFeatures
                && model.interceptVector().size() == sets
                && model.getFitIntercept() == estimator.getFitIntercept();
    }

    private double[] pointOf(LogisticRegressionModel model) {
        double[] point = new double[length()];
        for (int index = 0; index < sets * features; index++) {
            int feature = index / sets;
            point[index] =
                    model.coefficientMatrix().apply(index % sets, statistics.columns()[feature])
                            * statistics.deviations()[feature];
        }
        for (int index = sets * features; index < point.length; index++) {
            point[index] = model.interceptVector().apply(index % sets);
        }
        return point;
    }

    /** Intercepts that predict each class's share of the rows, and no coefficients. */
    private double[] pointOfShares() {
        double[] point = new double[length()];
        if (estimator.getFitIntercept()) {
            double[] weights = statistics.classes().weights();
            double[] intercepts =
                    multinomial ? centeredLogs(weights) : new double[] {Math.log(weights[1] / weights[0])};
            System.arraycopy(intercepts, 0, point, sets * features, intercepts.length);
        }
        return point;
    }

    private static double[] centeredLogs(double[] weights) {
        double[] logs = Arrays.stream(weights).map(Math::log1p).toArray();
        center(logs);
        return logs;
    }

    private static void center(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        for (int index = 0; index < values.length; index++) {
            values[index] -= mean;
        }
    }

    private void moveWithin(double[] point) {
        double[] low = bounds.lower(statistics.deviations(), sets, point.length);
        double[] high = bounds.upper(statistics.deviations(), sets, point.length);
        for (int index = 0; index < point.length; index++) {
            if (point[index] < low[index]) {
                point[index] = low[index];
            } else if (point[index] > high[index]) {
                point[index] = high[index];
            }
        }
    }

    /** To the intercepts of the centered problem, or with a sign of -1 back from them. */
    private void shift(double[] point, double sign) {
        double[] means = statistics.scaledMeans();
        double[] shifts = new double[sets];
        if (multinomial) {
            BLAS$.MODULE$.javaBLAS().dgemv("N", sets, features, 1.0, point, sets, means, 1, 0.0, shifts, 1);
        } else {
            shifts[0] = new Centering(means).shift(point);
        }
        for (int index = 0; index < sets; index++) {
            point[sets * features + index] += sign * shifts[index];
        }
    }

    @Override
    Model<?> model(double[] point) {
        if (intercept() == InterceptKind.CENTERED) {
            shift(point, -1);
        }
        double[] coefficients = coefficients(point);
        Vector intercepts = intercepts(point);
        boolean unique = !multinomial || bounds.areSet();
        if (!unique && estimator.getRegParam() == 0) {
            centerByFeature(coefficients);
        }
        if (!unique && estimator.getFitIntercept()) {
            center(intercepts.toArray());
        }
        return new LogisticRegressionModel(
                estimator.uid(),
                new DenseMatrix(sets, tableFeatures, coefficients, true).compressed(),
                intercepts.compressed(),
                classes,
                multinomial);
    }

    /** Of the features themselves, class by class. */
    private double[] coefficients(double[] point) {
        double[] coefficients = new double[sets * tableFeatures];
        for (int index = 0; index < sets * features; index++) {
            int feature = index / sets;
            double deviation = statistics.deviations()[feature];
            if (deviation != 0) {
                coefficients[index % sets * tableFeatures + statistics.columns()[feature]] = point[index] / deviation;
            }
        }
        return coefficients;
    }

    private Vector intercepts(double[] point) {
        if (!estimator.getFitIntercept()) {
            return multinomial ? Vectors.sparse(sets, new int[0], new double[0]) : Vectors.zeros(sets);
        }
        return Vectors.dense(Arrays.copyOfRange(point, sets * features, point.length));
    }

    /** Without a penalty a constant may be added to all coefficients of a feature; MLlib takes those of mean 0. */
    private void centerByFeature(double[] coefficients) {
        for (int feature = 0; feature < tableFeatures; feature++) {
            double sum = 0;
            for (int at = feature; at < coefficients.length; at += tableFeatures) {
                sum += coefficients[at];
            }
            double mean = sum / sets;
            for (int at = feature; at < coefficients.length; at += tableFeatures) {
                coefficients[at] -= mean;
            }
        }
    }
}
