package dev.hone.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.Predictions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Predictor;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows as DataFrames of two partitions, and what every estimator of the package must do with them. */
final class RowTables {
    private static final int FOLDS = 3;
    private static final StructType SCHEMA = new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", new VectorUDT())
            .add("fold", DataTypes.IntegerType);

    private RowTables() {}

    static Dataset<Row> of(RowView rows) {
        return table(IntStream.range(0, rows.size())
                .mapToObj(row -> RowFactory.create(rows.label(row), rows.vector(row), row % FOLDS))
                .toList());
    }

    static Dataset<Row> of(List<Double> labels, Vector features) {
        return table(labels.stream()
                .map(label -> RowFactory.create(label, features, 0))
                .toList());
    }

    private static Dataset<Row> table(List<Row> rows) {
        return LocalSpark.session().createDataFrame(rows, SCHEMA).coalesce(2);
    }

    /** One line a row: prediction, raw prediction, probability. */
    static List<String> lines(Predictions predictions) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < predictions.size(); row++) {
            List<Object> line = new ArrayList<>(List.of(predictions.prediction(row)));
            for (int index = 0; index < predictions.width(); index++) {
                line.add(predictions.rawPrediction(row, index));
            }
            for (int index = 0; index < predictions.width() && predictions.hasProbability(); index++) {
                line.add(predictions.probability(row, index));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Bit for bit. */
    static void assertTransformed(Dataset<Row> transformed, Predictions expected) {
        List<String> added = Arrays.stream(transformed.columns())
                .filter(column -> !List.of(SCHEMA.fieldNames()).contains(column))
                .toList();
        List<String> columns = List.of("prediction", "rawPrediction", "probability").stream()
                .filter(added::contains)
                .toList();
        assertThat(columns).hasSameSizeAs(added);
        List<String> actual = new ArrayList<>();
        for (Row row : transformed.collectAsList()) {
            List<Object> line = new ArrayList<>();
            for (String column : columns) {
                Object value = row.getAs(column);
                if (value instanceof Vector vector) {
                    Arrays.stream(((DenseVector) vector.toDense()).values()).forEach(line::add);
                } else {
                    line.add(value);
                }
            }
            actual.add(line.toString());
        }
        assertThat(actual).isEqualTo(lines(expected));
    }

    /** Behind a scaler in a pipeline, which comes back from files with the same predictions in column {@code kind}. */
    static void assertScaledAndSaved(Predictor<Vector, ?, ?> learner, RowView rows, String path) throws IOException {
        learner.setFeaturesCol("scaled");
        PipelineModel model = pipeline(learner).fit(of(rows));
        model.write().overwrite().save(path);

        List<Row> expected = model.transform(of(rows)).select("kind").collectAsList();
        List<Row> actual =
                PipelineModel.load(path).transform(of(rows)).select("kind").collectAsList();

        assertThat(actual).isEqualTo(expected);
        Dataset<Row> scaled = ((org.apache.spark.ml.Transformer) model.stages()[0]).transform(of(rows));
        assertThat(((Estimator<?>) learner)
                        .fit(scaled)
                        .transform(scaled)
                        .select("kind")
                        .collectAsList())
                .isEqualTo(expected);
    }

    private static Pipeline pipeline(Predictor<Vector, ?, ?> learner) {
        StandardScaler scaler = new StandardScaler()
                .setInputCol("features")
                .setOutputCol("scaled")
                .setWithMean(true);
        return new Pipeline().setStages(new PipelineStage[] {scaler, learner});
    }

    /** Spark's own cross validation of such a pipeline gives the mean accuracies of training on each fold by hand. */
    static void assertCrossValidated(Predictor<Vector, ?, ?> learner, ParamMap[] grid, RowView rows, double least) {
        learner.setFeaturesCol("scaled");
        MulticlassClassificationEvaluator accuracy = new MulticlassClassificationEvaluator().setMetricName("accuracy");
        CrossValidatorModel tuned = new CrossValidator()
                .setEstimator(pipeline(learner))
                .setEstimatorParamMaps(grid)
                .setEvaluator(accuracy)
                .setNumFolds(FOLDS)
                .setFoldCol("fold")
                .fit(of(rows));

        for (int point = 0; point < grid.length; point++) {
            double sum = 0;
            for (int fold = 0; fold < FOLDS; fold++) {
                PipelineModel model = pipeline(learner)
                        .fit(of(rows).where(functions.col("fold").notEqual(fold)), grid[point]);
                sum += accuracy.evaluate(
                        model.transform(of(rows).where(functions.col("fold").equalTo(fold))));
            }
            assertThat(tuned.avgMetrics()[point]).isEqualTo(sum / FOLDS).isGreaterThan(least);
        }
        assertThat(tuned.transform(of(rows)).columns()).contains("prediction");
    }
}
