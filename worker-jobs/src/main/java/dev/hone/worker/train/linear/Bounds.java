package dev.hone.worker.train.linear;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.jspecify.annotations.Nullable;

/** Between which values the coefficients and intercepts of a logistic regression must stay. */
final class Bounds {
    private final Side lower;
    private final Side upper;

    /** Bounds of one side, absent where not set. */
    private record Side(
            @Nullable Matrix coefficients, @Nullable Vector intercepts) {
        boolean isSet() {
            return coefficients != null || intercepts != null;
        }

        boolean fits(int sets, int features) {
            return (coefficients == null || (coefficients.numRows() == sets && coefficients.numCols() == features))
                    && (intercepts == null || intercepts.size() == sets);
        }

        boolean interceptsAll(DoublePredicate predicate) {
            return intercepts == null || Arrays.stream(intercepts.toArray()).allMatch(predicate);
        }

        /** In the order of the optimizer's point. */
        double[] ofStandardized(double[] deviations, int sets, int length, double unbounded) {
            double[] bounds = new double[length];
            for (int index = 0; index < length; index++) {
                int feature = index / sets;
                double bound = unbounded;
                if (feature < deviations.length && coefficients != null) {
                    bound = coefficients.apply(index % sets, feature) * deviations[feature];
                } else if (feature == deviations.length && intercepts != null) {
                    bound = intercepts.apply(index % sets);
                }
                bounds[index] = bound;
            }
            return bounds;
        }
    }

    private Bounds(Side lower, Side upper) {
        this.lower = lower;
        this.upper = upper;
    }

    static Bounds of(LogisticRegression estimator) {
        return new Bounds(
                new Side(
                        set(estimator, estimator.lowerBoundsOnCoefficients()),
                        set(estimator, estimator.lowerBoundsOnIntercepts())),
                new Side(
                        set(estimator, estimator.upperBoundsOnCoefficients()),
                        set(estimator, estimator.upperBoundsOnIntercepts())));
    }

    private static <T> @Nullable T set(LogisticRegression estimator, Param<T> param) {
        return estimator.isSet(param) ? estimator.getOrDefault(param) : null;
    }

    boolean areSet() {
        return lower.isSet() || upper.isSet();
    }

    boolean areOnIntercepts() {
        return lower.intercepts() != null || upper.intercepts() != null;
    }

    /** Whether an intercept is kept from some finite value. */
    boolean holdIntercepts() {
        return !lower.interceptsAll(bound -> bound == Double.NEGATIVE_INFINITY)
                || !upper.interceptsAll(bound -> bound == Double.POSITIVE_INFINITY);
    }

    /** Whether they are as many as there are coefficients and intercepts, and leave something between them. */
    boolean fit(int sets, int features) {
        return lower.fits(sets, features)
                && upper.fits(sets, features)
                && (lower.coefficients() == null
                        || upper.coefficients() == null
                        || areOrdered(
                                lower.coefficients().toArray(),
                                upper.coefficients().toArray()))
                && (lower.intercepts() == null
                        || upper.intercepts() == null
                        || areOrdered(
                                lower.intercepts().toArray(), upper.intercepts().toArray()));
    }

    private static boolean areOrdered(double[] low, double[] high) {
        for (int index = 0; index < low.length; index++) {
            if (!(low[index] <= high[index])) {
                return false;
            }
        }
        return true;
    }

    double[] lower(double[] deviations, int sets, int length) {
        return lower.ofStandardized(deviations, sets, length, Double.NEGATIVE_INFINITY);
    }

    double[] upper(double[] deviations, int sets, int length) {
        return upper.ofStandardized(deviations, sets, length, Double.POSITIVE_INFINITY);
    }
}
