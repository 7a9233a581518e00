package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.cluster.LearnerColumns;
import dev.hone.driver.pipeline.ColumnLineage;
import dev.hone.driver.pipeline.ColumnResolver;
import dev.hone.driver.pipeline.FeatureRule;
import dev.hone.driver.pipeline.FormulaColumns;
import dev.hone.driver.pipeline.OwnColumns;
import dev.hone.driver.pipeline.PipelineAssembly;
import dev.hone.driver.pipeline.StageAdvice;
import dev.hone.driver.pipeline.StageEffects;
import dev.hone.driver.pipeline.StageException;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.driver.table.LabelColumns;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.NumberedTable;
import dev.hone.driver.table.RowSet;
import dev.hone.driver.table.TableLoader;
import dev.hone.driver.table.TableScan;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.ColumnTypes;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.trial.ParameterValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The raw table of a study with a pipeline, and what its stages make of it.
 *
 * <p>Features are those of {@link FeatureRule}. A stage that learns from a label gets the study's, as the index of its class
 * where it is text, unless its {@code labelCol} is set. Columns of Hone's own, such as that index, have names that neither the
 * table nor a stage of any trial has.
 */
public final class StagedTable implements AutoCloseable {
    private static final int ALL_ROWS = -1;

    private final TableSource source;
    private final Set<String> extraColumns;
    private final NumberedTable table;
    private final LabelColumns label;
    private final OwnColumns own;
    private final StageEffects effects;
    private final FeatureRule rule;
    private final List<Transformer> applied = new ArrayList<>();
    private final FittedStages<StageDefinition> fittedStages = new FittedStages<>();
    private final LearnerColumns learned;
    private final Set<String> indicators;
    private Dataset<Row> frame;

    private StagedTable(
            TableSource source, Set<String> extraColumns, NumberedTable table, Stages stages, RowStorage storage) {
        this.source = source;
        this.extraColumns = extraColumns;
        this.table = table;
        Set<String> taken = stages.texts();
        taken.addAll(List.of(table.rows().columns()));
        label = LabelColumns.of(table.roles(), taken);
        LearnedLabel learnedLabel = new LearnedLabel(table.roles(), label, source.weight());
        taken.addAll(label.added());
        indicators = stages.indicators();
        learned = storage == RowStorage.SPARK
                ? learnedLabel.columns(taken, stages.takeFeatures())
                : new LearnerColumns(Optional.empty(), Optional.empty(), Optional.empty());
        Set<String> added = new LinkedHashSet<>(label.added());
        learned.label().ifPresent(added::add);
        learned.weight().ifPresent(added::add);
        own = new OwnColumns(table.number(), added);
        frame = learnedLabel.addTo(label.addTo(table.rows()), learned);
        SparkSession session = table.rows().sparkSession();
        effects = new StageEffects(session, ColumnResolver.of(session), label.learned());
        rule = new FeatureRule(
                effects, source, extraColumns, own.without(table.rows().schema()), stages.pipeline(), stages.space());
    }

    /**
     * The stages of a study.
     *
     * @param pipeline the stages
     * @param space what the search may try
     */
    public record Stages(StudyPipeline pipeline, SearchSpace space) {

        private Set<String> texts() {
            return pipeline.texts(space);
        }

        private Set<String> indicators() {
            return space.learners().stream()
                    .flatMap(learner -> learner.dimensions().stream())
                    .filter(dimension -> dimension.name().equals("validationIndicatorCol"))
                    .flatMap(dimension -> dimension.probes().stream())
                    .map(ParameterValue::toString)
                    .collect(Collectors.toSet());
        }

        private boolean takeFeatures() {
            return space.learners().stream().map(LearnerSpace::learner).anyMatch(LearnerCatalog::takesFeatures);
        }
    }

    /**
     * Reads a table. Stages that all trials begin with and that do not learn are applied once, to all rows.
     *
     * @param kind what the study needs of the label
     * @param extraColumns further numeric columns that a param of a learner names
     * @throws InvalidInputException with one line for the user if the files, the columns or a value are not as they must be
     */
    public static StagedTable open(
            SparkSession session, TableSource source, LabelKind kind, Set<String> extraColumns, Stages stages) {
        NumberedTable numbered = NumberedTable.open(session, source, kind, stages.texts());
        return opened(source, extraColumns, numbered, stages, RowStorage.MEMORY);
    }

    /**
     * As {@link #open}, for learners that Spark's own {@code fit} trains: the rows stay in the table's partitions.
     *
     * @throws InvalidInputException with one line for the user if the files, the columns or a value are not as they must be
     */
    public static StagedTable openOnSpark(
            SparkSession session, TableSource source, LabelKind kind, Set<String> extraColumns, Stages stages) {
        NumberedTable numbered = NumberedTable.openPartitioned(session, source, kind, stages.texts());
        return opened(source, extraColumns, numbered, stages, RowStorage.SPARK);
    }

    private static StagedTable opened(
            TableSource source, Set<String> extraColumns, NumberedTable numbered, Stages stages, RowStorage storage) {
        try {
            StagedTable table = new StagedTable(source, extraColumns, numbered, stages, storage);
            table.apply(stages.pipeline().applicableOnce(stages.space()));
            return table;
        } catch (RuntimeException e) {
            numbered.close();
            throw e;
        }
    }

    private void apply(List<StageDefinition> once) {
        if (once.isEmpty()) {
            return;
        }
        for (StageDefinition stage : once) {
            Dataset<Row> before = frame;
            List<StageDefinition> upToHere = once.subList(0, applied.size() + 1);
            Transformer transformer = fitted(key(ALL_ROWS, upToHere), () -> before);
            frame = own.handOn(transformer, frame, upToHere);
            applied.add(transformer);
        }
        frame = frame.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            readable(frame::count);
        } catch (RuntimeException e) {
            frame.unpersist();
            throw e;
        }
        table.close();
    }

    /** Where the rows are that learners are trained on. */
    private enum RowStorage {
        /** In the memory of the tasks. */
        MEMORY,
        /** With Spark, beside columns with the label and the weight as learners take them. */
        SPARK
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
        Applied applied = applied(stages, rows);
        rule.requireKnown(stages, own.without(applied.rows().schema()));
        List<String> features = rule.features(stages);
        requireNotFromLabel(features, applied.rows());
        return read(applied.rows(), applied.fitted(), features, rows.tables());
    }

    /**
     * Stages after they were applied.
     *
     * @param fitted the stages
     * @param rows all that they make of the rows
     */
    private record Applied(List<Transformer> fitted, Dataset<Row> rows) {}

    private Applied applied(List<StageDefinition> stages, Rows rows) {
        List<Transformer> fitted = new ArrayList<>(stages.size());
        Dataset<Row> all = rows.all();
        fitted.addAll(applied);
        for (int place = applied.size(); place < stages.size(); place++) {
            Dataset<Row> before = all;
            List<StageDefinition> upToHere = stages.subList(0, place + 1);
            Transformer stage = fitted(
                    key(rows.name(), upToHere),
                    () -> rows.training()
                            .map(training -> training.of(before, table.number()))
                            .orElse(before));
            fitted.add(stage);
            all = own.handOn(stage, all, upToHere);
        }
        return new Applied(fitted, all);
    }

    /**
     * What stages make of all rows, fitted on them and left with Spark.
     *
     * @throws InvalidInputException if a stage cannot be fitted, or columns are not of the types that they must have
     */
    SparkRows onSpark(List<StageDefinition> stages) {
        return onSpark(stages, new Rows(ALL_ROWS, Optional.empty(), frame, 1));
    }

    /**
     * What stages make of a fold's rows, fitted on those to train on and left with Spark.
     *
     * @throws InvalidInputException if a stage cannot be fitted, or columns are not of the types that they must have
     */
    SparkRows onSpark(List<StageDefinition> stages, Fold fold) {
        Dataset<Row> all = RowSet.of(fold.train(), fold.test()).of(frame, table.number());
        return onSpark(stages, new Rows(fold.number(), Optional.of(RowSet.of(fold.train())), all, 1));
    }

    private SparkRows onSpark(List<StageDefinition> stages, Rows rows) {
        Applied applied = applied(stages, rows);
        StructType schema = own.without(applied.rows().schema());
        List<String> features = featuresOnSpark(stages, applied.rows(), schema);
        new ColumnNames(source.path(), schema).require(extraColumns);
        LoadedTable columns = new LoadedTable(
                table.labels(),
                schema,
                features,
                table.roles().label(),
                table.roles().indexedLabels(),
                readable(() -> arrayLengths(applied.rows(), features)));
        return new SparkRows(applied.fitted(), columns, applied.rows(), table.number());
    }

    /** Numbers and booleans first, as a table in memory has them. */
    private List<String> featuresOnSpark(List<StageDefinition> stages, Dataset<Row> rows, StructType schema) {
        if (learned.features().isEmpty()) {
            return List.of();
        }
        rule.requireKnown(stages, schema);
        List<String> features = rule.features(stages);
        requireNotFromLabel(features, rows);
        new ColumnNames(source.path(), schema).require(features);
        return features.stream()
                .sorted(Comparator.comparing(name ->
                        !ColumnTypes.isNumberOrBoolean(schema.apply(name).dataType())))
                .toList();
    }

    private static Map<String, Integer> arrayLengths(Dataset<Row> rows, List<String> features) {
        List<String> arrays = features.stream()
                .filter(name ->
                        ColumnTypes.isNumberArray(rows.schema().apply(name).dataType()))
                .toList();
        if (arrays.isEmpty()) {
            return Map.of();
        }
        Row first = rows.select(arrays.stream()
                        .map(name -> functions.size(ColumnNames.column(name)))
                        .toArray(Column[]::new))
                .first();
        Map<String, Integer> lengths = new LinkedHashMap<>();
        arrays.forEach(name -> lengths.put(name, first.getInt(lengths.size())));
        return lengths;
    }

    /**
     * Looks at all rows once.
     *
     * @throws InvalidInputException if a value is not as it must be
     */
    TableScan scan(SparkRows rows) {
        List<String> features = rows.columns().features();
        Set<String> further = new HashSet<>(extraColumns);
        further.add(table.number());
        Dataset<Row> columns = rows.rows()
                .select(Stream.concat(features.stream(), further.stream())
                        .distinct()
                        .map(ColumnNames::column)
                        .toArray(Column[]::new));
        List<String> scanned = features.isEmpty() ? List.of(table.number()) : features;
        TableSource unlabelled = TableSource.of(source.path(), Optional.empty(), scanned, Optional.empty());
        TableScan scan = readable(() -> TableScan.of(columns, unlabelled, further));
        return features.isEmpty() ? scan.withoutFeatures() : scan;
    }

    /**
     * The numbers of rows that stages have left, ascending.
     *
     * @throws InvalidInputException if stages have added rows or moved them, or cannot take a row
     */
    int[] numbers(SparkRows rows) {
        TableSource numbers =
                TableSource.of(source.path(), Optional.empty(), List.of(table.number()), Optional.empty());
        LoadedTable read = readable(() -> TableLoader.load(
                rows.rows().select(ColumnNames.column(table.number())), numbers, LabelKind.NONE, Set.of()));
        int[] left = Arrays.stream(((FeatureMatrix.Dense) read.data().features()).values())
                .mapToInt(number -> (int) number)
                .toArray();
        requireOrder(left);
        return left;
    }

    /** Rows as learners are given them: features in one vector, label, weight and the columns that their params name. */
    Dataset<Row> learnable(SparkRows rows) {
        Dataset<Row> all = rows.rows();
        List<Column> columns = new ArrayList<>();
        if (learned.features().isPresent()) {
            PipelineAssembly.FeatureStages assembly = PipelineAssembly.features(rows.columns(), label);
            for (Transformer stage : assembly.stages()) {
                all = stage.transform(all);
            }
            columns.add(functions.col(assembly.column()).as(learned.features().get()));
        }
        learned.label().map(functions::col).ifPresent(columns::add);
        learned.weight().map(functions::col).ifPresent(columns::add);
        extraColumns.stream().sorted().map(this::further).forEach(columns::add);
        columns.add(functions.col(table.number()));
        return all.select(columns.toArray(Column[]::new));
    }

    /** Spark takes booleans alone for an indicator of validation rows, a study numbers like in every further column. */
    private Column further(String name) {
        Column column = ColumnNames.column(name);
        return indicators.contains(name) ? column.notEqual(0).as(name) : column;
    }

    /** The columns that {@link #learnable} gives to learners. */
    LearnerColumns learned() {
        return learned;
    }

    /** The column that numbers the rows. */
    String number() {
        return table.number();
    }

    /**
     * The stages by name as {@code Pipeline.fit} needs them on the raw table, which has the label's columns beside: label and
     * weight are handed on, and a dot in a formula leaves out what it must not stand for.
     */
    Map<String, PipelineStage> unfitted(List<StageDefinition> stages) {
        Set<String> needed = new LinkedHashSet<>(label.added());
        label.learned().ifPresent(needed::add);
        source.weight().ifPresent(needed::add);
        Map<String, PipelineStage> unfitted = new LinkedHashMap<>();
        for (int place = 0; place < stages.size(); place++) {
            PipelineStage stage = effects.completed(stages.get(place).create());
            if (stage instanceof RFormula formula) {
                Set<String> unseen = new LinkedHashSet<>(unseen(formula, stages.subList(0, place + 1)));
                unseen.remove(table.number());
                unseen.stream().sorted().forEach(column -> formula.setFormula(formula.getFormula() + " - " + column));
            }
            unfitted.put(stages.get(place).name(), OwnColumns.handingOn(stage, needed));
        }
        return unfitted;
    }

    private static FittedStages.Key<StageDefinition> key(int rows, List<StageDefinition> stages) {
        return new FittedStages.Key<>(rows, List.copyOf(stages));
    }

    private Transformer fitted(FittedStages.Key<StageDefinition> key, Supplier<Dataset<Row>> training) {
        int place = key.stages().size() - 1;
        StageDefinition last = key.stages().get(place);
        try {
            return fittedStages.get(key, () -> fit(key.stages(), training.get()));
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            throw new StageException(place, last.name(), e);
        }
    }

    private Transformer fit(List<StageDefinition> stages, Dataset<Row> rows) {
        PipelineStage stage = effects.completed(stages.get(stages.size() - 1).create());
        Dataset<Row> seen = stage instanceof RFormula formula
                ? rows.drop(unseen(formula, stages).toArray(String[]::new))
                : rows;
        stage.transformSchema(seen.schema());
        return stage instanceof Estimator<?> estimator ? estimator.fit(seen) : (Transformer) stage;
    }

    /** What the dot of a formula must not stand for. */
    private Set<String> unseen(RFormula formula, List<StageDefinition> stages) {
        Set<String> hidden = rule.hiddenAfter(stages.subList(0, stages.size() - 1));
        hidden.addAll(own.names());
        return new FormulaColumns(formula).without(hidden);
    }

    /** The rule knows stages by their params; what a fitted one reads is seen only here. */
    private void requireNotFromLabel(List<String> features, Dataset<Row> all) {
        if (!source.features().isEmpty() || source.label().isEmpty()) {
            return;
        }
        String name = source.label().get();
        new ColumnLineage(table.rows(), all)
                .columns().stream()
                        .filter(column -> features.contains(column.name()))
                        .filter(column -> column.sources().orElse(Set.of()).contains(name))
                        .findFirst()
                        .ifPresent(column -> {
                            throw new InvalidInputException("Column '" + column.name()
                                    + "': a feature must not be derived from the label '" + name
                                    + "' unless it is listed under data.features");
                        });
    }

    /** The features of a trial, numbers first and then vectors, as {@link TableLoader} has them. */
    List<String> features(List<StageDefinition> stages) {
        return rule.features(stages);
    }

    /** The features that the source lists though they are derived from the label. */
    List<String> listedFromLabel(List<StageDefinition> stages) {
        return rule.listedFromLabel(stages);
    }

    /** The columns of the table that a trial does not use. */
    List<String> unused(List<StageDefinition> stages) {
        return rule.unused(stages);
    }

    /** The columns that Hone adds to the table for the label. */
    LabelColumns label() {
        return label;
    }

    private PreparedRows read(Dataset<Row> all, List<Transformer> fitted, List<String> features, int tables) {
        StructType schema = own.without(all.schema());
        ColumnNames names = new ColumnNames(source.path(), schema);
        names.require(features);
        names.require(extraColumns);
        Set<String> further = new HashSet<>(extraColumns);
        further.add(table.number());
        Dataset<Row> columns = all.select(Stream.concat(features.stream(), further.stream())
                .distinct()
                .map(ColumnNames::column)
                .toArray(Column[]::new));
        TableSource unlabelled = TableSource.of(source.path(), Optional.empty(), features, Optional.empty());
        LoadedTable read = readable(() -> TableLoader.load(columns, unlabelled, LabelKind.NONE, further));
        int[] numbers = Arrays.stream(read.data().column(table.number()))
                .mapToInt(number -> (int) number)
                .toArray();
        requireOrder(numbers);
        LoadedTable prepared = new LoadedTable(
                read.data().withLabelsOf(table.labels(), numbers, tables),
                schema,
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
}
