package dev.hone.worker.metric;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows with a model's word on them, to be given to Spark's evaluators and to ours; empty arrays stand for no column. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScoredTable(
        String name,
        double[] label,
        double[] prediction,
        double[] weight,
        int width,
        double[] rawPrediction,
        double[] probability,
        FeatureMatrix features) {

    private static final double[] NONE = {};

    static ScoredTable of(String name, double[] label, double[] prediction) {
        FeatureMatrix features = FeatureMatrix.dense(label.length, 1, new double[label.length]);
        return new ScoredTable(name, label, prediction, NONE, 0, NONE, NONE, features);
    }

    /** A binary classifier's scores as its raw predictions. */
    static ScoredTable ofScores(String name, double[] label, double[] score) {
        double[] prediction = Arrays.stream(score).map(s -> s > 0 ? 1.0 : 0.0).toArray();
        double[] raw = new double[2 * score.length];
        for (int row = 0; row < score.length; row++) {
            raw[2 * row] = -score[row];
            raw[2 * row + 1] = score[row];
        }
        return of(name, label, prediction).withRawPrediction(2, raw);
    }

    ScoredTable withWeight(double[] values) {
        return new ScoredTable(name, label, prediction, values, width, rawPrediction, probability, features);
    }

    ScoredTable withRawPrediction(int count, double[] values) {
        return new ScoredTable(name, label, prediction, weight, count, values, probability, features);
    }

    ScoredTable withProbability(int count, double[] values) {
        return new ScoredTable(name, label, prediction, weight, count, rawPrediction, values, features);
    }

    ScoredTable withFeatures(FeatureMatrix matrix) {
        return new ScoredTable(name, label, prediction, weight, width, rawPrediction, probability, matrix);
    }

    Predictions predictions() {
        TrainingData.Builder builder = TrainingData.builder(features).quantities(label);
        if (weight.length > 0) {
            builder.weights(weight);
        }
        return new Predictions(builder.build().allRows(), prediction, width, rawPrediction, probability);
    }

    /** One partition, for that is what our metrics equal. */
    Dataset<Row> dataset() {
        StructType schema = new StructType()
                .add("label", DataTypes.DoubleType)
                .add("prediction", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType());
        schema = weight.length == 0 ? schema : schema.add("weight", DataTypes.DoubleType);
        schema = withVector(schema, "rawPrediction", rawPrediction);
        schema = withVector(schema, "probability", probability);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < label.length; row++) {
            rows.add(row(row));
        }
        return LocalSpark.session().createDataFrame(rows, schema).coalesce(1);
    }

    private Row row(int row) {
        List<Object> values = new ArrayList<>(List.of(label[row], prediction[row], features.vector(row)));
        if (weight.length > 0) {
            values.add(weight[row]);
        }
        addVector(values, rawPrediction, row);
        addVector(values, probability, row);
        return RowFactory.create(values.toArray());
    }

    private void addVector(List<Object> values, double[] column, int row) {
        if (column.length > 0) {
            Vector vector = Vectors.dense(Arrays.copyOfRange(column, row * width, (row + 1) * width));
            values.add(vector);
        }
    }

    private static StructType withVector(StructType schema, String column, double[] values) {
        DataType vector = SQLDataTypes.VectorType();
        return values.length == 0 ? schema : schema.add(column, vector);
    }

    @Override
    public String toString() {
        return name;
    }
}
