package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SearchIdentityTest {

    @Test
    void theFingerprintIsThatOfTheRows() {
        assertThat(fingerprint("id % 3 AS x")).isEqualTo(fingerprint("id % 3 AS x"));
        assertThat(fingerprint("id % 3 AS x")).isNotEqualTo(fingerprint("id % 2 AS x"));
        assertThat(fingerprint("id % 3 AS x")).isNotEqualTo(fingerprint("id % 3 AS y"));
    }

    @Test
    void itHasTheOrderOfTheRowsWhereFoldsFollowFromThat() {
        Dataset<Row> up = rows(100, "id AS x");
        Dataset<Row> down = rows(100, "99 - id AS x");

        assertThat(SearchIdentity.fingerprint(up, true)).isNotEqualTo(SearchIdentity.fingerprint(down, true));
        assertThat(SearchIdentity.fingerprint(up, false)).isEqualTo(SearchIdentity.fingerprint(down, false));
    }

    @Test
    void manyEqualRowsAndMapsWithinOtherTypesHaveOne() {
        assertThat(SearchIdentity.fingerprint(rows(3_000_000, "1 AS x"), false)).isNotEmpty();
        assertThat(SearchIdentity.fingerprint(rows(10, "array(map('a', id)) AS x"), true))
                .isNotEqualTo(SearchIdentity.fingerprint(rows(10, "array(map('b', id)) AS x"), true));
    }

    @Test
    void furtherMetricsMakeItAnotherSearch() {
        assertThat(definition("f1", "logLoss"))
                .isEqualTo(definition("f1", "logLoss", "f1"))
                .isNotEqualTo(definition("f1"));
        assertThat(definition("areaUnderROC"))
                .as("the evaluator's own is no further one")
                .isEqualTo(definition())
                .isNotEqualTo(definition("f1"));
    }

    private static String definition(String... metrics) {
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(new LogisticRegression())
                .setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()})
                .setEvaluator(new BinaryClassificationEvaluator())
                .setMetrics(metrics);
        return SearchIdentity.of(tuner, TunerTrials.of(tuner), rows(3, "id"), 2)
                .identity()
                .definition();
    }

    private static String fingerprint(String column) {
        return SearchIdentity.fingerprint(rows(100, column), true);
    }

    private static Dataset<Row> rows(long count, String column) {
        return LocalSpark.session().range(0, count, 1, 1).selectExpr(column);
    }
}
