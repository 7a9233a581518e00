package dev.hone.worker.train;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import scala.Option;

/** The model from which {@code LogisticRegression.setInitialModel} lets training start; the estimator does not tell it. */
public final class InitialModel {
    private static final VarHandle FIELD = field();

    private InitialModel() {}

    /** The model, if one is set. */
    public static Optional<LogisticRegressionModel> of(LogisticRegression estimator) {
        Option<?> initial = (Option<?>) FIELD.get(estimator);
        return initial.isEmpty() ? Optional.empty() : Optional.of((LogisticRegressionModel) initial.get());
    }

    /** Gives a copy of an estimator the model that Spark's {@code copy} leaves behind. */
    public static void carry(Estimator<?> estimator, Estimator<?> copy) {
        if (estimator instanceof LogisticRegression from && copy instanceof LogisticRegression to) {
            of(from).ifPresent(to::setInitialModel);
        }
    }

    private static VarHandle field() {
        try {
            return MethodHandles.privateLookupIn(LogisticRegression.class, MethodHandles.lookup())
                    .findVarHandle(LogisticRegression.class, "optInitialModel", Option.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
