package dev.hone.worker.train.linear;

import breeze.linalg.DenseVector;
import breeze.linalg.DenseVector$;
import breeze.math.MutableEnumeratedCoordinateField;
import breeze.math.MutableInnerProductModule;
import breeze.optimize.DiffFunction;
import breeze.optimize.FirstOrderMinimizer;
import breeze.optimize.LBFGS;
import breeze.optimize.LBFGSB;
import breeze.optimize.OWLQN;
import java.util.Arrays;
import scala.Function1;

/** Breeze's optimizers as MLlib sets them up. */
final class Minimizers {
    private static final int MEMORY = 10;
    private static final int ZOOM_ITERATIONS = 64;
    private static final int SEARCH_ITERATIONS = 64;

    private Minimizers() {}

    /** For smooth objectives. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static FirstOrderMinimizer<DenseVector<Object>, DiffFunction<DenseVector<Object>>> smooth(
            int maxIter, double tolerance) {
        return new LBFGS(maxIter, MEMORY, tolerance, (MutableInnerProductModule) space());
    }

    /** For smooth objectives plus a penalty on the size of coefficients, {@code penalties} each. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static FirstOrderMinimizer<DenseVector<Object>, DiffFunction<DenseVector<Object>>> sparse(
            int maxIter, double tolerance, double[] penalties) {
        Double[] boxed = Arrays.stream(penalties).boxed().toArray(Double[]::new);
        Function1<Object, Object> penalty = index -> boxed[(int) index];
        return new OWLQN(maxIter, MEMORY, penalty, tolerance, (MutableEnumeratedCoordinateField) space());
    }

    /** For smooth objectives within bounds. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static FirstOrderMinimizer<DenseVector<Object>, DiffFunction<DenseVector<Object>>> bounded(
            int maxIter, double tolerance, double[] lower, double[] upper) {
        return (FirstOrderMinimizer) new LBFGSB(
                BreezeFunction.vector(lower),
                BreezeFunction.vector(upper),
                maxIter,
                MEMORY,
                tolerance,
                ZOOM_ITERATIONS,
                SEARCH_ITERATIONS);
    }

    private static Object space() {
        return DenseVector$.MODULE$.space_Double();
    }
}
