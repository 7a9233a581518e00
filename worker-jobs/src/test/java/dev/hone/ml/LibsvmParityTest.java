package dev.hone.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.hone.ml.svm.Kernel;
import dev.hone.ml.svm.SvmModel;
import dev.hone.ml.svm.SvmParams;
import dev.hone.ml.svm.SvmPredictor;
import dev.hone.ml.svm.SvmProblem;
import dev.hone.ml.svm.SvmTraining;
import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decisions on all rows of a table after a training on some, against libsvm with the same params. */
class LibsvmParityTest {
    private static final double TOLERANCE = 1e-3;
    private static final double ROUNDING = 1e-6;
    private static final double[] NO_WEIGHTS = {};

    /**
     * A table that is trained on in part.
     *
     * @param offset largest difference of decisions, relative beyond 1
     */
    record Table(String name, RowView all, RowView trained, double offset) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Case(Table table, SvmParams params) {
        @Override
        public String toString() {
            return table + ", " + params.kernel().text() + ", C " + params.c() + ", gamma " + params.gamma()
                    + (params.classWeights().length > 0 ? ", weights" : "");
        }
    }

    static Stream<Case> classCases() {
        return classTables().stream()
                .flatMap(table -> paramsOfClasses(table.all().data().numClasses()).stream()
                        .map(params -> new Case(table, params)));
    }

    static Stream<Case> quantityCases() {
        return quantityTables().stream()
                .flatMap(table -> paramsOfQuantities().stream().map(params -> new Case(table, params)));
    }

    private static List<Table> classTables() {
        TrainingData iris = ScikitLearnCase.data("iris");
        TrainingData cancer = standardized(ScikitLearnCase.data("breast-cancer"));
        TrainingData digits = digits();
        return List.of(
                table("iris", iris, row -> true),
                table("iris, a fold", iris, row -> row % 5 != 3),
                table("iris, few of the rows", iris, row -> row % 4 == 1),
                table("iris, one class without rows", iris, row -> iris.labels()[row] != 1),
                // Which of equal rows is selected depends on rounding, and with it where within the tolerance training
                // stops.
                new Table(
                        "iris, every row three times",
                        repeated(iris, 3).allRows(),
                        repeated(iris, 3).allRows(),
                        TOLERANCE),
                table("breast cancer, a fold", cancer, row -> row % 5 != 3),
                table("breast cancer without memory", cancer.caching(new CacheBudget(1e-7)), row -> row % 5 != 3),
                table("digits, a fold", digits, row -> row % 5 != 3),
                table("digits, sparse, a fold", sparse(digits), row -> row % 5 != 3),
                table(
                        "digits, sparse, without memory",
                        sparse(digits).caching(new CacheBudget(1e-7)),
                        row -> row % 5 != 3),
                table("constant columns", constant(iris, 1, 3), row -> row % 3 != 1),
                table("constant columns only", constant(iris, 0, 1, 2, 3), row -> row % 3 != 1));
    }

    private static List<Table> quantityTables() {
        TrainingData diamonds = standardized(ScikitLearnCase.data("diamonds"));
        TrainingData some = TrainingData.builder(new RowView(diamonds, rows(diamonds, row -> row % 4 == 0)).features())
                .quantities(IntStream.of(rows(diamonds, row -> row % 4 == 0))
                        .mapToDouble(row -> diamonds.labels()[row] / 1000)
                        .toArray())
                .build();
        return List.of(
                table("diamonds, a fold", some, row -> row % 5 != 3),
                table("diamonds without memory", some.caching(new CacheBudget(1e-7)), row -> row % 5 != 3),
                table("diamonds, sparse", sparse(some), row -> row % 5 != 3),
                table("one row", some, row -> row == 7));
    }

    private static List<SvmParams> paramsOfClasses(int classes) {
        double[] weights = IntStream.range(0, classes)
                .mapToDouble(label -> 0.5 + label % 3)
                .toArray();
        return List.of(
                params(Kernel.LINEAR, 0.1, "scale", 0, NO_WEIGHTS),
                params(Kernel.LINEAR, 10, "scale", 0, weights),
                params(Kernel.RBF, 0.1, "scale", 0, NO_WEIGHTS),
                params(Kernel.RBF, 1, "0.02", 0, weights),
                params(Kernel.RBF, 1000, "auto", 0, NO_WEIGHTS),
                params(Kernel.POLY, 1, "scale", 1, NO_WEIGHTS),
                params(Kernel.SIGMOID, 1, "0.01", -0.5, NO_WEIGHTS));
    }

    private static List<SvmParams> paramsOfQuantities() {
        return List.of(
                params(Kernel.LINEAR, 1, "scale", 0, NO_WEIGHTS),
                params(Kernel.RBF, 10, "scale", 0, NO_WEIGHTS),
                params(Kernel.POLY, 0.1, "0.1", 1, NO_WEIGHTS),
                params(Kernel.SIGMOID, 1, "0.01", 0, NO_WEIGHTS));
    }

    private static SvmParams params(Kernel kernel, double c, String gamma, double coef0, double[] weights) {
        return new SvmParams(kernel, c, gamma, 3, coef0, 0.1, weights, TOLERANCE, 0.05);
    }

    @ParameterizedTest
    @MethodSource("classCases")
    void decisionsBetweenClassesAreThoseOfLibsvm(Case example) {
        RowView trained = example.table().trained();
        SvmProblem problem = SvmProblem.of(trained, trained.data().numClasses());
        SvmModel model = SvmTraining.classes(problem, example.params());
        Libsvm libsvm = Libsvm.classes(trained, example.params(), model.shape().gamma());
        assertDecisions(example, model, libsvm);
    }

    @ParameterizedTest
    @MethodSource("quantityCases")
    void quantitiesAreThoseOfLibsvm(Case example) {
        RowView trained = example.table().trained();
        SvmModel model = SvmTraining.quantities(SvmProblem.of(trained, 0), example.params());
        Libsvm libsvm =
                Libsvm.quantities(trained, example.params(), model.shape().gamma());
        assertDecisions(example, model, libsvm);
    }

    private static void assertDecisions(Case example, SvmModel model, Libsvm libsvm) {
        RowView all = example.table().all();
        SvmPredictor predictor = model.predictor(all);
        for (int row = 0; row < all.size(); row++) {
            double[] features = all.vector(row).toArray();
            double[] expected = libsvm.decisions(features);
            double[] actual =
                    model.numClasses() == 0 ? new double[] {model.quantity(features)} : model.decisions(features);
            assertThat(actual).hasSameSizeAs(expected);
            for (int pair = 0; pair < expected.length; pair++) {
                assertThat(actual[pair])
                        .as("row %s, pair %s", row, pair)
                        .isEqualTo(expected[pair], offset(example.table().offset() * (1 + Math.abs(expected[pair]))));
            }
            assertSameBits(model, predictor, row, features);
        }
        assertThat(model.vectors().numRows()).isEqualTo(libsvm.numSupportVectors());
    }

    /** Rows of a table are predicted as each of them alone is. */
    private static void assertSameBits(SvmModel model, SvmPredictor predictor, int row, double[] features) {
        if (model.numClasses() == 0) {
            assertThat(predictor.quantity(row)).isEqualTo(model.quantity(features));
        } else {
            assertThat(predictor.raw(row)).isEqualTo(model.raw(features));
        }
    }

    private static Table table(String name, TrainingData data, IntPredicate trained) {
        return new Table(name, data.allRows(), new RowView(data, rows(data, trained)), ROUNDING);
    }

    private static int[] rows(TrainingData data, IntPredicate chosen) {
        return IntStream.range(0, data.numRows()).filter(chosen).toArray();
    }

    private static TrainingData digits() {
        TrainingData digits = ScikitLearnCase.data("digits");
        int[] rows = rows(digits, row -> row % 4 == 0);
        double[] values = new RowView(digits, rows).features().values().clone();
        for (int index = 0; index < values.length; index++) {
            values[index] /= 16;
        }
        return TrainingData.builder(
                        FeatureMatrix.dense(rows.length, digits.features().numFeatures(), values))
                .classLabels(
                        IntStream.of(rows)
                                .mapToDouble(row -> digits.labels()[row])
                                .toArray(),
                        10,
                        List.of())
                .build();
    }

    private static TrainingData standardized(TrainingData data) {
        int columns = data.features().numFeatures();
        double[] values = data.features().values().clone();
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            double squares = 0;
            for (int at = column; at < values.length; at += columns) {
                sum += values[at];
                squares += values[at] * values[at];
            }
            double mean = sum / data.numRows();
            double std = Math.sqrt(squares / data.numRows() - mean * mean);
            for (int at = column; at < values.length; at += columns) {
                values[at] = (values[at] - mean) / std;
            }
        }
        return withFeatures(data, FeatureMatrix.dense(data.numRows(), columns, values));
    }

    private static TrainingData constant(TrainingData data, int... columns) {
        int width = data.features().numFeatures();
        double[] values = data.features().values().clone();
        for (int column : columns) {
            for (int at = column; at < values.length; at += width) {
                values[at] = 2;
            }
        }
        return withFeatures(data, FeatureMatrix.dense(data.numRows(), width, values));
    }

    private static TrainingData sparse(TrainingData data) {
        double[] all = data.features().values();
        int columns = data.features().numFeatures();
        int[] stored =
                IntStream.range(0, all.length).filter(index -> all[index] != 0).toArray();
        int[] starts = new int[data.numRows() + 1];
        for (int index : stored) {
            starts[index / columns + 1]++;
        }
        for (int row = 0; row < data.numRows(); row++) {
            starts[row + 1] += starts[row];
        }
        return withFeatures(
                data,
                FeatureMatrix.sparse(
                        columns,
                        starts,
                        IntStream.of(stored).map(index -> index % columns).toArray(),
                        IntStream.of(stored).mapToDouble(index -> all[index]).toArray()));
    }

    private static TrainingData repeated(TrainingData data, int times) {
        int[] rows = IntStream.range(0, times * data.numRows())
                .map(row -> row % data.numRows())
                .toArray();
        return TrainingData.builder(new RowView(data, rows).features())
                .classLabels(
                        IntStream.of(rows)
                                .mapToDouble(row -> data.labels()[row])
                                .toArray(),
                        data.numClasses(),
                        List.of())
                .build();
    }

    private static TrainingData withFeatures(TrainingData data, FeatureMatrix features) {
        TrainingData.Builder builder = TrainingData.builder(features);
        return (data.numClasses() == 0
                        ? builder.quantities(data.labels())
                        : builder.classLabels(data.labels(), data.numClasses(), List.of()))
                .build();
    }
}
