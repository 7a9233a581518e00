package dev.hone.worker.metric;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Real data sets with what a model of Spark, fitted on them, says of their rows. */
final class RealTables {

    private RealTables() {}

    static ScoredTable of(String file, Estimator<?> estimator) {
        List<Row> scored = scored(file, estimator).collectAsList();
        double[] label = column(scored, "label");
        double[] features = vectors(scored, "features");
        double[] raw = vectors(scored, "rawPrediction");
        double[] probability = vectors(scored, "probability");
        String name = file + ", " + estimator.getClass().getSimpleName();
        return new ScoredTable(
                name,
                label,
                column(scored, "prediction"),
                new double[0],
                raw.length / label.length,
                raw,
                probability,
                FeatureMatrix.dense(label.length, features.length / label.length, features));
    }

    /** The model's own output, with the metadata of its columns. */
    static Dataset<Row> scored(String file, Estimator<?> estimator) {
        Dataset<Row> table = read(file);
        return estimator.fit(table).transform(table);
    }

    private static Dataset<Row> read(String file) {
        StructType schema =
                new StructType().add("label", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType());
        List<Row> rows = new ArrayList<>();
        lines(file).skip(1).map(RealTables::row).forEach(rows::add);
        return LocalSpark.session().createDataFrame(rows, schema).coalesce(1);
    }

    private static Stream<String> lines(String file) {
        try (InputStream stream =
                Objects.requireNonNull(RealTables.class.getResourceAsStream("/data/" + file), "missing: " + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        double[] values =
                Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
        Vector features = Vectors.dense(Arrays.copyOf(values, values.length - 1));
        return RowFactory.create(values[values.length - 1], features);
    }

    private static double[] column(List<Row> rows, String name) {
        return rows.stream()
                .mapToDouble(row -> row.<Number>getAs(name).doubleValue())
                .toArray();
    }

    private static double[] vectors(List<Row> rows, String name) {
        if (!Arrays.asList(rows.get(0).schema().fieldNames()).contains(name)) {
            return new double[0];
        }
        return rows.stream()
                .flatMapToDouble(row -> Arrays.stream(row.<Vector>getAs(name).toArray()))
                .toArray();
    }
}
