package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MLlib's own fits on several partitions differ, since their sums round otherwise and L-BFGS makes that grow. The trainer's
 * models are no further from the fit on one partition than these are from each other.
 */
class PartitionSpreadTest {
    private static final long SEED = 20_261_130L;
    private static final int[] PARTITIONS = {1, 2, 3, 5};
    private static final int TABLES = 8;
    private static final int ROWS = 300;
    private static final int COLUMNS = 6;
    private static final double ROUNDING = 1e-16;

    /** Distances of coefficients of standardized features, as a part of the largest one. */
    private record Distances(double ofTrainer, double ofPartitions) {}

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void modelsAreNoFurtherFromThatOfOnePartitionThanThoseOfMorePartitionsAreFromEachOther(int classes) {
        System.out.println("seed of the tables: " + SEED);
        List<Distances> distances = new ArrayList<>();
        for (int table = 0; table < TABLES; table++) {
            RowView rows = rows(new Random(SEED + table), table, classes);
            distances.add(distances(rows, estimator(table).setMaxIter(5 + 5 * table)));
        }
        System.out.println(distances);

        assertThat(meanDigits(
                        distances.stream().mapToDouble(Distances::ofTrainer).toArray()))
                .as("mean logarithm of the distance of %s", distances)
                .isLessThanOrEqualTo(meanDigits(
                        distances.stream().mapToDouble(Distances::ofPartitions).toArray()));
    }

    @Test
    void modelsThatHaveConvergedAreThoseOfMllib() {
        for (int table = 0; table < 3; table++) {
            RowView rows = rows(new Random(SEED + table), table, 2);
            LogisticRegression estimator =
                    new LogisticRegression().setRegParam(0.05).setTol(1e-13).setMaxIter(500);

            assertThat(distance(ofTrainer(estimator, rows), estimator.fit(frame(rows, 1)), deviations(rows)))
                    .as("distance on table %d", table)
                    .isCloseTo(0, within(1e-6));
        }
    }

    private static LogisticRegression estimator(int table) {
        LogisticRegression estimator = new LogisticRegression();
        return switch (table % 4) {
            case 0 -> estimator.setRegParam(0.01);
            case 1 -> estimator.setRegParam(0.01).setElasticNetParam(0.5);
            case 2 -> estimator.setRegParam(1e-4).setStandardization(false);
            default -> estimator.setTol(1e-9);
        };
    }

    /** Some tables have features that almost depend on each other, or are far from 0. */
    private static RowView rows(Random random, int table, int classes) {
        double[] values = new double[ROWS * COLUMNS];
        double[] labels = new double[ROWS];
        double center = table % 3 == 1 ? 100 : 0;
        for (int row = 0; row < ROWS; row++) {
            int start = row * COLUMNS;
            for (int column = 0; column < COLUMNS; column++) {
                values[start + column] = center + random.nextGaussian() * (1 + column);
            }
            if (table % 3 == 2) {
                values[start + 1] = values[start] + 1e-3 * random.nextGaussian();
            }
            double score = (values[start] - center) / 2 + random.nextGaussian();
            labels[row] = Math.min(classes - 1, Math.max(0, Math.floor(classes / 2.0 + score)));
        }
        return TrainingData.builder(FeatureMatrix.dense(ROWS, COLUMNS, values))
                .classLabels(labels, classes, List.of())
                .build()
                .allRows();
    }

    private static Distances distances(RowView rows, LogisticRegression estimator) {
        double[] deviations = deviations(rows);
        LogisticRegressionModel[] fits = Arrays.stream(PARTITIONS)
                .mapToObj(partitions -> estimator.fit(frame(rows, partitions)))
                .toArray(LogisticRegressionModel[]::new);
        double spread = 0;
        for (LogisticRegressionModel one : fits) {
            for (LogisticRegressionModel other : fits) {
                spread = Math.max(spread, distance(one, other, deviations));
            }
        }
        return new Distances(distance(ofTrainer(estimator, rows), fits[0], deviations), spread);
    }

    private static LogisticRegressionModel ofTrainer(LogisticRegression estimator, RowView rows) {
        return (LogisticRegressionModel) new LogisticRegressionTrainer().train(estimator, rows);
    }

    private static Dataset<Row> frame(RowView rows, int partitions) {
        SparkSession session = LocalSpark.session();
        StructType schema =
                new StructType().add("features", SQLDataTypes.VectorType()).add("label", DataTypes.DoubleType);
        List<Row> all = IntStream.range(0, rows.size())
                .mapToObj(row -> RowFactory.create(rows.vector(row), rows.label(row)))
                .toList();
        return session.createDataFrame(
                JavaSparkContext.fromSparkContext(session.sparkContext()).parallelize(all, partitions), schema);
    }

    private static double[] deviations(RowView rows) {
        return FeatureSummary.of(rows).deviations();
    }

    private static double distance(LogisticRegressionModel one, LogisticRegressionModel other, double[] deviations) {
        double largest = 0;
        double distance = 0;
        for (int set = 0; set < one.coefficientMatrix().numRows(); set++) {
            for (int feature = 0; feature < COLUMNS; feature++) {
                double ofOne = one.coefficientMatrix().apply(set, feature) * deviations[feature];
                double ofOther = other.coefficientMatrix().apply(set, feature) * deviations[feature];
                largest = Math.max(largest, Math.abs(ofOther));
                distance = Math.max(distance, Math.abs(ofOne - ofOther));
            }
        }
        return distance / largest;
    }

    private static double meanDigits(double[] distances) {
        return Arrays.stream(distances)
                .map(distance -> Math.log10(Math.max(distance, ROUNDING)))
                .average()
                .orElseThrow();
    }
}
