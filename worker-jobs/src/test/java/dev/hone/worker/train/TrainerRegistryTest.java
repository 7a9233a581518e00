package dev.hone.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.ml.KNearestNeighborsClassifier;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.FMClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerRegistryTest {

    @Test
    void whatAFastTrainerTakesNeedsNoReason() {
        assertThat(Stream.of(new LogisticRegression(), new KMeans().setK(999), new KNearestNeighborsClassifier()))
                .allSatisfy(estimator ->
                        assertThat(TrainerRegistry.reasonAgainstFast(estimator)).isEmpty());
    }

    static Stream<Arguments> leftEstimators() {
        String params = "params not covered by the fast trainer of ";
        return Stream.of(
                Arguments.of(new FMClassifier(), "FMClassifier has no fast trainer"),
                Arguments.of(new KMeans().setK(1000), params + "KMeans: k 1000, above 999"),
                Arguments.of(
                        new LogisticRegression()
                                .setLowerBoundsOnCoefficients(Matrices.dense(1, 1, new double[] {0}))
                                .setElasticNetParam(0.5),
                        params + "LogisticRegression: bounds with elasticNetParam above 0"),
                Arguments.of(
                        new LogisticRegression()
                                .setLowerBoundsOnIntercepts(Vectors.dense(0))
                                .setFitIntercept(false),
                        params + "LogisticRegression: bounds on intercepts without fitIntercept"),
                Arguments.of(
                        new LinearRegression().setLoss("huber").setElasticNetParam(0.5),
                        params + "LinearRegression: loss huber with elasticNetParam above 0"),
                Arguments.of(
                        new GeneralizedLinearRegression().setFamily("poisson").setLink("logit"),
                        params + "GeneralizedLinearRegression: family poisson with link logit"));
    }

    @ParameterizedTest
    @MethodSource("leftEstimators")
    void whatNoFastTrainerTakesHasAReason(Estimator<?> estimator, String reason) {
        assertThat(TrainerRegistry.reasonAgainstFast(estimator)).contains(reason);
    }
}
