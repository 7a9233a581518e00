package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.optimize.BoundedDescent;
import dev.hone.worker.optimize.Minimizer;
import java.util.Arrays;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;

/**
 * One training of a linear regression with Huber's loss. The optimizer's point holds the coefficients of standardized
 * features, the intercept if there is one, and the scale of the errors, which stays positive.
 */
final class HuberFit extends BlockFit {
    private final LinearRegression estimator;
    private final RowView rows;
    private final FeatureSummary statistics;
    private final int features;

    HuberFit(LinearRegression estimator, RowView rows, FeatureSummary statistics) {
        this.estimator = estimator;
        this.rows = rows;
        this.statistics = statistics;
        features = statistics.features();
    }

    @Override
    StandardizedBlocks blocks() {
        return StandardizedBlocks.ofMllib(rows, estimator.getMaxBlockSizeInMB());
    }

    @Override
    BlockLoss loss(StandardizedBlocks blocks) {
        InterceptKind intercept = InterceptKind.centeredIf(estimator.getFitIntercept());
        return new HuberLoss(statistics, intercept, estimator.getEpsilon(), blocks);
    }

    @Override
    Ridge penalty() {
        double strength = (1.0 - estimator.getElasticNetParam()) * estimator.getRegParam();
        return estimator.getStandardization()
                ? Ridge.onStandardized(strength, features)
                : Ridge.onOriginal(strength, statistics.deviations(), 1);
    }

    private int length() {
        return estimator.getFitIntercept() ? features + 2 : features + 1;
    }

    @Override
    Minimizer minimizer() {
        double[] lower = new double[length()];
        double[] upper = new double[length()];
        Arrays.fill(lower, -Double.MAX_VALUE);
        Arrays.fill(upper, Double.MAX_VALUE);
        lower[length() - 1] = Double.MIN_VALUE;
        return new BoundedDescent(estimator.getTol(), lower, upper);
    }

    @Override
    double[] start() {
        double[] point = new double[length()];
        Arrays.fill(point, 1.0);
        if (estimator.getFitIntercept()) {
            point[features] += new Centering(statistics.scaledMeans()).shift(point);
        }
        return point;
    }

    @Override
    Model<?> model(double[] point) {
        double intercept = 0.0;
        if (estimator.getFitIntercept()) {
            intercept = point[features] - new Centering(statistics.scaledMeans()).shift(point);
        }
        double[] coefficients = new double[features];
        for (int feature = 0; feature < features; feature++) {
            double deviation = statistics.deviations()[feature];
            coefficients[feature] = deviation != 0 ? point[feature] / deviation : 0.0;
        }
        return new LinearRegressionModel(
                estimator.uid(), Vectors.dense(coefficients).compressed(), intercept, point[point.length - 1]);
    }
}
