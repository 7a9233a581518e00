package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.optimize.BoundedDescent;
import dev.hone.worker.optimize.Minimizer;
import dev.hone.worker.optimize.Solution;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;

/**
 * One training of a linear regression with Huber's loss. The optimizer's point holds the coefficients of standardized
 * features, the intercept if there is one, and the scale of the errors, which stays positive.
 */
final class HuberFit implements Fit {
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
    public List<TrainedModel> models(int[] iterations) {
        StandardizedBlocks blocks = StandardizedBlocks.ofMllib(rows, estimator.getMaxBlockSizeInMB());
        InterceptKind intercept = InterceptKind.centeredIf(estimator.getFitIntercept());
        HuberLoss loss = new HuberLoss(statistics, intercept, estimator.getEpsilon(), blocks);
        List<TrainedModel> models = new ArrayList<>();
        for (Solution solution : minimizer().solutions(new MeanLoss(blocks, loss, penalty()), start(), iterations)) {
            models.add(TrainedModel.fast(model(solution.point()), TrainingHistory.ofObjectives(solution.objectives())));
        }
        return models;
    }

    private Ridge penalty() {
        double strength = (1.0 - estimator.getElasticNetParam()) * estimator.getRegParam();
        return estimator.getStandardization()
                ? Ridge.onStandardized(strength, features)
                : Ridge.onOriginal(strength, statistics.deviations(), 1);
    }

    private int length() {
        return estimator.getFitIntercept() ? features + 2 : features + 1;
    }

    private Minimizer minimizer() {
        double[] lower = new double[length()];
        double[] upper = new double[length()];
        Arrays.fill(lower, -Double.MAX_VALUE);
        Arrays.fill(upper, Double.MAX_VALUE);
        lower[length() - 1] = Double.MIN_VALUE;
        return new BoundedDescent(estimator.getTol(), lower, upper);
    }

    private double[] start() {
        double[] point = new double[length()];
        Arrays.fill(point, 1.0);
        if (estimator.getFitIntercept()) {
            point[features] += new Centering(statistics.scaledMeans()).shift(point);
        }
        return point;
    }

    private Model<?> model(double[] point) {
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
