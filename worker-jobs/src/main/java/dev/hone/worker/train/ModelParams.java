package dev.hone.worker.train;

import dev.hone.worker.data.TrainingData;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasWeightCol;

/** The params of a trained model. */
public final class ModelParams {
    private ModelParams() {}

    /** Copies those of the estimator, with the column of weights that inline training would give it. */
    public static Model<?> copy(Estimator<?> estimator, Model<?> model, TrainingData data) {
        ParamMap extra = new ParamMap();
        if (data.hasWeights() && estimator instanceof HasWeightCol weighted && !namesWeights(weighted)) {
            extra.put(weighted.weightCol(), "weight");
        }
        return (Model<?>) estimator.copyValues(model, extra);
    }

    private static boolean namesWeights(HasWeightCol estimator) {
        return estimator.isDefined(estimator.weightCol())
                && !estimator.getWeightCol().isEmpty();
    }
}
