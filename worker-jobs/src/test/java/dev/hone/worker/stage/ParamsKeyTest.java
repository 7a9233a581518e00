package dev.hone.worker.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.StopWordsRemover;
import org.junit.jupiter.api.Test;

class ParamsKeyTest {

    @Test
    void modelsOfOneEstimatorThatLearnedDifferentThingsDiffer() {
        CountVectorizerModel one = new CountVectorizerModel("counts", new String[] {"a", "b"});
        CountVectorizerModel same = new CountVectorizerModel("counts", new String[] {"a", "b"});
        CountVectorizerModel other = new CountVectorizerModel("counts", new String[] {"a", "c"});

        assertThat(ParamsKey.of(one)).isEqualTo(ParamsKey.of(same)).isNotEqualTo(ParamsKey.of(other));
    }

    @Test
    void aTextOfAParamMayBeNull() {
        StopWordsRemover remover = new StopWordsRemover("words").setStopWords(new String[] {"a", null});
        StopWordsRemover same = new StopWordsRemover("words").setStopWords(new String[] {"a", null});

        assertThat(ParamsKey.of(remover)).isEqualTo(ParamsKey.of(same));
    }
}
