package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.Coverage;
import java.util.Optional;
import org.apache.spark.ml.optim.WeightedLeastSquares;
import org.apache.spark.ml.regression.LinearRegression;

/** Trains {@link LinearRegression}: by the normal equations or iteratively, of squared errors or Huber's loss. */
public final class LinearRegressionTrainer extends LinearTrainer<LinearRegression> {
    private static final String HUBER = "huber";
    private static final String NORMAL = "normal";
    private static final String ITERATIVE = "l-bfgs";
    private static final String EQUAL_LABELS = "all labels are equal";

    public LinearRegressionTrainer() {
        super(LinearRegression.class);
    }

    @Override
    Optional<String> uncovered(LinearRegression estimator) {
        if (!isHuber(estimator)) {
            return Optional.empty();
        }
        if (estimator.getSolver().equals(NORMAL)) {
            return Optional.of("loss huber with solver normal");
        }
        return estimator.getElasticNetParam() == 0
                ? Optional.empty()
                : Optional.of("loss huber with elasticNetParam above 0");
    }

    /** With the solver {@code auto} that depends on the number of features, so only the certain cases count. */
    @Override
    boolean isIterative(LinearRegression estimator) {
        return isHuber(estimator) || estimator.getSolver().equals(ITERATIVE);
    }

    @Override
    boolean sharesPasses(LinearRegression estimator) {
        return isIterative(estimator) && !isHuber(estimator);
    }

    @Override
    Coverage<Fit> fit(LinearRegression estimator, RowView rows, FeatureSummary statistics) {
        if (!isIterative(estimator)) {
            return normal(estimator, rows, statistics);
        }
        if (statistics.labelDeviation() == 0) {
            return Coverage.left(EQUAL_LABELS);
        }
        return Coverage.of(
                isHuber(estimator)
                        ? new HuberFit(estimator, rows, statistics)
                        : new SquaredErrorFit(estimator, rows, statistics));
    }

    private static Coverage<Fit> normal(LinearRegression estimator, RowView rows, FeatureSummary statistics) {
        if (statistics.features() <= WeightedLeastSquares.MAX_NUM_FEATURES()) {
            return Coverage.of(new NormalFit(estimator, rows));
        }
        if (estimator.getSolver().equals(NORMAL)) {
            return Coverage.left(
                    "solver normal takes at most " + WeightedLeastSquares.MAX_NUM_FEATURES() + " features");
        }
        return statistics.labelDeviation() == 0
                ? Coverage.left(EQUAL_LABELS)
                : Coverage.of(new SquaredErrorFit(estimator, rows, statistics));
    }

    private static boolean isHuber(LinearRegression estimator) {
        return estimator.getLoss().equals(HUBER);
    }
}
