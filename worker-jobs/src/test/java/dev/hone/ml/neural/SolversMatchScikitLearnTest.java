package dev.hone.ml.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Epochs from the same first weights against scikit-learn's; {@code make_fixtures.py} tells how those were made. */
class SolversMatchScikitLearnTest {
    private static final double ALPHA = 0.3;
    private static final double RATE = 0.02;
    private static final double TOLERANCE = 1e-10;

    private record Case(String name, double[] losses, double[] weights) {
        static Case of(String line) {
            String[] parts = line.split("; ");
            return new Case(parts[0], numbers(parts[1]), numbers(parts[2]));
        }

        private static double[] numbers(String text) {
            return Stream.of(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
        }

        Activation activation() {
            String last = name.substring(name.lastIndexOf(' ') + 1);
            return last.equals("logistic") ? Activation.SIGMOID : Activation.valueOf(last.toUpperCase(Locale.ROOT));
        }

        StepRule rule() {
            return switch (name.substring(0, name.indexOf(' '))) {
                case "nesterov" -> new Momentum(0.8, true);
                case "momentum" -> new Momentum(0.8, false);
                case "invscaling" -> new Momentum(0.9, true);
                default -> new Adam(0.9, 0.999);
            };
        }

        LearningRate learningRate() {
            return name.startsWith("invscaling")
                    ? new LearningRate.InverseScaling(RATE, 0.25)
                    : new LearningRate.Constant(RATE);
        }

        boolean isRegression() {
            return name.startsWith("squares");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return NeuralTables.lines("/dev/hone/ml/neural/solvers.txt").stream()
                .filter(line -> !line.startsWith("#"))
                .map(Case::of)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossOfEachEpochAndLastWeightsAreTheirs(Case example) {
        RowView rows = rows(example).allRows();
        Target goal = example.isRegression() ? new Target.Quantity(new SquaredError()) : new Target.Classes(3);
        Layers layers = Layers.of(rows.data().features().numFeatures(), List.of(5, 3), goal.outputs());
        Solver.MiniBatch solver = new Solver.MiniBatch(example.rule(), example.learningRate(), rows.size(), 0);
        NetworkSettings settings = new NetworkSettings(
                List.of(5, 3),
                example.activation(),
                Initialization.GLOROT,
                solver,
                ALPHA / rows.size(),
                new Stopping(0, 10, 0),
                false,
                1);
        NetworkObjective objective = new NetworkObjective(
                rows, layers, settings, goal.loss(), Scaling.none(layers.inputs()), Scaling.none(1), rows.size());
        double[] parameters = new double[layers.parameters()];
        Arrays.setAll(parameters, index -> Math.sin(index + 1.0) / 2);
        MiniBatchEpochs epochs = new MiniBatchEpochs(
                objective, solver, IntStream.range(0, rows.size()).toArray(), parameters, new RandomStreams(1));

        for (double loss : example.losses()) {
            assertThat(epochs.next()).isCloseTo(loss, within(TOLERANCE));
        }
        assertThat(epochs.parameters()).hasSameSizeAs(example.weights());
        for (int index = 0; index < parameters.length; index++) {
            assertThat(epochs.parameters()[index]).isCloseTo(example.weights()[index], within(TOLERANCE));
        }
    }

    /** The regression learns the last feature from the first three. */
    private static TrainingData rows(Case example) {
        TrainingData iris = NeuralTables.iris();
        if (!example.isRegression()) {
            return iris;
        }
        double[] values = ((FeatureMatrix.Dense) iris.features()).values();
        double[] features = IntStream.range(0, values.length)
                .filter(index -> index % 4 < 3)
                .mapToDouble(index -> values[index])
                .toArray();
        double[] labels = IntStream.range(0, iris.numRows())
                .mapToDouble(row -> values[4 * row + 3])
                .toArray();
        return TrainingData.builder(FeatureMatrix.dense(iris.numRows(), 3, features))
                .quantities(labels)
                .build();
    }
}
