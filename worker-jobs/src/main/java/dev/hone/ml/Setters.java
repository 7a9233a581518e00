package dev.hone.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** What setters of estimators do that share them through an interface: like Spark's they give back the estimator itself. */
final class Setters {
    private Setters() {}

    /**
     * Sets a param.
     *
     * @param <L> the estimator's own class
     * @throws IllegalArgumentException if the param does not take the value
     */
    @SuppressWarnings("unchecked")
    static <L> L set(Params estimator, Param<?> param, Object value) {
        estimator.set(param.name(), value);
        return (L) estimator;
    }
}
