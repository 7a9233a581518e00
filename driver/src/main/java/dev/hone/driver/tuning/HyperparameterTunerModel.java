package dev.hone.driver.tuning;

import org.apache.spark.ml.util.MLReader;

/** Reads models of tuners that earlier versions saved as stages of pipelines; see {@link dev.hone.tuning.HyperparameterTunerModel}. */
public final class HyperparameterTunerModel {
    private HyperparameterTunerModel() {}

    /** The reader that Spark asks the class in a stage's metadata for. */
    public static MLReader<dev.hone.tuning.HyperparameterTunerModel> read() {
        return dev.hone.tuning.HyperparameterTunerModel.read();
    }
}
