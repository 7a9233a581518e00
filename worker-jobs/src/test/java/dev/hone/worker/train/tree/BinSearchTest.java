package dev.hone.worker.train.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sorting and binning of values against the library's sort and binary search, on columns of many shapes. */
class BinSearchTest {
    private static final int ROWS = 3000;

    enum Shape {
        UNIFORM(value -> value),
        NORMAL_LIKE(value -> Math.log(value / (1 - value))),
        HEAVY_TAILED(value -> Math.exp(40 * value)),
        NEGATIVE(value -> -Math.exp(40 * value)),
        WHOLE(value -> 1 + Math.floor(5 * value)),
        CROWDED(value -> value < 0.99 ? 1 + 1e-12 * value : 1e9 * value),
        TINY(value -> Double.MIN_VALUE * (1 + Math.floor(1000 * value))),
        HUGE(value -> (value - 0.5) * 2 * Double.MAX_VALUE),
        CONSTANT(value -> 7);

        private final DoubleUnaryOperator quantile;

        Shape(DoubleUnaryOperator quantile) {
            this.quantile = quantile;
        }

        double[] column(long seed) {
            return new Random(seed)
                    .doubles(ROWS, 0.001, 1)
                    .map(quantile)
                    .filter(value -> value != 0)
                    .toArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sortsAsTheLibraryDoes(Shape shape) {
        double[] column = shape.column(seed());
        ValueSort sort = new ValueSort(column.length);
        for (int count : new int[] {0, 1, 2, 600, column.length, 900}) {
            double[] sorted = column.clone();
            double[] expected = column.clone();
            sort.sort(sorted, count);
            Arrays.sort(expected, 0, count);
            assertThat(sorted).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheFirstThresholdThatAValueIsNotAbove(Shape shape) {
        double[] column = shape.column(seed());
        double[] distinct = Arrays.stream(column).sorted().distinct().toArray();
        for (int most : new int[] {1, 2, 3, 31, 32, 255, 1000}) {
            int stride = Math.max(1, distinct.length / most);
            double[] thresholds = new double[(distinct.length - 1) / stride + 1];
            Arrays.setAll(thresholds, index -> distinct[index * stride]);
            assertBins(thresholds, column);
            assertBins(thresholds, thresholds);
            assertBins(thresholds, new double[] {0.0, -0.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE});
        }
    }

    private static void assertBins(double[] thresholds, double[] values) {
        BinSearch search = BinSearch.of(thresholds);
        int[] bins = new int[values.length];
        search.bins(values, values.length, bins);
        for (int index = 0; index < values.length; index++) {
            int expected = 0;
            while (expected < thresholds.length && thresholds[expected] < values[index]) {
                expected++;
            }
            assertThat(bins[index]).isEqualTo(expected).isEqualTo(search.bin(values[index]));
        }
    }

    private static long seed() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return seed;
    }
}
