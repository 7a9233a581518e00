package dev.hone.ml;

import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import scala.Tuple3;

/**
 * A {@code ProbabilisticClassificationModel} that Java can extend. Scala narrows the result of {@code findSummaryModel}
 * there, in a way that the Java compiler takes for two methods unless one replaces both.
 */
abstract class ProbabilisticModel<M extends ProbabilisticClassificationModel<Vector, M>>
        extends ProbabilisticClassificationModel<Vector, M> {
    private static final long serialVersionUID = 1L;

    /** The model, and the names of its columns of probabilities and predictions, which it is made to have. */
    @Override
    @SuppressWarnings("rawtypes")
    public Tuple3 findSummaryModel() {
        M model = copy(new ParamMap());
        if (model.getProbabilityCol().isEmpty()) {
            model.setProbabilityCol(uid() + "_probability");
        }
        if (model.getPredictionCol().isEmpty()) {
            model.setPredictionCol(uid() + "_prediction");
        }
        return new Tuple3<>(model, model.getProbabilityCol(), model.getPredictionCol());
    }
}
