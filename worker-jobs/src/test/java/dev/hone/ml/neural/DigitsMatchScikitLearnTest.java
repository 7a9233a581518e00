package dev.hone.ml.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.ml.NeuralNetworkClassifier;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Accuracy on written digits against scikit-learn's; {@code make_fixtures.py} tells how its figures were made. */
class DigitsMatchScikitLearnTest {
    private static final int FOLDS = 5;

    @Test
    void accuracyIsWithinOnePercentOfTheirs() {
        TrainingData digits = NeuralTables.digits();
        double theirs = NeuralTables.lines("/dev/hone/ml/neural/digits.txt").stream()
                .filter(line -> !line.startsWith("#"))
                .mapToDouble(Double::parseDouble)
                .average()
                .orElseThrow();

        double ours = IntStream.range(0, FOLDS)
                .mapToDouble(fold -> accuracy(digits, fold))
                .average()
                .orElseThrow();

        System.out.printf("accuracy %.4f, of scikit-learn %.4f%n", ours, theirs);
        assertThat(ours).isGreaterThan(theirs - 0.01);
    }

    private static double accuracy(TrainingData digits, int fold) {
        int[] training = IntStream.range(0, digits.numRows())
                .filter(row -> row % FOLDS != fold)
                .toArray();
        int[] test = IntStream.range(0, digits.numRows())
                .filter(row -> row % FOLDS == fold)
                .toArray();
        NetworkTraining network = new NeuralNetworkClassifier()
                .setNeurons(64)
                .setStandardization(false)
                .setSeed(1)
                .training(new RowView(digits, training));
        network.trainTo(100);
        long right = IntStream.of(test)
                .filter(row -> best(network.network().outputs(digits.vector(row))) == (int) digits.labels()[row])
                .count();
        return (double) right / test.length;
    }

    private static int best(double[] outputs) {
        return IntStream.range(0, outputs.length)
                .reduce((one, other) -> outputs[other] > outputs[one] ? other : one)
                .orElseThrow();
    }
}
