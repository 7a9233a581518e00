package dev.hone.worker.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each metric against Spark's own evaluator: the same value to 1e-12 of itself, or a refusal where Spark throws. */
class MetricsParityTest {
    private static final double TOLERANCE = 1e-12;
    private static final long SEED = 20_260_117L;

    static Stream<ScoredTable> binaryTables() {
        return Stream.concat(
                Stream.of(
                        RealTables.of("breast_cancer.csv", new LogisticRegression().setRegParam(0.1)),
                        RealTables.of(
                                "breast_cancer.csv",
                                new RandomForestClassifier().setNumTrees(5).setMaxDepth(3))),
                new GeneratedTables(SEED).binary().stream());
    }

    static Stream<ScoredTable> multiclassTables() {
        return Stream.concat(
                Stream.of(
                        RealTables.of("iris.csv", new LogisticRegression().setRegParam(0.1)),
                        RealTables.of("breast_cancer.csv", new RandomForestClassifier().setMaxDepth(2))),
                new GeneratedTables(SEED).multiclass().stream());
    }

    static Stream<ScoredTable> regressionTables() {
        return Stream.concat(
                Stream.of(
                        RealTables.of("iris.csv", new LinearRegression()),
                        RealTables.of("breast_cancer.csv", new LinearRegression().setFitIntercept(false))),
                new GeneratedTables(SEED).regression().stream());
    }

    static Stream<ScoredTable> clusteringTables() {
        return Stream.concat(
                Stream.of(
                        RealTables.of("iris.csv", new KMeans().setK(3).setSeed(1)),
                        RealTables.of("breast_cancer.csv", new KMeans().setK(5).setSeed(1))),
                new GeneratedTables(SEED).clustering().stream());
    }

    @ParameterizedTest
    @MethodSource("binaryTables")
    void binaryMetricsEqualSpark(ScoredTable table) {
        assertEqualsSpark(table, BinaryClassification.values());
    }

    @ParameterizedTest
    @MethodSource("multiclassTables")
    void multiclassMetricsEqualSpark(ScoredTable table) {
        assertEqualsSpark(table, MulticlassClassification.values());
    }

    @ParameterizedTest
    @MethodSource("regressionTables")
    void regressionMetricsEqualSpark(ScoredTable table) {
        assertEqualsSpark(table, Regression.values());
    }

    @ParameterizedTest
    @MethodSource("clusteringTables")
    void clusteringMetricsEqualSpark(ScoredTable table) {
        assertEqualsSpark(table, Clustering.values());
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

    private static void assertEqualsSpark(ScoredTable table, Metric[] metrics) {
        Dataset<Row> dataset = table.dataset().persist();
        SoftAssertions softly = new SoftAssertions();
        for (Metric metric : metrics) {
            for (MetricOptions options : optionsOf(metric, table.label().length)) {
                softly.check(() -> assertEqualsSpark(table, dataset, metric, options));
            }
        }
        dataset.unpersist();
        softly.assertAll();
    }

    private static void assertEqualsSpark(
            ScoredTable table, Dataset<Row> dataset, Metric metric, MetricOptions options) {
        MetricSuite suite = MetricSuite.of(List.of(metric.name()), options);
        String what = metric.name() + " of " + table + " with " + options;
        double expected;
        try {
            expected = SparkEvaluators.of(metric, options, table).evaluate(dataset);
        } catch (Exception | AssertionError refused) {
            assertThatThrownBy(() -> suite.evaluate(table.predictions()))
                    .as("%s, Spark throws %s", what, refused)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("\n");
            return;
        }
        double actual = value(suite, table);
        assertThat(difference(expected, actual))
                .as("%s: expected %s, was %s", what, expected, actual)
                .isLessThanOrEqualTo(TOLERANCE);
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
