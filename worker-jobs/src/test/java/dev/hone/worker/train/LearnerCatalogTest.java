package dev.hone.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.spark.ml.classification.LinearSVC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerCatalogTest {
    @Test
    void learnersGoByTheirSimpleNameOrTheirFullOne() {
        assertThat(LearnerCatalog.classOf("LinearSVC")).isEqualTo(LinearSVC.class);
        assertThat(LearnerCatalog.classOf(LinearSVC.class.getName())).isEqualTo(LinearSVC.class);
    }

    @ParameterizedTest
    @CsvSource({
        "OneVsRest, CLASSIFIER",
        "GBTClassifier, CLASSIFIER",
        "IsotonicRegression, REGRESSOR",
        "AFTSurvivalRegression, REGRESSOR",
        "GaussianMixture, CLUSTERER",
        "LDA, TOPIC_MODEL"
    })
    void learnersAreOfAKind(String learner, LearnerKind kind) {
        assertThat(LearnerCatalog.kindOf(learner)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LogisticRegression", "OneVsRest", "RandomForestRegressor", "IsotonicRegression", "KMeans"})
    void mostLearnersTrainByWeights(String learner) {
        assertThat(LearnerCatalog.takesWeights(learner)).isTrue();
    }

    /** Factorization machines have a weight column too, but hand it to their summary only. */
    @ParameterizedTest
    @ValueSource(
            strings = {"FMClassifier", "FMRegressor", "MultilayerPerceptronClassifier", "AFTSurvivalRegression", "LDA"})
    void someLearnersPassWeightsOver(String learner) {
        assertThat(LearnerCatalog.takesWeights(learner)).isFalse();
    }

    @Test
    void anUnknownNameIsToldWithTheNearMiss() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearnerCatalog.classOf("LinaerSVC"))
                .withMessageStartingWith("Learner 'LinaerSVC' is not known (known: AFTSurvivalRegression, ")
                .withMessageEndingWith(", or a full class name); did you mean 'LinearSVC'?");
    }
}
