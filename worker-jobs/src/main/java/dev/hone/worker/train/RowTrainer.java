package dev.hone.worker.train;

import dev.hone.ml.RowLearner;
import dev.hone.worker.data.RowView;
import dev.hone.worker.trial.Cancellation;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasWeightCol;

/** What the trainers of {@code dev.hone.ml}'s estimators have in common: those learn from rows in memory by themselves. */
public abstract class RowTrainer implements Trainer {

    @Override
    public List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows) {
        List<TrainedModel> trained = new ArrayList<>(estimators.size());
        estimators.forEach(estimator -> trained.add(TrainedModel.fast(finished(prepared(estimator, rows), rows))));
        return trained;
    }

    /** A copy of the estimator that reads the table's weights; ends a cancelled task. */
    protected static RowLearner prepared(Estimator<?> estimator, RowView rows) {
        Cancellation.check();
        Estimator<?> own = (Estimator<?>) estimator.copy(new ParamMap());
        if (rows.data().hasWeights()) {
            weigh(own);
        }
        return (RowLearner) own;
    }

    private static void weigh(Estimator<?> estimator) {
        if (!(estimator instanceof HasWeightCol weighted)) {
            throw new IllegalArgumentException(estimator.getClass().getSimpleName() + " takes no weights");
        }
        if (!estimator.isDefined(weighted.weightCol())
                || weighted.getWeightCol().isEmpty()) {
            estimator.set(weighted.weightCol(), "weight");
        }
    }

    /** Trains the learner on the rows; the model has the learner's params. */
    protected static Model<?> finished(RowLearner learner, RowView rows) {
        return learner.copyValues(learner.learn(rows), new ParamMap());
    }
}
