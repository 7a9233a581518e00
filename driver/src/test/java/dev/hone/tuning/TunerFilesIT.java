package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.UserSession;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved tuners and models, and params that cannot be. */
@ExtendWith(UserSession.class)
class TunerFilesIT {
    private static Dataset<Row> table;

    private final LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
    private final Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
        new VectorAssembler()
                .setInputCols(new String[] {"age", "noise", "price"})
                .setOutputCol("features"),
        logistic
    });
    private final ParamMap[] params = new ParamGridBuilder()
            .addGrid(logistic.regParam(), new double[] {0.01, 0.5})
            .build();

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeTable() {
        table = TuningTables.raw()
                .withColumn("half", functions.col("fold").mod(2))
                .cache();
    }

    @Test
    void anUnfittedTunerIsReadBackWithAllParams() throws IOException {
        String path = folder.resolve("tuner").toString();
        tuner().setSeed(7)
                .setLane("cluster")
                .setMaxTableBytes(1000)
                .setParallelism(3)
                .setMetrics("f1", "logLoss")
                .save(path);

        HyperparameterTuner read = HyperparameterTuner.load(path);

        assertThat(read.getSeed()).isEqualTo(7);
        assertThat(read.getLane()).isEqualTo("cluster");
        assertThat(read.getMaxTableBytes()).isEqualTo(1000);
        assertThat(read.getParallelism()).isEqualTo(3);
        assertThat(read.getFoldCol()).isEqualTo("half");
        assertThat(read.getMetrics()).containsExactly("f1", "logLoss");
        assertThat(read.getEvaluator()).isInstanceOf(BinaryClassificationEvaluator.class);
        assertThat(read.getEstimatorParamMaps()).hasSize(2);
        assertThat(read.fit(table).avgMetrics())
                .isEqualTo(tuner().setLane("cluster").fit(table).avgMetrics());
    }

    @Test
    void aModelIsReadBackWithScoresAndSubModels() throws IOException {
        HyperparameterTunerModel model =
                tuner().setCollectSubModels(true).setMetrics("f1", "logLoss").fit(table);
        String all = folder.resolve("all").toString();
        String best = folder.resolve("best").toString();

        model.save(all);
        model.write().option("persistSubModels", "false").save(best);
        HyperparameterTunerModel read = HyperparameterTunerModel.load(all);

        assertThat(read.avgMetrics()).isEqualTo(model.avgMetrics());
        assertThat(read.stdMetrics()).isEqualTo(model.stdMetrics());
        assertThat(read.lanes()).isEqualTo(model.lanes());
        assertThat(read.laneReasons()).isEqualTo(model.laneReasons());
        assertThat(read.foldMetrics("logLoss")).isDeepEqualTo(model.foldMetrics("logLoss"));
        assertThat(predictions(read)).isEqualTo(predictions(model));
        assertThat(read.leaderboard().collectAsList().toString())
                .isEqualTo(model.leaderboard().collectAsList().toString());
        assertThat(read.subModels()).hasDimensions(2, 2);
        HyperparameterTunerModel withoutFolds = HyperparameterTunerModel.load(best);
        assertThat(withoutFolds.hasSubModels()).isFalse();
        assertThatThrownBy(withoutFolds::subModels)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("subModels are there only if collectSubModels is set to true");
    }

    @Test
    void theSameAsModelOfCrossValidatorCanBeSavedToo() throws IOException {
        HyperparameterTunerModel model = tuner().setCollectSubModels(true).fit(table);
        String path = folder.resolve("spark").toString();

        model.toCrossValidatorModel().save(path);
        CrossValidatorModel read = CrossValidatorModel.load(path);

        assertThat(read.avgMetrics()).isEqualTo(model.avgMetrics());
        assertThat(read.getNumFolds()).isEqualTo(2);
        assertThat(read.subModels()).hasDimensions(2, 2);
        assertThat(read.transform(table).select("prediction").collectAsList()).isEqualTo(predictions(model));
    }

    @Test
    void whatEarlierVersionsSavedUnderTheirPackageIsRead() throws IOException {
        HyperparameterTunerModel model = tuner().fit(table);
        new Pipeline().setStages(new PipelineStage[] {tuner()}).save(saved("pipeline"));
        model.save(saved("model"));
        inTheEarlierPackage();

        HyperparameterTunerModel read = HyperparameterTunerModel.load(saved("model"));
        Pipeline pipelineRead = Pipeline.load(saved("pipeline"));

        assertThat(predictions(read)).isEqualTo(predictions(model));
        assertThat(pipelineRead.getStages()[0]).isInstanceOf(HyperparameterTuner.class);
    }

    private String saved(String name) {
        return folder.resolve(name).toString();
    }

    private void inTheEarlierPackage() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                if (each.toString().contains("/metadata/part-")) {
                    String text = Files.readString(each);
                    Files.writeString(each, text.replace("\"dev.hone.tuning.", "\"dev.hone.driver.tuning."));
                    Files.deleteIfExists(each.resolveSibling("." + each.getFileName() + ".crc"));
                }
            }
        }
    }

    @Test
    void copiesAreAlike() {
        HyperparameterTunerModel model = tuner().fit(table);

        assertThat(predictions(model.copy(ParamMap.empty()))).isEqualTo(predictions(model));
        assertThat(tuner().copy(ParamMap.empty()).getEstimatorParamMaps()).hasSize(2);
        assertThat(model.parent()).isInstanceOf(HyperparameterTuner.class);
    }

    @Test
    void paramsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> tuner().setNumFolds(1)).hasMessageContaining("numFolds");
        assertThatThrownBy(() -> tuner().setTrainRatio(1)).hasMessageContaining("trainRatio");
        assertThatThrownBy(() -> tuner().setParallelism(0)).hasMessageContaining("parallelism");
        assertThatThrownBy(() -> tuner().setLane("gpu"))
                .hasMessage("Param 'lane' must be one of auto, executor, cluster (value: gpu)");
        assertThatThrownBy(() -> tuner().setEstimatorParamMaps(new ParamMap[0]).fit(table))
                .hasMessage("estimatorParamMaps must have at least one map (maps: 0)");
        assertThatThrownBy(() -> tuner().setTrainRatio(0.5).fit(table))
                .hasMessage("trainRatio must not be set together with foldCol (trainRatio: 0.5, foldCol: half)");
        assertThatThrownBy(() -> tuner().setFoldCol("age").fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Column 'age': a foldCol must hold whole numbers of type int (type: double)");
        assertThatThrownBy(() -> tuner().setFoldCol("fold").fit(table))
                .hasMessage("Column 'fold': fold numbers must be from 0 to 1 (number: 2)");
        assertThatThrownBy(() -> tuner().setFoldCol("fold").setNumFolds(4).fit(table))
                .hasMessage("Column 'fold': each of the 4 folds must have rows (without: [3])");
    }

    /** Whether tasks read the rows, or a Spark job looks at them, since sub-models are wanted. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void foldNumbersThatCannotBeAreToldBeforeAnythingIsWritten(boolean collectSubModels) {
        Path output = folder.resolve("output");
        for (Integer number : new Integer[] {null, -1, 2}) {
            Dataset<Row> wrong = table.withColumn(
                    "half",
                    functions
                            .when(functions.col("half").equalTo(0), functions.lit(number))
                            .otherwise(functions.col("half")));

            assertThatThrownBy(() -> tuner().setCollectSubModels(collectSubModels)
                            .setOutput(output.toString())
                            .fit(wrong))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("Column 'half': fold numbers must be from 0 to 1 (number: " + number + ")");
            assertThat(output).doesNotExist();
        }
    }

    @Test
    void nothingIsLeftBehind() {
        Dataset<Row> own = table.withColumn("more", functions.lit(1));

        tuner().fit(own);

        assertThat(own.storageLevel().useMemory()).isFalse();
        assertThat(UserSession.session().catalog().listTables().collectAsList()).isEmpty();
    }

    private List<Row> predictions(HyperparameterTunerModel model) {
        return model.transform(table).select("prediction").collectAsList();
    }

    private HyperparameterTuner tuner() {
        return new HyperparameterTuner()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(params)
                .setEvaluator(new BinaryClassificationEvaluator())
                .setNumFolds(2)
                .setFoldCol("half");
    }
}
