package dev.hone.worker.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.train.inline.ModelState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What every stage inside tasks must do: fit and transform as Spark does on one partition, with the same model, columns, ML
 * attributes and dropped rows, or fail with the same message. Rows to fit on are two of three, so that others have values that
 * the stage has not seen.
 */
abstract class StageContract {

    /**
     * A stage on rows.
     *
     * @param name what is special about it
     * @param stage an estimator or transformer with its params
     * @param rows as the stage gets them
     * @param tolerance relative difference of learned numbers and of results; 0 for the same bits
     */
    record Case(String name, PipelineStage stage, Dataset<Row> rows, double tolerance) {
        static Case of(String name, PipelineStage stage, Dataset<Row> rows) {
            return new Case(name, stage, rows, 0);
        }

        Case within(double relative) {
            return new Case(name, stage, rows, relative);
        }
    }

    /** Params and rows that are covered; also those on which Spark fails. */
    abstract List<Case> cases();

    /** Params and rows that are left to Spark. */
    List<Case> leftToSpark() {
        return List.of();
    }

    /** Rows of a table; one partition. */
    static Dataset<Row> rows(StructType schema, Object[]... values) {
        List<Row> rows = Arrays.stream(values)
                .map(org.apache.spark.sql.RowFactory::create)
                .toList();
        return LocalSpark.session().createDataFrame(rows, schema).coalesce(1);
    }

    @TestFactory
    Stream<DynamicTest> fitsAndTransformsAsSparkDoes() {
        return cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> assertAsSpark(one, SharedLearning.NONE)));
    }

    @TestFactory
    Stream<DynamicTest> isLeftToSpark() {
        return leftToSpark().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.name(),
                        () -> assertThat(TaskStages.covers(
                                        one.stage(), one.rows().schema()))
                                .isFalse()));
    }

    /** @param learning what other cases have learned from the same rows */
    static void assertAsSpark(Case one, SharedLearning learning) {
        assertThat(TaskStages.covers(one.stage(), one.rows().schema()))
                .as("covered")
                .isTrue();
        Expected expected = Expected.of(one);
        StageTable table = StageTables.of(one.rows());
        int[] training =
                IntStream.range(0, table.numRows()).filter(Expected::isToFitOn).toArray();
        if (expected.failure() != null) {
            assertThatThrownBy(() -> TaskStages.fit(one.stage(), table, training, learning)
                            .transform(table))
                    .isInstanceOf(StageFailedException.class)
                    .satisfies(thrown -> assertThat(innermost(thrown)).isEqualTo(innermost(expected.failure())));
            return;
        }
        FittedStage fitted = TaskStages.fit(one.stage(), table, training, learning);
        assertModel(fitted.model(), expected, one.tolerance());
        assertTable(fitted.transform(table), expected.columns(), expected.rows(), one.tolerance());
    }

    /** What Spark makes of a case: a model, its state before it is applied, and rows, or a failure. */
    private record Expected(
            @Nullable Transformer model,
            List<String> state,
            StructType columns,
            List<Row> rows,
            @Nullable Throwable failure) {

        static boolean isToFitOn(int row) {
            return row % 3 != 2;
        }

        static Expected of(Case one) {
            try {
                Transformer model = one.stage() instanceof Estimator<?> estimator
                        ? estimator.fit(training(one.rows()))
                        : (Transformer) one.stage();
                List<String> state = stateOf(model);
                Dataset<Row> after = model.transform(one.rows());
                return new Expected(model, state, after.schema(), after.collectAsList(), null);
            } catch (Exception e) { // Spark's are checked, and thrown undeclared
                return new Expected(null, List.of(), new StructType(), List.of(), e);
            }
        }

        private static Dataset<Row> training(Dataset<Row> rows) {
            List<Row> all = rows.collectAsList();
            List<Row> some = new ArrayList<>();
            for (int row = 0; row < all.size(); row++) {
                if (isToFitOn(row)) {
                    some.add(all.get(row));
                }
            }
            return LocalSpark.session().createDataFrame(some, rows.schema()).coalesce(1);
        }
    }

    private static String innermost(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause == null ? "" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static void assertModel(Transformer actual, Expected expected, double tolerance) {
        Transformer model = Objects.requireNonNull(expected.model());
        assertThat(actual.getClass()).isEqualTo(model.getClass());
        assertThat(actual.uid()).isEqualTo(model.uid());
        assertThat(params(actual)).isEqualTo(params(model));
        if (actual != model && tolerance == 0) {
            assertThat(stateOf(actual)).isEqualTo(expected.state());
        }
    }

    private static List<String> stateOf(Transformer stage) {
        return stage instanceof Model<?> model ? ModelState.of(model) : List.of();
    }

    private static List<String> params(Transformer stage) {
        ParamMap params = stage.extractParamMap();
        return CollectionConverters.asJava(params.toSeq()).stream()
                .map((ParamPair<?> pair) ->
                        pair.param().name() + "=" + Arrays.deepToString(new Object[] {pair.value()}))
                .sorted()
                .toList();
    }

    private static void assertTable(StageTable actual, StructType fields, List<Row> rows, double tolerance) {
        assertThat(actual.schema().fieldNames()).isEqualTo(fields.fieldNames());
        assertThat(actual.numRows()).isEqualTo(rows.size());
        for (int place = 0; place < fields.size(); place++) {
            StageColumn column = actual.columns().get(place);
            StructField field = fields.apply(place);
            assertThat(column.field().dataType()).as("type of %s", field.name()).isEqualTo(field.dataType());
            assertThat(column.field().metadata().json())
                    .as("metadata of %s", field.name())
                    .isEqualTo(field.metadata().json());
            for (int row = 0; row < rows.size(); row++) {
                assertValue(
                        StageTables.value(column, row),
                        StageTables.value(rows.get(row).get(place)),
                        tolerance,
                        field.name() + " of row " + row);
            }
        }
    }

    private static void assertValue(
            @Nullable Object actual, @Nullable Object expected, double tolerance, String description) {
        if (tolerance > 0 && expected instanceof DenseVector vector) {
            double[] numbers = ((DenseVector) Objects.requireNonNull(actual)).values();
            for (int index = 0; index < numbers.length; index++) {
                assertValue(numbers[index], vector.values()[index], tolerance, description);
            }
        } else if (tolerance > 0 && expected instanceof Double number && Double.isFinite(number)) {
            assertThat((Double) actual)
                    .as(description)
                    .isCloseTo(number, org.assertj.core.data.Offset.offset(tolerance * Math.max(1, Math.abs(number))));
        } else {
            assertThat(actual).as(description).isEqualTo(expected);
        }
    }

    /** A schema of one column. */
    static StructType column(String name, org.apache.spark.sql.types.DataType type) {
        return new StructType().add(name, type);
    }

    /** A column of doubles, {@code null} for missing ones. */
    static Dataset<Row> doubles(String name, @Nullable Double... values) {
        return rows(
                column(name, DataTypes.DoubleType),
                Arrays.stream(values).map(value -> new Object[] {value}).toArray(Object[][]::new));
    }

    /** A column of text, {@code null} for missing ones. */
    static Dataset<Row> texts(String name, @Nullable String... values) {
        return rows(
                column(name, DataTypes.StringType),
                Arrays.stream(values).map(value -> new Object[] {value}).toArray(Object[][]::new));
    }

    /** A column of arrays of text, each made by {@link #row}, {@code null} for missing ones. */
    static Dataset<Row> tokens(String name, @Nullable Object... documents) {
        return rows(
                column(name, StageColumn.Tokens.TYPE),
                Arrays.stream(documents).map(tokens -> new Object[] {tokens}).toArray(Object[][]::new));
    }

    /** An array of text, {@code null} for missing tokens. */
    static Object row(@Nullable String... tokens) {
        return tokens;
    }

    /** The rows with a column that another stage has made of them. */
    static Dataset<Row> after(Dataset<Row> rows, PipelineStage stage) {
        return stage instanceof Estimator<?> estimator
                ? estimator.fit(rows).transform(rows)
                : ((Transformer) stage).transform(rows);
    }

    /** Without the other columns. */
    static Dataset<Row> only(Dataset<Row> rows, String column) {
        return rows.select(functions.col(column));
    }
}
