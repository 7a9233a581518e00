package dev.hone.tuning;

import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;

/** An evaluator that Spark does not know: the mean prediction, the smaller the better. */
public final class MeanPrediction extends Evaluator {
    private static final long serialVersionUID = 1L;

    private final String uid = Identifiable.randomUID("mean");

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public double evaluate(Dataset<?> dataset) {
        return dataset.agg(functions.mean("prediction")).head().getDouble(0);
    }

    @Override
    public boolean isLargerBetter() {
        return false;
    }

    @Override
    public Evaluator copy(ParamMap extra) {
        return this;
    }
}
