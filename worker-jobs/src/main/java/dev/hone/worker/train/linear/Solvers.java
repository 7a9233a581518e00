package dev.hone.worker.train.linear;

import org.apache.spark.ml.optim.WeightedLeastSquares;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;

/** MLlib's least squares solvers as its generalized linear regression sets them up. */
final class Solvers {
    private Solvers() {}

    /** For a problem of its own. */
    static WeightedLeastSquares standardizing(GeneralizedLinearRegression estimator) {
        return solver(estimator.getFitIntercept(), estimator.getRegParam(), true);
    }

    /** For one step of reweighting. */
    static WeightedLeastSquares plain(GeneralizedLinearRegression estimator) {
        return solver(estimator.getFitIntercept(), estimator.getRegParam(), false);
    }

    private static WeightedLeastSquares solver(boolean fitIntercept, double regParam, boolean standardize) {
        return new WeightedLeastSquares(
                fitIntercept,
                regParam,
                0.0,
                standardize,
                standardize,
                WeightedLeastSquares.$lessinit$greater$default$6(),
                WeightedLeastSquares.$lessinit$greater$default$7(),
                WeightedLeastSquares.$lessinit$greater$default$8());
    }
}
