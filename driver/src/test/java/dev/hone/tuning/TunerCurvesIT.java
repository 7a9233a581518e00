package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.driver.UserSession;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Learning curves of a tuner. */
@ExtendWith(UserSession.class)
class TunerCurvesIT {
    private static final int POINTS = 16;
    private static final int TRAININGS = 3;

    private static Dataset<Row> table;

    private final RandomForestClassifier forest = new RandomForestClassifier().setSeed(1);

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeTable() {
        table = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise"})
                .setOutputCol("features")
                .transform(TuningTables.raw())
                .cache();
    }

    @Test
    void aProposalIsTrainedOnceAndScoredAlongItsTrees() throws IOException {
        Path output = folder.resolve("out");

        HyperparameterTunerModel found = tuner().setOutput(output.toString()).fit(table);

        assertThat(found.avgMetrics()).hasSize(TRAININGS * POINTS);
        List<Row> rows = found.leaderboard().orderBy("trial").collectAsList();
        assertThat(rows)
                .extracting(row -> row.getLong(row.fieldIndex("curve")))
                .isSorted()
                .containsOnly(0L, 1L, 2L);
        ParamMap[] maps = found.tuner().getEstimatorParamMaps();
        assertThat(Arrays.stream(maps).limit(POINTS))
                .extracting(map -> (int) map.apply(forest.numTrees()))
                .isSorted()
                .startsWith(1)
                .endsWith(20);
        assertThat(Arrays.stream(maps).limit(POINTS).map(map -> (int) map.apply(forest.maxDepth())))
                .containsOnly((int) maps[0].apply(forest.maxDepth()));
        JsonNode result = new ObjectMapper().readTree(Files.readString(output.resolve("result.json")));
        assertThat(result.at("/trials/total").asInt()).isEqualTo(TRAININGS * POINTS);
        assertThat(Files.readString(output.resolve("leaderboard.csv"))).startsWith("rank,number,curve,state,");
    }

    @Test
    void curvesAreReadBackWithTheModel() throws IOException {
        HyperparameterTunerModel found = tuner().fit(table);
        String path = folder.resolve("model").toString();

        found.save(path);

        assertThat(curves(HyperparameterTunerModel.load(path)))
                .hasSize(TRAININGS * POINTS)
                .isEqualTo(curves(found));
        assertThat(found.tuner().getCurves()).isEqualTo("auto");
    }

    private static List<Row> curves(HyperparameterTunerModel model) {
        return model.leaderboard().select("rank", "trial", "curve", "avgMetric").collectAsList();
    }

    @Test
    void theLearnerOfAPipelineHasCurves() {
        StandardScaler scaler = new StandardScaler().setInputCol("features").setOutputCol("scaled");
        RandomForestClassifier last = forest.setFeaturesCol("scaled");

        HyperparameterTunerModel found = tuner().setEstimator(
                        new Pipeline().setStages(new PipelineStage[] {scaler, last}))
                .setSearchSpace(ParamSpace.builder()
                        .choice(scaler.withMean(), true, false)
                        .integer(last.maxDepth(), 1, 3)
                        .build())
                .setNumTrials(2)
                .fit(table);

        assertThat(found.avgMetrics()).hasSize(2 * 3);
    }

    @Test
    void withoutCurvesEachProposalIsATrial() {
        HyperparameterTunerModel found = tuner().setCurves("false").fit(table);

        assertThat(found.avgMetrics()).hasSize(TRAININGS);
        assertThat(found.leaderboard().columns()).doesNotContain("curve");
    }

    @Test
    void rowsThatTurnOutTooLargeForTasksHaveNoCurves() {
        HyperparameterTunerModel found = tuner().setMaxTableBytes(1).fit(table);

        assertThat(found.avgMetrics()).hasSize(TRAININGS);
        assertThat(found.leaderboard().columns()).doesNotContain("curve");
        assertThat(found.leaderboard().select("lane").distinct().collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("cluster");
    }

    @Test
    void curvesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> tuner().setCurves("true").setMaxTableBytes(1).fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "curves true: needs trials that are trained inside tasks, for which the rows of a fold are too"
                                + " large (maxTableBytes)");
        assertThatThrownBy(() -> tuner().setCurves("true").setLane("cluster").fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "curves true: needs a range of whole numbers, or a list of numbers, of a param that one training"
                                + " passes on its way (of RandomForestClassifier: none)");
        assertThatThrownBy(() -> tuner().setCurves("true").setSampler("sobol").fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("curves true: belongs to methods that learn from scores (method: sobol)");
        assertThatThrownBy(() -> tuner().setCurves("true")
                        .setSampler("grid")
                        .copy(ParamMap.empty())
                        .setNumTrials(3)
                        .fit(table))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> tuner().setCurves("maybe"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("curves");
    }

    private HyperparameterTuner tuner() {
        return new HyperparameterTuner()
                .setEstimator(forest)
                .setEvaluator(new MulticlassClassificationEvaluator())
                .setSearchSpace(ParamSpace.builder()
                        .logInteger(forest.numTrees(), 1, 20)
                        .integer(forest.maxDepth(), 1, 4)
                        .build())
                .setSampler("tpe")
                .setNumTrials(TRAININGS)
                .setNumFolds(2)
                .setSeed(5);
    }
}
