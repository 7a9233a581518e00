package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import java.util.Optional;
import org.apache.spark.ml.optim.WeightedLeastSquares;
import org.apache.spark.ml.regression.LinearRegression;

/** Trains {@link LinearRegression}: by the normal equations or iteratively, of squared errors or Huber's loss. */
public final class LinearRegressionTrainer extends LinearTrainer<LinearRegression> {
    private static final String HUBER = "huber";
    private static final String NORMAL = "normal";
    private static final String ITERATIVE = "l-bfgs";

    public LinearRegressionTrainer() {
        super(LinearRegression.class);
    }

    @Override
    boolean acceptsParams(LinearRegression estimator) {
        return !isHuber(estimator) || (!estimator.getSolver().equals(NORMAL) && estimator.getElasticNetParam() == 0);
    }

    /** With the solver {@code auto} that depends on the number of features, so only the certain cases count. */
    @Override
    boolean isIterative(LinearRegression estimator) {
        return isHuber(estimator) || estimator.getSolver().equals(ITERATIVE);
    }

    @Override
    Optional<Fit> fit(LinearRegression estimator, RowView rows, FeatureSummary statistics) {
        if (!isIterative(estimator)) {
            return normal(estimator, rows, statistics);
        }
        if (statistics.labelDeviation() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                isHuber(estimator)
                        ? new HuberFit(estimator, rows, statistics)
                        : new SquaredErrorFit(estimator, rows, statistics));
    }

    private static Optional<Fit> normal(LinearRegression estimator, RowView rows, FeatureSummary statistics) {
        if (statistics.features() <= WeightedLeastSquares.MAX_NUM_FEATURES()) {
            return Optional.of(new NormalFit(estimator, rows));
        }
        return estimator.getSolver().equals(NORMAL) || statistics.labelDeviation() == 0
                ? Optional.empty()
                : Optional.of(new SquaredErrorFit(estimator, rows, statistics));
    }

    private static boolean isHuber(LinearRegression estimator) {
        return estimator.getLoss().equals(HUBER);
    }
}
