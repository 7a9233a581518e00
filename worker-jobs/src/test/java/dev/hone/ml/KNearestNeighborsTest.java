package dev.hone.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.Predictions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nearest neighbours as Spark ML estimators. */
class KNearestNeighborsTest {
    private static final RowView IRIS = ScikitLearnCase.data("iris").allRows();
    private static final RowView DIAMONDS = ScikitLearnCase.data("diamonds").allRows();

    @TempDir
    private Path folder;

    @Test
    void paramsHaveDocsDefaultsAndValidators() {
        KNearestNeighborsClassifier classifier = new KNearestNeighborsClassifier("knn");
        assertThat(classifier.params())
                .extracting(Param::name)
                .containsExactly(
                        "featuresCol",
                        "k",
                        "labelCol",
                        "metric",
                        "p",
                        "predictionCol",
                        "probabilityCol",
                        "rawPredictionCol",
                        "thresholds",
                        "weights");
        assertThat(classifier.explainParams())
                .contains(
                        "k: number of nearest neighbors (>= 1), at most the number of training rows" + " (default: 5)")
                .contains("metric: distance metric: euclidean, manhattan, cosine, minkowski (default: euclidean)");
        assertThatThrownBy(() -> classifier.setK(0)).hasMessage("knn parameter k given invalid value 0.");
        assertThatThrownBy(() -> classifier.setWeights("inverse"))
                .hasMessage("Param 'weights' must be one of uniform, distance (value: inverse)");
        assertThatThrownBy(() -> classifier.setMetric("hamming"))
                .hasMessage("Param 'metric' must be one of euclidean, manhattan, cosine, minkowski (value: hamming)");
        assertThatThrownBy(() -> classifier.setP(0.5)).hasMessage("knn parameter p given invalid value 0.5.");
    }

    @Test
    void transformPredictsAsRowsInMemoryArePredicted() {
        KNearestNeighborsClassificationModel classifier =
                new KNearestNeighborsClassifier().setK(4).setWeights("distance").fit(RowTables.of(IRIS));
        KNearestNeighborsRegressionModel regressor =
                new KNearestNeighborsRegressor().setK(3).setMetric("manhattan").fit(RowTables.of(DIAMONDS));

        RowTables.assertTransformed(classifier.transform(RowTables.of(IRIS)), classifier.predictRows(IRIS));
        RowTables.assertTransformed(regressor.transform(RowTables.of(DIAMONDS)), regressor.predictRows(DIAMONDS));
        assertThat(classifier.numClasses()).isEqualTo(3);
        assertThat(classifier.numFeatures()).isEqualTo(4);
        assertThat(classifier.numRows()).isEqualTo(150);
        assertThat(regressor.numRows()).isEqualTo(2000);
    }

    @Test
    void aModelPredictsByTheParamsThatItHas() {
        KNearestNeighborsClassificationModel model = new KNearestNeighborsClassifier().fit(RowTables.of(IRIS));
        Vector between = Vectors.dense(6.0, 2.7, 4.9, 1.65);
        assertThat(model.predictRaw(between)).isEqualTo(Vectors.dense(0, 1, 4));
        KNearestNeighborsClassificationModel copy =
                model.copy(new ParamMap().put(model.k().w(1)));
        assertThat(copy.predictRaw(between)).isEqualTo(Vectors.dense(0, 1, 0));
        model.set(model.k(), 150);
        assertThat(model.predictRaw(between)).isEqualTo(Vectors.dense(50, 50, 50));
        assertThat(model.predict(between)).isZero();
        assertThat(copy.parent()).isSameAs(model.parent());
    }

    @Test
    void searchingForMoreNeighborsChangesNoPrediction() {
        KNearestNeighborsClassificationModel model = new KNearestNeighborsClassifier().fit(RowTables.of(IRIS));
        List<String> before = RowTables.lines(model.predictRows(IRIS));
        model.searchAtLeast(40);
        assertThat(RowTables.lines(model.predictRows(IRIS))).isEqualTo(before);
    }

    @Test
    void estimatorsAndModelsComeBackFromFiles() throws IOException {
        KNearestNeighborsClassifier classifier =
                new KNearestNeighborsClassifier().setK(7).setMetric("minkowski").setP(3.5);
        KNearestNeighborsRegressor regressor = new KNearestNeighborsRegressor().setWeights("distance");
        classifier.save(path("classifier"));
        regressor.save(path("regressor"));
        assertThat(KNearestNeighborsClassifier.load(path("classifier")).extractParamMap())
                .hasToString(classifier.extractParamMap().toString());
        assertThat(KNearestNeighborsRegressor.load(path("regressor")).extractParamMap())
                .hasToString(regressor.extractParamMap().toString());

        KNearestNeighborsClassificationModel classes = classifier.fit(RowTables.of(IRIS));
        classes.save(path("classes"));
        KNearestNeighborsClassificationModel loaded = KNearestNeighborsClassificationModel.load(path("classes"));
        assertThat(loaded.extractParamMap())
                .hasToString(classes.extractParamMap().toString());
        assertSameRows(loaded.transform(RowTables.of(IRIS)), classes.transform(RowTables.of(IRIS)));

        KNearestNeighborsRegressionModel quantities = regressor.fit(RowTables.of(DIAMONDS));
        quantities.save(path("quantities"));
        assertSameRows(
                KNearestNeighborsRegressionModel.load(path("quantities")).transform(RowTables.of(DIAMONDS)),
                quantities.transform(RowTables.of(DIAMONDS)));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void assertSameRows(Dataset<Row> actual, Dataset<Row> expected) {
        assertThat(actual.columns()).isEqualTo(expected.columns());
        assertThat(actual.collectAsList()).isEqualTo(expected.collectAsList());
    }

    @Test
    void modelsSurviveJavaSerialization() {
        KNearestNeighborsClassificationModel model =
                new KNearestNeighborsClassifier().setK(3).fit(RowTables.of(IRIS));
        model.predictRows(IRIS);
        Predictions again = SerializationUtils.clone(model).predictRows(IRIS);
        assertThat(RowTables.lines(again)).isEqualTo(RowTables.lines(model.predictRows(IRIS)));
    }

    @Test
    void aScalerBeforeItIsFittedToo() throws IOException {
        RowTables.assertScaledAndSaved(
                new KNearestNeighborsClassifier().setPredictionCol("kind"), IRIS, path("pipeline"));
        RowTables.assertScaledAndSaved(
                new KNearestNeighborsRegressor().setPredictionCol("kind"), DIAMONDS, path("pipeline"));
    }

    @Test
    void sparksCrossValidatorTunesIt() {
        KNearestNeighborsClassifier classifier = new KNearestNeighborsClassifier();
        RowTables.assertCrossValidated(
                classifier,
                new ParamMap[] {
                    new ParamMap().put(classifier.k().w(1)),
                    new ParamMap().put(classifier.k().w(9))
                },
                IRIS,
                0.93);
    }

    @Test
    void rowsThatCannotBeLearnedFromAreRefused() {
        assertThatThrownBy(() -> new KNearestNeighborsClassifier().setK(151).fit(RowTables.of(IRIS)))
                .hasMessage("Param 'k' must be at most the number of rows to learn from (k: 151, rows: 150)");
        assertThatThrownBy(() ->
                        new KNearestNeighborsRegressor().fit(RowTables.of(List.of(1.0, Double.NaN), Vectors.dense(1))))
                .hasMessage("KNearestNeighborsRegressor: labels must be finite numbers (row: 1, label: NaN)");
        assertThatThrownBy(() -> new KNearestNeighborsClassifier()
                        .fit(RowTables.of(List.of(0.0, 1.0), Vectors.dense(Double.NEGATIVE_INFINITY))))
                .hasMessage(
                        "KNearestNeighborsClassifier: features must be finite numbers (row: 0, features: [-Infinity])");
    }
}
