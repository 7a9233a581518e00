package dev.hone.driver.tuning;

import org.apache.spark.ml.util.MLReader;

/** Reads tuners that earlier versions saved as stages of pipelines; see {@link dev.hone.tuning.HyperparameterTuner}. */
public final class HyperparameterTuner {
    private HyperparameterTuner() {}

    /** The reader that Spark asks the class in a stage's metadata for. */
    public static MLReader<dev.hone.tuning.HyperparameterTuner> read() {
        return dev.hone.tuning.HyperparameterTuner.read();
    }
}
