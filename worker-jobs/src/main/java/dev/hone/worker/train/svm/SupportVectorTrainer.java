package dev.hone.worker.train.svm;

import dev.hone.ml.SupportVectorClassifier;
import dev.hone.ml.SupportVectorRegressor;
import dev.hone.worker.train.RowTrainer;
import org.apache.spark.ml.Estimator;

/** Makes a fold's rows into what libsvm takes once for all trials. */
public final class SupportVectorTrainer extends RowTrainer {

    @Override
    public boolean accepts(Estimator<?> estimator) {
        return estimator instanceof SupportVectorClassifier || estimator instanceof SupportVectorRegressor;
    }
}
