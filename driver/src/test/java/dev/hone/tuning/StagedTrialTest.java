package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.tuning.trial.TunerTrials;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.Tokenizer;
import org.apache.spark.ml.param.ParamMap;
import org.junit.jupiter.api.Test;

class StagedTrialTest {
    private final Tokenizer tokenizer = new Tokenizer().setInputCol("text").setOutputCol("words");
    private final HashingTF hashing =
            new HashingTF().setInputCol("words").setOutputCol("counts").setNumFeatures(8);
    private final IDF idf = new IDF().setInputCol("counts").setOutputCol("features");
    private final LogisticRegression logistic = new LogisticRegression();

    @Test
    void transformersBeforeTheFirstStageThatLearnsAreAppliedOnce() {
        assertThat(uids(pipeline(tokenizer, hashing, idf, logistic), ParamMap.empty(), ParamMap.empty()))
                .containsExactly(tokenizer.uid(), hashing.uid());
    }

    @Test
    void thoseThatTrialsHaveDifferentlyAreNot() {
        assertThat(uids(
                        pipeline(tokenizer, hashing, logistic),
                        new ParamMap().put(hashing.numFeatures().w(16)),
                        new ParamMap().put(hashing.numFeatures().w(32))))
                .containsExactly(tokenizer.uid());
    }

    @Test
    void thoseOfANestedPipelineAreToo() {
        Pipeline nested = new Pipeline().setStages(new PipelineStage[] {tokenizer, hashing});

        assertThat(uids(pipeline(nested, logistic), ParamMap.empty())).containsExactly(tokenizer.uid(), hashing.uid());
    }

    @Test
    void oneThatMayDropColumnsIsNot() {
        SQLTransformer sql = new SQLTransformer().setStatement("SELECT text FROM __THIS__");

        assertThat(uids(pipeline(sql, tokenizer, logistic), ParamMap.empty())).isEmpty();
    }

    private static List<String> uids(Pipeline pipeline, ParamMap... maps) {
        HyperparameterTuner tuner =
                new HyperparameterTuner().setEstimator(pipeline).setEstimatorParamMaps(maps);
        TunerTrials trials = tuner.trials();
        return trials.untuned().applicableOnce(trials.tuned()).stream()
                .map(PipelineStage::uid)
                .toList();
    }

    private static Pipeline pipeline(PipelineStage... stages) {
        return new Pipeline().setStages(stages);
    }
}
