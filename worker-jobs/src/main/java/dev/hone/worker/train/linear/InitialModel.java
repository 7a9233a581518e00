package dev.hone.worker.train.linear;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import scala.Option;

/** The model from which {@code LogisticRegression.setInitialModel} lets training start; the estimator does not tell it. */
final class InitialModel {
    private static final VarHandle FIELD = field();

    private InitialModel() {}

    /** The model, if one is set whose coefficients are of these dimensions. */
    static Optional<LogisticRegressionModel> of(LogisticRegression estimator, int sets, int features) {
        Option<?> initial = (Option<?>) FIELD.get(estimator);
        return initial.isEmpty()
                ? Optional.empty()
                : Optional.of((LogisticRegressionModel) initial.get())
                        .filter(model -> model.coefficientMatrix().numRows() == sets
                                && model.coefficientMatrix().numCols() == features
                                && model.interceptVector().size() == sets
                                && model.getFitIntercept() == estimator.getFitIntercept());
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
