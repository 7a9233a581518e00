package dev.hone.worker.train.inline;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.clustering.LocalLDAModel;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.HasTrainingSummary;
import scala.Option;

/** Cuts a fitted model off from what trained it: no parent, and no summary, which would hold the task's dataset. */
final class FinishedModel {
    private FinishedModel() {}

    static Model<?> of(Model<?> model) {
        if (model instanceof OneVsRestModel oneVsRest) {
            for (Object binary : oneVsRest.models()) {
                detach((Model<?>) binary);
            }
        }
        return detach(model instanceof LocalLDAModel lda ? withoutSession(lda) : model);
    }

    @SuppressWarnings("NullAway")
    private static Model<?> detach(Model<?> model) {
        if (model instanceof HasTrainingSummary<?> summarized) {
            summarized.setSummary(Option.empty());
        }
        model.setParent(null);
        return model;
    }

    /** A session is kept by this model only, and left out when it is serialized. */
    @SuppressWarnings("NullAway")
    private static Model<?> withoutSession(LocalLDAModel model) {
        return (Model<?>) model.copyValues(
                new LocalLDAModel(model.uid(), model.vocabSize(), model.oldLocalModel(), null), new ParamMap());
    }
}
