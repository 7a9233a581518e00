package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.optimize.Minimizer;
import dev.hone.worker.optimize.OrthantDescent;
import dev.hone.worker.optimize.SmoothDescent;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;

/**
 * One iterative training of a linear regression of squared errors, whose label is not constant. The optimizer's point holds
 * the coefficients of standardized features and label.
 */
final class SquaredErrorFit extends BlockFit {
    private final LinearRegression estimator;
    private final RowView rows;
    private final FeatureSummary statistics;

    SquaredErrorFit(LinearRegression estimator, RowView rows, FeatureSummary ofAll) {
        this.estimator = estimator;
        this.rows = rows;
        statistics = ofAll.ofVarying();
    }

    @Override
    StandardizedBlocks blocks() {
        return StandardizedBlocks.of(rows, statistics);
    }

    @Override
    BlockLoss loss(StandardizedBlocks blocks) {
        return new SquaredLoss(statistics, estimator.getFitIntercept(), statistics.labelDeviation(), blocks);
    }

    @Override
    double[] start() {
        return new double[statistics.features()];
    }

    /** The penalty of the problem whose label is standardized. */
    private double strength() {
        return estimator.getRegParam() / statistics.labelDeviation();
    }

    @Override
    Ridge penalty() {
        double ridge = (1.0 - estimator.getElasticNetParam()) * strength();
        return estimator.getStandardization()
                ? Ridge.onStandardized(ridge, statistics.features())
                : Ridge.onOriginal(ridge, statistics.deviations(), 1);
    }

    @Override
    Minimizer minimizer() {
        return estimator.getElasticNetParam() == 0 || strength() == 0
                ? new SmoothDescent(estimator.getTol())
                : new OrthantDescent(estimator.getTol(), penaltiesOnSize());
    }

    private double[] penaltiesOnSize() {
        double strength = estimator.getElasticNetParam() * strength();
        double[] penalties = new double[statistics.features()];
        for (int feature = 0; feature < penalties.length; feature++) {
            double deviation = statistics.deviations()[feature];
            if (estimator.getStandardization()) {
                penalties[feature] = strength;
            } else {
                penalties[feature] = deviation != 0 ? strength / deviation : 0.0;
            }
        }
        return penalties;
    }

    @Override
    Model<?> model(double[] point) {
        double[] coefficients = new double[point.length];
        for (int feature = 0; feature < coefficients.length; feature++) {
            double deviation = statistics.deviations()[feature];
            coefficients[feature] = deviation != 0 ? point[feature] * statistics.labelDeviation() / deviation : 0.0;
        }
        double intercept = 0.0;
        if (estimator.getFitIntercept()) {
            intercept = statistics.labelMean()
                    - BLAS$.MODULE$.dot(Vectors.dense(coefficients), Vectors.dense(statistics.means()));
        }
        return new LinearRegressionModel(
                estimator.uid(), Vectors.dense(statistics.spread(coefficients)).compressed(), intercept, 1.0);
    }
}
