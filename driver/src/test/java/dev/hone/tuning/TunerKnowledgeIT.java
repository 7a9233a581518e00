package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.driver.UserSession;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user of the tuner knows before a search, and how sure its best trial is. */
@ExtendWith(UserSession.class)
class TunerKnowledgeIT {
    private static final int SEED = 5;

    private static Dataset<Row> table;

    @TempDir
    private Path folder;

    private final PCA pca = new PCA().setK(2).setInputCol("assembled").setOutputCol("features");
    private final LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
    private final ParamSpace space = ParamSpace.builder()
            .uniform(logistic.regParam(), 0.25, 0.75)
            .integer(pca.k(), 1, 3)
            .build();

    @BeforeAll
    static void makeTable() {
        table = TuningTables.raw().cache();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "auto"})
    void knownConfigsGoFirstAndCountAsTrials(String sampler) {
        ParamMap[] known = {
            new ParamMap().put(logistic.regParam().w(0.3)).put(pca.k().w(3)),
            new ParamMap().put(pca.k().w(1))
        };

        ParamMap[] tried = tuner().setSampler(sampler)
                .setNumTrials(4)
                .setKnownGood(known)
                .fit(table)
                .tuner()
                .getEstimatorParamMaps();

        assertThat(tried).hasSize(4);
        assertThat((double) tried[0].apply(logistic.regParam())).isEqualTo(0.3);
        assertThat((int) tried[0].apply(pca.k())).isEqualTo(3);
        assertThat((double) tried[1].apply(logistic.regParam())).isEqualTo(0.5);
        assertThat((int) tried[1].apply(pca.k())).isEqualTo(1);
    }

    @Test
    void knownConfigsAreOfTheSpace() {
        HyperparameterTuner tuner = tuner().setSampler("random").setNumTrials(1);
        ParamMap outside =
                new ParamMap().put(pca.k().w(9)).put(logistic.maxIter().w(7));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> tuner.setKnownGood(new ParamMap[] {outside}).fit(table))
                .satisfies(refused -> assertThat(refused.mistakes())
                        .containsExactlyInAnyOrder(
                                "knownGood, map 0, param 'PCA.k' must be of the space: {int: [1, 3]} (value: 9)",
                                "knownGood, map 0, param 'LogisticRegression.maxIter' must be a param of the space"
                                        + " (params: LogisticRegression.regParam, PCA.k; named:"
                                        + " LogisticRegression.maxIter)"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> tuner.setKnownGood(new ParamMap[] {
                            new ParamMap().put(pca.k().w(1)),
                            new ParamMap().put(pca.k().w(2))
                        })
                        .fit(table))
                .withMessage("knownGood must list at most as many configs as the search has trials (configs: 2,"
                        + " trials: 1)");
    }

    @Test
    void knownConfigsBelongToASearchSpace() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> {
                    HyperparameterTuner tuner = tuner();
                    tuner.clear(tuner.searchSpace());
                    tuner.setEstimatorParamMaps(new ParamMap[] {new ParamMap()})
                            .setKnownGood(new ParamMap[] {new ParamMap()})
                            .fit(table);
                })
                .withMessage("knownGood must not be set without a searchSpace (maps: 1); list them first in"
                        + " estimatorParamMaps");
    }

    @Test
    void aSearchStartsFromAnEarlierOneAndKeepsItsTrials() throws IOException {
        Path earlier = folder.resolve("earlier");
        Path output = folder.resolve("later");
        tuner().setSampler("random")
                .setNumTrials(5)
                .setOutput(earlier.toString())
                .fit(table);
        HyperparameterTuner later = tuner().setSampler("auto")
                .setNumTrials(2)
                .setCurves("false")
                .setWarmStart(earlier.toString())
                .setOutput(output.toString());
        later.setSearchSpace(ParamSpace.builder()
                .uniform(logistic.regParam(), 0.25, 0.75)
                .integer(pca.k(), 1, 3)
                .choice(logistic.maxIter(), 3, 9)
                .build());

        assertThat(later.fit(table).tuner().getEstimatorParamMaps()).hasSize(2);

        List<String> kept = Files.readAllLines(output.resolve("journal/warm-start.jsonl"));
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0))
                .contains("\"found\":5,\"used\":0,\"leftOut\":{\"param 'LogisticRegression.maxIter' is new, its value"
                        + " there is not known\":5}");

        later.setSearchSpace(space).setOutput(folder.resolve("same").toString());
        assertThat(later.fit(table).tuner().getEstimatorParamMaps()).hasSize(2);
        assertThat(Files.readAllLines(folder.resolve("same/journal/warm-start.jsonl")))
                .hasSize(6);
    }

    @Test
    void whatASearchCannotStartFromIsTold() {
        String none = folder.resolve("none").toString();

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> tuner().setSampler("random")
                        .setNumTrials(2)
                        .setWarmStart(none)
                        .fit(table))
                .withMessage("warmStart needs a sampler that learns from scores: auto, gp, tpe or cma-es (sampler:"
                        + " random)");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> tuner().setSampler("tpe")
                        .setNumTrials(2)
                        .setWarmStart(none)
                        .setOutput(folder.resolve("out").toString())
                        .fit(table))
                .withMessage("warmStart must be the output folder of a run (" + none + ": holds no study)");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void theBestTrialsAreEvaluatedAgainOnOtherFoldsOnce() throws IOException {
        HyperparameterTuner tuner = tuner().setSampler("auto")
                .setNumTrials(4)
                .setRecommend("estimated")
                .setConfirm(2)
                .setOutput(folder.resolve("out").toString());

        HyperparameterTunerModel model = tuner.fit(table);

        assertThat(model.tuner().getEstimatorParamMaps()).hasSize(4);
        JsonNode best = new ObjectMapper()
                .readTree(folder.resolve("out/result.json").toFile())
                .at("/best");
        assertThat(best.at("/recommendedBy").textValue()).isEqualTo("confirmed");
        assertThat(best.has("observed") && best.has("estimated") && best.has("confirmed"))
                .isTrue();
        assertThat(Files.readAllLines(folder.resolve("out/leaderboard.csv")).get(0))
                .startsWith("rank,number,state,learner,score,std,estimated,confirmed,param_");
        List<String> confirmed = Files.readAllLines(folder.resolve("out/confirm/journal/00000001-00000001.v3.jsonl"));
        assertThat(confirmed).as("with its footer").hasSize(3);

        tuner.fit(table);
        assertThat(folder.resolve("out/confirm/journal").toFile().list()).hasSize(2);
    }

    @Test
    void whatCannotBeConfirmedOrEstimatedIsTold() {
        HyperparameterTuner random = tuner().setSampler("random").setNumTrials(2);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> random.setRecommend("estimated").fit(table))
                .withMessage(
                        "recommend estimated needs a sampler with a model of the scores: auto or gp (sampler: random)");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> tuner().setSampler("random")
                        .setNumTrials(2)
                        .setConfirm(2)
                        .setFoldCol("fold")
                        .fit(table))
                .withMessage(
                        "confirm needs folds that follow from the seed; those of foldCol 'fold' are always the same");
    }

    @Test
    void aTunerIsSavedWithWhatItsUserKnows() throws Exception {
        HyperparameterTuner tuner = tuner().setSampler("random")
                .setNumTrials(2)
                .setKnownGood(new ParamMap[] {new ParamMap().put(pca.k().w(3))});
        String path = folder.resolve("tuner").toString();

        tuner.write().save(path);

        HyperparameterTuner loaded = HyperparameterTuner.load(path);
        assertThat(loaded.getKnownGood()).isEqualTo(tuner.getKnownGood());
    }

    private HyperparameterTuner tuner() {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise", "price"})
                .setOutputCol("assembled");
        return new HyperparameterTuner()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {assembler, pca, logistic}))
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                .setSearchSpace(space)
                .setNumFolds(2)
                .setSeed(SEED);
    }
}
