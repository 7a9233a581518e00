package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.ColumnNames;
import dev.hone.driver.execute.LabelKind;
import dev.hone.driver.execute.LoadedTable;
import dev.hone.driver.execute.NumberedTable;
import dev.hone.driver.execute.PipelineAssembly;
import dev.hone.driver.execute.RowSet;
import dev.hone.driver.execute.TableLoader;
import dev.hone.driver.execute.TableSource;
import dev.hone.driver.space.StageDefinition;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.fold.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.shared.HasLabelCol;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The raw table of a study with a pipeline, and what its stages make of it.
 *
 * <p>Features are those that the source lists, columns of the table or of stages; else every column without another role that
 * no stage takes as its input. A stage that learns from a label gets the study's, as the index of its class where it is text,
 * unless its {@code labelCol} is set.
 */
public final class StagedTable implements AutoCloseable {
    private static final int ALL_ROWS = -1;
    private static final List<String> INPUTS = List.of("inputCol", "inputCols", "featuresCol");

    private final TableSource source;
    private final Set<String> extraColumns;
    private final NumberedTable table;
    private final Optional<String> label;
    private final List<Transformer> applied = new ArrayList<>();
    private final FittedStages fittedStages = new FittedStages();
    private Dataset<Row> frame;

    private StagedTable(TableSource source, Set<String> extraColumns, NumberedTable table) {
        this.source = source;
        this.extraColumns = extraColumns;
        this.table = table;
        Optional<StringIndexerModel> indexer = PipelineAssembly.labelIndexer(table.roles());
        frame = indexer.map(fitted -> fitted.transform(table.rows())).orElse(table.rows());
        label = indexer.map(StringIndexerModel::getOutputCol)
                .or(() -> table.roles().label());
    }

    /**
     * Reads a table.
     *
     * @param kind what the study needs of the label
     * @param extraColumns further numeric columns that a param of a learner names
     * @param once stages that all trials begin with and that do not learn: they are applied once, to all rows
     * @throws InvalidInputException with one line for the user if the files, the columns or a value are not as they must be
     */
    public static StagedTable open(
            SparkSession session,
            TableSource source,
            LabelKind kind,
            Set<String> extraColumns,
            List<StageDefinition> once) {
        StagedTable table = new StagedTable(source, extraColumns, NumberedTable.open(session, source, kind));
        try {
            table.apply(once);
            return table;
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private void apply(List<StageDefinition> once) {
        if (once.isEmpty()) {
            return;
        }
        for (StageDefinition stage : once) {
            Dataset<Row> before = frame;
            Transformer transformer = fitted(key(ALL_ROWS, once.subList(0, applied.size() + 1)), () -> before);
            applied.add(transformer);
            frame = transformer.transform(frame);
        }
        frame = frame.persist(StorageLevel.MEMORY_AND_DISK());
        readable(frame::count);
        table.close();
    }

    /** Label, weights and what splits rows into folds, of all rows. */
    public TrainingData labels() {
        return table.labels();
    }

    @Override
    public void close() {
        frame.unpersist();
        table.close();
    }

    /**
     * What stages make of all rows, fitted on them.
     *
     * @throws InvalidInputException if a stage cannot be fitted, or the rows are not numbers after all stages
     */
    PreparedRows prepare(List<StageDefinition> stages) {
        return prepared(stages, new Rows(ALL_ROWS, Optional.empty(), frame, 1));
    }

    /**
     * What stages make of a fold's rows, fitted on those to train on.
     *
     * @param count number of folds
     * @throws InvalidInputException if a stage cannot be fitted, or the rows are not numbers after all stages
     */
    PreparedRows prepare(List<StageDefinition> stages, Fold fold, int count) {
        Dataset<Row> all = RowSet.of(fold.train(), fold.test()).of(frame, table.number());
        RowSet training = RowSet.of(fold.train());
        return prepared(stages, new Rows(fold.number(), Optional.of(training), all, count));
    }

    /**
     * Rows to apply stages to.
     *
     * @param name of those to fit them on
     * @param training which of them these are; all if empty
     * @param tables how many such tables there are at once
     */
    private record Rows(int name, Optional<RowSet> training, Dataset<Row> all, int tables) {}

    private PreparedRows prepared(List<StageDefinition> stages, Rows rows) {
        List<Transformer> fitted = new ArrayList<>(stages.size());
        Set<String> inputs = new HashSet<>();
        Dataset<Row> all = rows.all();
        for (Transformer stage : applied) {
            inputs.addAll(inputs(stage));
            fitted.add(stage);
        }
        for (int place = applied.size(); place < stages.size(); place++) {
            Dataset<Row> before = all;
            Transformer stage = fitted(
                    key(rows.name(), stages.subList(0, place + 1)),
                    () -> rows.training()
                            .map(training -> training.of(before, table.number()))
                            .orElse(before));
            inputs.addAll(inputs(stage));
            fitted.add(stage);
            all = stage.transform(all);
        }
        return read(all, fitted, features(all.schema(), inputs), rows.tables());
    }

    private static FittedStages.Key key(int rows, List<StageDefinition> stages) {
        return new FittedStages.Key(rows, List.copyOf(stages));
    }

    private Transformer fitted(FittedStages.Key key, Supplier<Dataset<Row>> training) {
        int place = key.stages().size() - 1;
        StageDefinition last = key.stages().get(place);
        try {
            return fittedStages.get(key, () -> fit(complete(last.create()), training.get()));
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            throw new StageException(place, last.name(), e);
        }
    }

    private static Transformer fit(PipelineStage stage, Dataset<Row> rows) {
        stage.transformSchema(rows.schema());
        return stage instanceof Estimator<?> estimator ? estimator.fit(rows) : (Transformer) stage;
    }

    private PipelineStage complete(PipelineStage stage) {
        if (stage instanceof HasLabelCol labelled
                && !(stage instanceof RFormula)
                && !stage.isSet(labelled.labelCol())) {
            label.ifPresent(column -> stage.set(labelled.labelCol(), column));
        }
        return stage;
    }

    private static Set<String> inputs(Params stage) {
        Set<String> inputs = new HashSet<>();
        for (String name : INPUTS) {
            if (stage.hasParam(name)) {
                Param<Object> param = stage.getParam(name);
                if (stage.isDefined(param)) {
                    Object value = stage.getOrDefault(param);
                    inputs.addAll(value instanceof String[] several ? List.of(several) : List.of((String) value));
                }
            }
        }
        return inputs;
    }

    private List<String> features(StructType schema, Set<String> inputs) {
        if (!source.features().isEmpty()) {
            return source.features();
        }
        Set<String> others = new LinkedHashSet<>(source.rolesBesideFeatures());
        others.addAll(inputs);
        others.addAll(extraColumns);
        others.add(table.number());
        label.ifPresent(others::add);
        return Arrays.stream(schema.fieldNames())
                .filter(column -> !others.contains(column))
                .toList();
    }

    private PreparedRows read(Dataset<Row> all, List<Transformer> fitted, List<String> features, int tables) {
        if (features.isEmpty()) {
            throw new InvalidInputException("Data '" + source.path()
                    + "': at least one feature column is needed; every column is the input of a stage or has another role"
                    + " (columns: "
                    + String.join(", ", seen(all.schema()).fieldNames()) + ")");
        }
        ColumnNames names = new ColumnNames(source.path(), seen(all.schema()));
        names.require(features);
        names.require(extraColumns);
        Set<String> further = new HashSet<>(extraColumns);
        further.add(table.number());
        Dataset<Row> columns = all.select(Stream.concat(features.stream(), further.stream())
                .distinct()
                .map(name -> functions.col("`" + name.replace("`", "``") + "`"))
                .toArray(org.apache.spark.sql.Column[]::new));
        TableSource unlabelled = TableSource.of(source.path(), Optional.empty(), features, Optional.empty());
        LoadedTable read = readable(() -> TableLoader.load(columns, unlabelled, LabelKind.NONE, further));
        int[] numbers = Arrays.stream(read.data().column(table.number()))
                .mapToInt(number -> (int) number)
                .toArray();
        requireOrder(numbers);
        LoadedTable prepared = new LoadedTable(
                read.data().withLabelsOf(table.labels(), numbers, tables),
                seen(all.schema()),
                read.features(),
                table.roles().label(),
                table.roles().indexedLabels(),
                read.arrayLengths());
        return new PreparedRows(fitted, prepared, numbers);
    }

    /** What the supplier gives; a value that a stage cannot take is told in one line. */
    private <T> T readable(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidInputException e) {
            throw e;
        } catch (Exception e) {
            // Spark declares no SparkException here.
            throw new InvalidInputException(
                    "Data '" + source.path() + "': the stages must be able to take every row ("
                            + StageAdvice.after(FailureMessage.of(e)) + ")",
                    e);
        }
    }

    private void requireOrder(int[] numbers) {
        for (int row = 1; row < numbers.length; row++) {
            if (numbers[row] <= numbers[row - 1]) {
                throw new InvalidInputException("Data '" + source.path()
                        + "': stages must leave rows in their order and add none (row " + (numbers[row] + 1)
                        + " follows row " + (numbers[row - 1] + 1) + ")");
            }
        }
    }

    /** The columns that a user of the saved pipeline sees before its label indexer. */
    private StructType seen(StructType schema) {
        Set<String> own = new HashSet<>(Set.of(table.number()));
        label.filter(name -> !table.roles().label().equals(Optional.of(name))).ifPresent(own::add);
        return new StructType(Arrays.stream(schema.fields())
                .filter(field -> !own.contains(field.name()))
                .toArray(org.apache.spark.sql.types.StructField[]::new));
    }
}
