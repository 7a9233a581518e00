package dev.hone.ml.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of every shape that is done in its own way: narrow, wide, odd, and larger than a tile. */
class LayerProductsTest {
    private static final int OFFSET = 3;
    private static final double TOLERANCE = 1e-11;

    private final Random random = new Random(7);
    private final LayerProducts products = new LayerProducts();

    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "1,7,3",
        "5,1,2",
        "3,30,1",
        "50,9,10",
        "4,64,24",
        "7,3,65",
        "200,64,10",
        "33,257,258",
        "258,31,300"
    })
    void productsEqualTheirDefinition(int rows, int inputs, int width) {
        double[] values = numbers(rows * inputs);
        double[] errors = numbers(rows * width);
        double[] weights = numbers(OFFSET + inputs * width);
        double[] outputs = errors.clone();
        double[] gradient = weights.clone();
        double[] before = new double[rows * inputs + 1];

        products.addOutputs(rows, inputs, width, values, weights, OFFSET, outputs);
        products.addGradient(rows, inputs, width, values, errors, gradient, OFFSET);
        products.errors(rows, inputs, width, errors, weights, OFFSET, before);

        double[] expectedOutputs = errors.clone();
        double[] expectedGradient = weights.clone();
        double[] expectedBefore = new double[rows * inputs + 1];
        for (int row = 0; row < rows; row++) {
            for (int input = 0; input < inputs; input++) {
                for (int neuron = 0; neuron < width; neuron++) {
                    int weight = OFFSET + input * width + neuron;
                    expectedOutputs[row * width + neuron] += values[row * inputs + input] * weights[weight];
                    expectedGradient[weight] += values[row * inputs + input] * errors[row * width + neuron];
                    expectedBefore[row * inputs + input] += errors[row * width + neuron] * weights[weight];
                }
            }
        }
        assertThat(outputs).containsExactly(expectedOutputs, within(TOLERANCE));
        assertThat(gradient).containsExactly(expectedGradient, within(TOLERANCE));
        assertThat(before).containsExactly(expectedBefore, within(TOLERANCE));
    }

    private double[] numbers(int count) {
        return random.doubles(count, -1, 1).toArray();
    }
}
