package dev.hone.worker.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.testing.Kinded;
import dev.hone.testing.SampledSource;
import dev.hone.worker.LocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Each metric against Spark's own evaluator: the same value to 1e-12 of itself, or a refusal where Spark throws. */
class MetricsParityTest {
    private static final double TOLERANCE = 1e-12;
    private static final long SEED = 20_260_117L;

    /** The table in Spark, made when it is first asked for. */
    private static final class PersistedTable implements Supplier<Dataset<Row>> {
        private final ScoredTable table;
        private @Nullable Dataset<Row> dataset;

        PersistedTable(ScoredTable table) {
            this.table = table;
        }

        @Override
        public Dataset<Row> get() {
            if (dataset == null) {
                dataset = table.dataset().persist();
            }
            return dataset;
        }
    }

    /** A metric of a table. */
    private record Check(ScoredTable table, Supplier<Dataset<Row>> dataset, Metric metric, MetricOptions options)
            implements Kinded {
        @Override
        public List<?> kinds() {
            return List.of(table.name(), metric + " with " + options);
        }

        @Override
        public String toString() {
            return metric.name() + " of " + table + " with " + options;
        }

        void assertEqualsSpark() {
            MetricSuite suite = MetricSuite.of(List.of(metric.name()), options);
            double expected;
            try {
                expected = SparkEvaluators.of(metric, options, table).evaluate(dataset.get());
            } catch (Exception | AssertionError refused) {
                assertThatThrownBy(() -> suite.evaluate(table.predictions()))
                        .as("%s, Spark throws %s", this, refused)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageNotContaining("\n");
                return;
            }
            double actual = value(suite, table);
            assertThat(difference(expected, actual))
                    .as("%s: expected %s, was %s", this, expected, actual)
                    .isLessThanOrEqualTo(TOLERANCE);
        }
    }

    static Stream<Check> binaryChecks() {
        Stream<ScoredTable> tables = Stream.concat(
                Stream.of(
                        RealTables.of("breast_cancer.csv", new LogisticRegression().setRegParam(0.1)),
                        RealTables.of(
                                "breast_cancer.csv",
                                new RandomForestClassifier().setNumTrees(5).setMaxDepth(3))),
                new GeneratedTables(SEED).binary().stream());
        return checks(tables, BinaryClassification.values());
    }

    static Stream<Check> multiclassChecks() {
        Stream<ScoredTable> tables = Stream.concat(
                Stream.of(
                        RealTables.of("iris.csv", new LogisticRegression().setRegParam(0.1)),
                        RealTables.of("breast_cancer.csv", new RandomForestClassifier().setMaxDepth(2))),
                new GeneratedTables(SEED).multiclass().stream());
        return checks(tables, MulticlassClassification.values());
    }

    static Stream<Check> regressionChecks() {
        Stream<ScoredTable> tables = Stream.concat(
                Stream.of(
                        RealTables.of("iris.csv", new LinearRegression()),
                        RealTables.of("breast_cancer.csv", new LinearRegression().setFitIntercept(false))),
                new GeneratedTables(SEED).regression().stream());
        return checks(tables, Regression.values());
    }

    static Stream<Check> clusteringChecks() {
        Stream<ScoredTable> tables = Stream.concat(
                Stream.of(
                        RealTables.of("iris.csv", new KMeans().setK(3).setSeed(1)),
                        RealTables.of("breast_cancer.csv", new KMeans().setK(5).setSeed(1))),
                new GeneratedTables(SEED).clustering().stream());
        return checks(tables, Clustering.values());
    }

    private static Stream<Check> checks(Stream<ScoredTable> tables, Metric[] metrics) {
        return tables.flatMap(table -> {
            Supplier<Dataset<Row>> dataset = new PersistedTable(table);
            return Arrays.stream(metrics)
                    .flatMap(metric -> optionsOf(metric, table.label().length).stream()
                            .map(options -> new Check(table, dataset, metric, options)));
        });
    }

    @AfterAll
    static void freeTables() {
        LocalSpark.session().catalog().clearCache();
    }

    @ParameterizedTest
    @SampledSource(value = "binaryChecks", atLeast = 30)
    void binaryMetricsEqualSpark(Check check) {
        check.assertEqualsSpark();
    }

    @ParameterizedTest
    @SampledSource(value = "multiclassChecks", atLeast = 50)
    void multiclassMetricsEqualSpark(Check check) {
        check.assertEqualsSpark();
    }

    @ParameterizedTest
    @SampledSource(value = "regressionChecks", atLeast = 30)
    void regressionMetricsEqualSpark(Check check) {
        check.assertEqualsSpark();
    }

    @ParameterizedTest
    @SampledSource(value = "clusteringChecks", atLeast = 30)
    void clusteringMetricsEqualSpark(Check check) {
        check.assertEqualsSpark();
    }

    @Test
    void theBetterDirectionIsThatOfSparksEvaluator() {
        for (String name : Metrics.names()) {
            Metric metric = Metrics.named(name);
            boolean expected =
                    SparkEvaluators.of(metric, MetricOptions.defaults()).isLargerBetter();
            assertThat(metric.largerIsBetter()).as(name).isEqualTo(expected);
        }
    }

    @Test
    void binaryMetricsOfAModelOfThreeClassesAreRefusedAsBySpark() {
        LogisticRegression estimator = new LogisticRegression().setRegParam(0.1);
        Dataset<Row> scored = RealTables.scored("iris.csv", estimator);
        Predictions predictions = RealTables.of("iris.csv", estimator).predictions();
        for (Metric metric : BinaryClassification.values()) {
            MetricOptions options = MetricOptions.defaults();
            assertThatThrownBy(() -> SparkEvaluators.of(metric, options).evaluate(scored))
                    .hasMessageContaining("rawPredictionCol vectors must have length=2, but got 3");
            assertThatThrownBy(() -> metric.value(new Evaluation(predictions, options)))
                    .hasMessage("Metrics areaUnderROC and areaUnderPR need a model of 2 classes (classes: 3)");
        }
    }

    private static double value(MetricSuite suite, ScoredTable table) {
        return suite.evaluate(table.predictions()).values().iterator().next();
    }

    /** Relative to the expected value; 0 for equal ones, NaN and infinite values included. */
    private static double difference(double expected, double actual) {
        if (Double.compare(expected, actual) == 0 || expected == actual) {
            return 0.0;
        }
        double relative = Math.abs(expected - actual) / Math.abs(expected);
        return Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative;
    }

    /** The defaults, and another value of every option that the metric looks at. */
    private static List<MetricOptions> optionsOf(Metric metric, int rows) {
        MetricOptions defaults = MetricOptions.defaults();
        List<MetricOptions> all = new ArrayList<>(List.of(defaults));
        if (metric.name().endsWith("ByLabel")) {
            all.add(defaults.withMetricLabel(2));
        }
        if (metric == MulticlassClassification.fMeasureByLabel || metric == MulticlassClassification.weightedFMeasure) {
            all.add(defaults.withBeta(3).withMetricLabel(1));
        }
        if (metric == MulticlassClassification.logLoss) {
            all.add(defaults.withEps(0.1));
        }
        if (metric.family() == MetricFamily.BINARY) {
            (rows < 1000 ? List.of(7) : List.of(100, 0)).forEach(bins -> all.add(defaults.withNumBins(bins)));
        }
        if (metric == Regression.r2) {
            all.add(defaults.withRegressionLine(RegressionLine.THROUGH_ORIGIN));
        }
        if (metric.family() == MetricFamily.CLUSTERING) {
            all.add(defaults.withDistanceMeasure(DistanceMeasure.COSINE));
        }
        return all;
    }
}
