package dev.hone.worker.train.svm;

import dev.hone.ml.SupportVectorLearner;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.RowTrainer;
import org.apache.spark.ml.Estimator;

/** Makes a fold's rows into what libsvm takes once for all trials. */
public final class SupportVectorTrainer extends RowTrainer {
    /** A value of libsvm: an object of its number and its place, and what points to it. */
    private static final long BYTES_OF_A_NODE = 28;

    @Override
    public boolean accepts(Estimator<?> estimator) {
        return estimator instanceof SupportVectorLearner<?>;
    }

    @Override
    public long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        return data.features().bytes(rows) / Double.BYTES * BYTES_OF_A_NODE;
    }
}
