package dev.hone.worker.train.svm;

import dev.hone.ml.SupportVectorLearner;
import dev.hone.ml.svm.SvmProblem;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.RowTrainer;
import org.apache.spark.ml.Estimator;

/** Trains support vector machines; the kernel matrices of a table are computed once for all trials that have use for them. */
public final class SupportVectorTrainer extends RowTrainer {

    @Override
    public boolean accepts(Estimator<?> estimator) {
        return estimator instanceof SupportVectorLearner<?>;
    }

    @Override
    public long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        return SvmProblem.sharedBytes(data, rows, ((SupportVectorLearner<?>) estimator).getCacheMB());
    }
}
