package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.cluster.LearnerColumns;
import dev.hone.driver.pipeline.ColumnResolver;
import dev.hone.driver.pipeline.FeatureRule;
import dev.hone.driver.pipeline.OwnColumns;
import dev.hone.driver.pipeline.StageEffects;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.table.LabelColumns;
import dev.hone.driver.table.NumberedTable;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.FittedRows;
import dev.hone.worker.fold.Fold;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The raw table of a study with a pipeline, and what its stages make of it.
 *
 * <p>Features are those of {@link FeatureRule}. A stage that learns from a label gets the study's, as the index of its class
 * where it is text, unless its {@code labelCol} is set. Columns of Hone's own, such as that index, have names that neither the
 * table nor a stage of any trial has.
 */
public final class StagedTable implements AutoCloseable {
    private final RawTable table;
    private final LabelColumns label;
    private final FeatureRule rule;
    private final StageFitter fitter;
    private final PreparedRowsReader memory;
    private final SparkRowsReader spark;
    private final List<Transformer> applied;
    private final Dataset<Row> frame;
    private final StagesInTasks inTasks;

    private StagedTable(
            TableSource source,
            Set<String> extraColumns,
            NumberedTable numbered,
            TunedStages stages,
            RowStorage storage) {
        Set<String> taken = stages.texts();
        taken.addAll(List.of(numbered.rows().columns()));
        label = LabelColumns.of(numbered.roles(), taken);
        LearnedLabel learnedLabel = new LearnedLabel(numbered.roles(), label);
        taken.addAll(label.added());
        LearnerColumns learned =
                storage == RowStorage.SPARK ? learnedLabel.columns(taken, stages.takeFeatures()) : LearnerColumns.NONE;
        OwnColumns own = new OwnColumns(numbered.number(), added(label, learned));
        table = new RawTable(source, extraColumns, numbered, own);
        SparkSession session = numbered.rows().sparkSession();
        StageEffects effects = new StageEffects(session, ColumnResolver.of(session), label.learned());
        rule = new FeatureRule(
                effects, source, extraColumns, table.userColumns(table.rows()), stages.pipeline(), stages.space());
        fitter = new StageFitter(effects, rule, own);
        memory = new PreparedRowsReader(table);
        spark = new SparkRowsReader(table, label, learned, stages.indicators());
        StageFitter.Output once = fitter.apply(
                stages.pipeline().applicableOnce(stages.space()),
                List.of(),
                StageInput.all(learnedLabel.addTo(label.addTo(numbered.rows()), learned)));
        applied = once.stages();
        frame = applied.isEmpty() ? once.rows() : cached(once.rows());
        Set<String> texts = stages.texts();
        label.learned().ifPresent(texts::add);
        inTasks = new StagesInTasks(table, frame, new StagesInTasks.Rules(effects, rule), applied.size(), texts);
    }

    private static Set<String> added(LabelColumns label, LearnerColumns learned) {
        Set<String> added = new LinkedHashSet<>(label.added());
        learned.label().ifPresent(added::add);
        learned.weight().ifPresent(added::add);
        return added;
    }

    /** In place of the raw table's own rows in the cache. */
    private Dataset<Row> cached(Dataset<Row> rows) {
        Dataset<Row> cached = rows.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            new StagedRowReader(table.source().path()).read(cached::count);
        } catch (RuntimeException e) {
            cached.unpersist();
            throw e;
        }
        table.numbered().close();
        return cached;
    }

    /**
     * Reads a table. Stages that all trials begin with and that do not learn are applied once, to all rows.
     *
     * @param kind what the study needs of the label
     * @param extraColumns further numeric columns that a param of a learner names
     * @throws InvalidInputException with one line for the user if the files, the columns or a value are not as they must be
     */
    public static StagedTable open(
            SparkSession session, TableSource source, LabelKind kind, Set<String> extraColumns, TunedStages stages) {
        NumberedTable numbered = NumberedTable.open(session, source, kind, stages.texts());
        return opened(source, extraColumns, numbered, stages, RowStorage.MEMORY);
    }

    /**
     * As {@link #open}, for learners that Spark's own {@code fit} trains: the rows stay in the table's partitions.
     *
     * @throws InvalidInputException with one line for the user if the files, the columns or a value are not as they must be
     */
    public static StagedTable openOnSpark(
            SparkSession session, TableSource source, LabelKind kind, Set<String> extraColumns, TunedStages stages) {
        NumberedTable numbered = NumberedTable.openPartitioned(session, source, kind, stages.texts());
        return opened(source, extraColumns, numbered, stages, RowStorage.SPARK);
    }

    private static StagedTable opened(
            TableSource source,
            Set<String> extraColumns,
            NumberedTable numbered,
            TunedStages stages,
            RowStorage storage) {
        try {
            return new StagedTable(source, extraColumns, numbered, stages, storage);
        } catch (RuntimeException e) {
            numbered.close();
            throw e;
        }
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
        table.numbered().close();
    }

    /**
     * What stages make of all rows, fitted on them.
     *
     * @throws InvalidInputException if a stage cannot be fitted, or the rows are not numbers after all stages
     */
    PreparedRows prepare(List<StageDefinition> stages) {
        return prepared(stages, StageInput.all(frame), CacheBudget.ONE_TABLE);
    }

    /**
     * What stages make of a fold's rows, fitted on those to train on.
     *
     * @param budget of the cache of what trials share on the fold
     * @throws InvalidInputException if a stage cannot be fitted, or the rows are not numbers after all stages
     */
    PreparedRows prepare(List<StageDefinition> stages, Fold fold, CacheBudget budget) {
        return prepared(stages, StageInput.of(fold, frame, table.number()), budget);
    }

    private PreparedRows prepared(List<StageDefinition> stages, StageInput input, CacheBudget budget) {
        StageFitter.Output output = fitter.apply(stages, applied, input);
        return memory.read(output, checkedFeatures(stages, output), budget);
    }

    private List<String> checkedFeatures(List<StageDefinition> stages, StageFitter.Output output) {
        return new StageFeatures(rule, table).of(stages, output.rows());
    }

    /**
     * What stages make of all rows, fitted on them and left with Spark.
     *
     * @throws InvalidInputException if a stage cannot be fitted, or columns are not of the types that they must have
     */
    SparkRows onSpark(List<StageDefinition> stages) {
        return onSpark(stages, StageInput.all(frame));
    }

    /**
     * What stages make of a fold's rows, fitted on those to train on and left with Spark.
     *
     * @throws InvalidInputException if a stage cannot be fitted, or columns are not of the types that they must have
     */
    SparkRows onSpark(List<StageDefinition> stages, Fold fold) {
        return onSpark(stages, StageInput.of(fold, frame, table.number()));
    }

    private SparkRows onSpark(List<StageDefinition> stages, StageInput input) {
        StageFitter.Output output = fitter.apply(stages, applied, input);
        List<String> features = spark.takesFeatures() ? checkedFeatures(stages, output) : List.of();
        return spark.describe(output, features);
    }

    /** What stages that tasks have fitted on all rows make of them, left with Spark. */
    SparkRows onSpark(List<StageDefinition> stages, List<Transformer> fitted) {
        StageFitter.Output output = fitter.apply(stages, applied, fitted, frame);
        return spark.describe(output, checkedFeatures(stages, output));
    }

    /** What stages make of all rows, fitted and applied by a task. */
    PreparedRows prepared(List<StageDefinition> stages, FittedRows rows) {
        SparkRows described = onSpark(stages, rows.stages());
        TrainingData data = rows.rows()
                .data()
                .withColumn(
                        table.number(),
                        Arrays.stream(rows.numbers()).asDoubleStream().toArray());
        return new PreparedRows(described.stages(), described.columns().withData(data), rows.numbers());
    }

    /** Tells which stages run inside tasks. */
    StagesInTasks inTasks() {
        return inTasks;
    }

    /** Describes rows that stay with Spark and gives them to learners. */
    SparkRowsReader spark() {
        return spark;
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
        table.source().weight().ifPresent(needed::add);
        return fitter.unfitted(stages, needed);
    }

    /** The features of a trial, numbers first and then vectors, as {@link dev.hone.driver.table.TableLoader} has them. */
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
}
