package dev.hone.worker.optimize;

import breeze.linalg.DenseVector;
import breeze.linalg.DenseVector$;
import breeze.optimize.CachedDiffFunction;
import breeze.optimize.DiffFunction;
import dev.hone.worker.trial.Cancellation;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import scala.Tuple2;
import scala.reflect.ClassTag;

/**
 * Objectives as Breeze's optimizers take them. {@code DiffFunction} inherits two methods {@code apply} between which no
 * Java class can decide, so it is implemented as the compiler implements a lambda.
 */
final class BreezeFunction {
    private static final MethodHandle DIFF_FUNCTION = diffFunction();

    private BreezeFunction() {}

    /** Remembers its last value, and ends with a {@code TaskKilledException} once the task is cancelled. */
    static DiffFunction<DenseVector<Object>> of(DifferentiableFunction objective) {
        return new CachedDiffFunction<>(
                uncached(objective), DenseVector$.MODULE$.canCopyDenseVector(ClassTag.Double()));
    }

    @SuppressWarnings("unchecked")
    private static DiffFunction<DenseVector<Object>> uncached(DifferentiableFunction objective) {
        try {
            return (DiffFunction<DenseVector<Object>>) DIFF_FUNCTION.invoke(objective);
        } catch (Throwable e) {
            throw new IllegalStateException("An objective could not be handed to Breeze", e);
        }
    }

    static DenseVector<Object> vector(double[] values) {
        return new breeze.linalg.DenseVector$mcD$sp(values);
    }

    /** Its values, shared where they lie in an array of their own. */
    @SuppressWarnings("unchecked")
    static double[] values(Object vector) {
        DenseVector<Object> dense = (DenseVector<Object>) vector;
        double[] data = (double[]) dense.data();
        return dense.offset() == 0 && dense.stride() == 1 && dense.length() == data.length
                ? data
                : (double[]) dense.toArray(ClassTag.Double());
    }

    private static Tuple2<Object, Object> calculate(DifferentiableFunction objective, Object point) {
        Cancellation.check();
        double[] at = values(point);
        double[] gradient = new double[at.length];
        double value = objective.at(at, gradient);
        return new Tuple2<>(value, vector(gradient));
    }

    private static MethodHandle diffFunction() {
        MethodType signature = MethodType.methodType(Tuple2.class, Object.class);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle calculate = lookup.findStatic(
                    BreezeFunction.class,
                    "calculate",
                    MethodType.methodType(Tuple2.class, DifferentiableFunction.class, Object.class));
            return LambdaMetafactory.metafactory(
                            lookup,
                            "calculate",
                            MethodType.methodType(DiffFunction.class, DifferentiableFunction.class),
                            signature,
                            calculate,
                            signature)
                    .getTarget();
        } catch (ReflectiveOperationException | java.lang.invoke.LambdaConversionException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
