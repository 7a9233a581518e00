package dev.hone.ml.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.ml.NeuralNetworkClassifier;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTrainingTest {
    private static final RowView IRIS = NeuralTables.iris().allRows();

    static List<NeuralNetworkClassifier> learners() {
        return Stream.of(
                        learner(),
                        learner().setSolver("sgd").setLearningRate(0.05),
                        learner().setSolver("l-bfgs"),
                        learner().setDropout(0.3).setLayers(2),
                        learner().setLearningRateSchedule("invscaling").setSolver("sgd"),
                        learner().setLearningRateSchedule("exponential"),
                        learner()
                                .setLearningRateSchedule("adaptive")
                                .setTol(0.1)
                                .setPatience(1),
                        learner().setValidationFraction(0.2).setPatience(2))
                .toList();
    }

    private static NeuralNetworkClassifier learner() {
        return new NeuralNetworkClassifier("network")
                .setNeurons(6)
                .setBatchSize(32)
                .setSeed(7);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void stoppingOnTheWayChangesNothingOfWhatComesLater(NeuralNetworkClassifier learner) {
        NetworkTraining stopped = learner.training(IRIS);
        for (int epochs : new int[] {1, 2, 5, 9}) {
            stopped.trainTo(epochs);
            NetworkTraining straight = learner.training(IRIS);
            straight.trainTo(epochs);
            assertThat(stopped.network().parameters())
                    .isEqualTo(straight.network().parameters());
            assertThat(stopped.loss()).isEqualTo(straight.loss());
        }
    }

    @Test
    void theSeedDecidesAllThatIsRandom() {
        assertThat(trained(learner().setDropout(0.2), IRIS))
                .isEqualTo(trained(learner().setDropout(0.2), IRIS))
                .isNotEqualTo(trained(learner().setDropout(0.2).setSeed(8), IRIS));
    }

    @Test
    void sparseRowsGiveTheNetworkOfDenseOnes() {
        int columns = IRIS.data().features().numFeatures();
        int[] starts =
                IntStream.rangeClosed(0, IRIS.size()).map(row -> row * columns).toArray();
        int[] indices = IntStream.range(0, IRIS.size() * columns)
                .map(index -> index % columns)
                .toArray();
        double[] values = ((FeatureMatrix.Dense) IRIS.data().features()).values();
        TrainingData sparse = TrainingData.builder(FeatureMatrix.sparse(columns, starts, indices, values))
                .classLabels(IRIS.data().labels(), 3, List.of())
                .build();

        assertThat(trained(learner(), sparse.allRows())).isEqualTo(trained(learner(), IRIS));
    }

    @Test
    void aRowOfWeightTwoCountsAsTwoAndOneOfWeightZeroNotAtAll() {
        NeuralNetworkClassifier learner =
                learner().setSolver("l-bfgs").setEpochs(5).setRegParam(0.01).setStandardization(false);
        double[] weights =
                IntStream.range(0, IRIS.size()).mapToDouble(row -> row % 3).toArray();
        TrainingData weighted = TrainingData.builder(IRIS.data().features())
                .classLabels(IRIS.data().labels(), 3, List.of())
                .weights(weights)
                .build();
        int[] repeated = IntStream.range(0, IRIS.size())
                .flatMap(row -> IntStream.range(0, row % 3).map(time -> row))
                .toArray();

        double[] expected = trained(learner, new RowView(IRIS.data(), repeated));
        double[] actual = trained(learner, weighted.allRows());

        for (int index = 0; index < expected.length; index++) {
            assertThat(actual[index]).isCloseTo(expected[index], org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    private static double[] trained(NeuralNetworkClassifier learner, RowView rows) {
        NetworkTraining training = learner.training(rows);
        training.trainTo(Math.min(20, learner.getEpochs()));
        return training.network().parameters();
    }

    @Test
    void trainingEndsOnceTheValidationLossStagnatesAndKeepsTheBestEpoch() {
        NeuralNetworkClassifier learner =
                learner().setLearningRate(0.3).setValidationFraction(0.3).setPatience(3);
        NetworkTraining training = learner.training(IRIS);
        double lowest = Double.POSITIVE_INFINITY;
        double[] best = {};
        for (int epoch = 1; !training.isOver(); epoch++) {
            training.trainTo(epoch);
            if (training.validationLoss().orElseThrow() < lowest) {
                lowest = training.validationLoss().orElseThrow();
                best = training.network().parameters();
            }
        }

        assertThat(training.epochs()).isBetween(5, 199);
        assertThat(training.network().parameters()).isEqualTo(best);
        int ended = training.epochs();
        training.trainTo(ended + 10);
        assertThat(training.epochs()).isEqualTo(ended);
    }

    @Test
    void aDivergedTrainingSaysWhereAndWhatToDo() {
        NetworkTraining training = learner()
                .setSolver("sgd")
                .setActivation("identity")
                .setLayers(3)
                .setLearningRate(1e4)
                .training(IRIS);

        assertThatThrownBy(() -> training.trainTo(200))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageMatching("Training diverged: the loss is (NaN|Infinity) in epoch \\d+ at a learning rate of "
                        + "10000.0; try a lower learningRate, or standardization");
    }
}
