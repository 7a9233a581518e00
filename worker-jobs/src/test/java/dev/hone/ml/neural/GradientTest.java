package dev.hone.ml.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of back-propagation against differences of the loss. */
class GradientTest {
    private static final long SEED = 20_261_125L;
    private static final double STEP = 1e-6;

    /** A network and rows for it: few and narrow ones go through the BLAS, others through loops. */
    private record Case(Activation activation, Loss loss, Layers layers, int rows, double dropout) {
        @Override
        public String toString() {
            return activation + ", " + loss + ", " + Arrays.toString(layers.widths()) + ", dropout " + dropout;
        }
    }

    @BeforeAll
    static void printSeed() {
        System.out.println("seed of the networks: " + SEED);
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            for (Loss loss : List.of(new CrossEntropy(), new SquaredError(), new AbsoluteError(), new Huber(0.7))) {
                int outputs = loss instanceof CrossEntropy ? 3 : 1;
                cases.add(new Case(activation, loss, Layers.of(4, 5, 3, outputs), 7, 0));
                cases.add(new Case(activation, loss, Layers.of(26, 25, 24, outputs), 13, 0));
                cases.add(new Case(activation, loss, Layers.of(4, 25, 6, outputs), 13, 0.4));
            }
            cases.add(new Case(activation, new CrossEntropy(), Layers.of(4, 3), 7, 0));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isThatOfDifferences(Case example) {
        Random random = new Random(SEED);
        double[] parameters =
                random.doubles(example.layers().parameters(), -0.6, 0.6).toArray();
        double[] inputs = random.doubles(
                        (long) example.rows() * example.layers().inputs(), -2, 2)
                .toArray();
        double[] targets = targets(example, random);
        double[] shares = random.doubles(example.rows(), 0, 0.3).toArray();
        BackPropagation network =
                new BackPropagation(example.layers(), example.activation(), example.loss(), example.rows());
        Supplier<double[]> gradient = () -> {
            System.arraycopy(inputs, 0, network.inputs(), 0, inputs.length);
            System.arraycopy(targets, 0, network.targets(), 0, targets.length);
            System.arraycopy(shares, 0, network.shares(), 0, shares.length);
            double[] sums = new double[parameters.length + 1];
            Dropout dropout = new Dropout(example.dropout(), new Random(SEED));
            sums[parameters.length] = network.addGradient(parameters, example.rows(), dropout, sums);
            return sums;
        };

        double[] actual = gradient.get();

        for (int index = 0; index < parameters.length; index++) {
            double kept = parameters[index];
            parameters[index] = kept + STEP;
            double above = gradient.get()[parameters.length];
            parameters[index] = kept - STEP;
            double below = gradient.get()[parameters.length];
            parameters[index] = kept;
            assertThat(actual[index])
                    .as("slope by parameter %d", index)
                    .isCloseTo((above - below) / (2 * STEP), within(2e-8));
        }
    }

    private static double[] targets(Case example, Random random) {
        return example.loss() instanceof CrossEntropy
                ? random.ints(example.rows(), 0, 3).asDoubleStream().toArray()
                : random.doubles(example.rows(), -2, 2).toArray();
    }
}
