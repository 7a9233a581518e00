package dev.hone.worker.train.inline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.feature.Instance;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.optim.WeightedLeastSquares;
import org.apache.spark.ml.optim.WeightedLeastSquaresModel;
import org.apache.spark.ml.util.OptionalInstrumentation;
import org.apache.spark.rdd.RDD;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is solved from sums is what MLlib solves from the rows, bit for bit. */
class LeastSquaresSumsTest {
    private static final long SEED = 5;
    private static final int ROWS = 90;
    private static final int FEATURES = 21;

    /** How the features of a row are stored. */
    enum Layout {
        DENSE,
        SPARSE,
        SOME_SPARSE
    }

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
        System.out.println("seed of the rows: " + SEED);
    }

    @ParameterizedTest
    @EnumSource
    void solutionsAreThoseOfTheRows(Layout layout) {
        List<Instance> rows = rows(layout);
        LeastSquaresSums sums = LeastSquaresSums.of(FEATURES, rows::forEach);
        RDD<Instance> distributed = JavaSparkContext.fromSparkContext(
                        LocalSpark.session().sparkContext())
                .parallelize(rows, 1)
                .rdd();

        for (double regParam : new double[] {0, 0.1}) {
            for (double elasticNetParam : new double[] {0, 0.5}) {
                WeightedLeastSquares solver = solver(regParam, elasticNetParam);
                WeightedLeastSquaresModel expected =
                        solver.fit(distributed, OptionalInstrumentation.create(LeastSquaresSumsTest.class), 2);

                assertThat(numbers(sums.solve(solver))).isEqualTo(numbers(expected));
            }
        }
    }

    private static List<Double> numbers(WeightedLeastSquaresModel model) {
        List<Double> numbers = new ArrayList<>(List.of(model.intercept()));
        for (double[] values :
                List.of(model.coefficients().values(), model.diagInvAtWA().values(), model.objectiveHistory())) {
            Arrays.stream(values).forEach(numbers::add);
        }
        return numbers;
    }

    private static WeightedLeastSquares solver(double regParam, double elasticNetParam) {
        return new WeightedLeastSquares(
                true,
                regParam,
                elasticNetParam,
                true,
                true,
                WeightedLeastSquares.$lessinit$greater$default$6(),
                100,
                1e-6);
    }

    /** With zeros of both signs, and rows without weight, the first among them. */
    private static List<Instance> rows(Layout layout) {
        Random random = new Random(SEED);
        return IntStream.range(0, ROWS)
                .mapToObj(row -> {
                    double[] values = IntStream.range(0, FEATURES)
                            .mapToDouble(
                                    feature -> feature == 0 || random.nextInt(3) > 0 ? random.nextGaussian() : -0.0)
                            .toArray();
                    values[1 + row % (FEATURES - 1)] = 0.0;
                    double weight = row % 7 == 0 ? 0 : random.nextDouble();
                    return new Instance(values[0] + random.nextGaussian(), weight, stored(values, layout, row));
                })
                .toList();
    }

    private static Vector stored(double[] values, Layout layout, int row) {
        Vector dense = Vectors.dense(values);
        return layout == Layout.SPARSE || (layout == Layout.SOME_SPARSE && row % 5 == 2) ? dense.toSparse() : dense;
    }
}
