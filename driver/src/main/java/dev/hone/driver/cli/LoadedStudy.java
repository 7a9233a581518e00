package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.Phases;
import dev.hone.driver.cli.publish.PublishStep;
import dev.hone.driver.definition.LaneDefinition;
import dev.hone.driver.definition.LearnerRequirements;
import dev.hone.driver.definition.SearchDefinition;
import dev.hone.driver.definition.Section;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.TableLabels;
import dev.hone.driver.execute.Slots;
import dev.hone.driver.execute.SparkTrialExecutor;
import dev.hone.driver.execute.StudyExecutor;
import dev.hone.driver.execute.TableExecutor;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.pipeline.ClusterStudyExecutor;
import dev.hone.driver.execute.pipeline.SparkFolds;
import dev.hone.driver.execute.pipeline.StagedFolds;
import dev.hone.driver.execute.pipeline.StagedTable;
import dev.hone.driver.execute.pipeline.StagedTrialExecutor;
import dev.hone.driver.execute.pipeline.TunedStages;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.memory.Heaps;
import dev.hone.driver.memory.MemoryPlan;
import dev.hone.driver.memory.StudyMemory;
import dev.hone.driver.pipeline.StageException;
import dev.hone.driver.sampler.History;
import dev.hone.driver.table.ByteSize;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.SourceSize;
import dev.hone.driver.table.StudyTable;
import dev.hone.driver.table.TableLimits;
import dev.hone.driver.table.TableLoader;
import dev.hone.driver.table.TableSize;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.fold.FoldScheme;
import dev.hone.worker.metric.MetricFamily;
import dev.hone.worker.metric.Metrics;
import dev.hone.worker.train.LearnerKind;
import dev.hone.worker.trial.LaneSetting;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A study with its table, split into folds.
 *
 * @param definition the study
 * @param table its table; with a pipeline, as the stages of the first trial leave it
 * @param folds how its rows are split
 * @param executor runs its trials
 * @param columns what is worth telling about the table's columns
 */
record LoadedStudy(
        StudyDefinition definition, StudyTable table, FoldAssignment folds, StudyExecutor executor, ColumnNotes columns)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedStudy.class);

    /** Tables of no more than this part of a heap are not measured, unless the user limits tables to less. */
    private static final int PARTS_OF_SMALL = 8;

    /**
     * What is worth telling about columns beside the features.
     *
     * @param unused columns of the table that are used for nothing
     * @param warnings one line each
     */
    record ColumnNotes(List<String> unused, List<String> warnings) {
        private static final ColumnNotes NONE = new ColumnNotes(List.of(), List.of());

        private static ColumnNotes of(List<String> unused, List<String> fromLabel, StudyDefinition definition) {
            return new ColumnNotes(
                    unused,
                    fromLabel.stream()
                            .map(column -> "Feature '" + column + "' is derived from the label '"
                                    + definition.data().label().orElse("")
                                    + "': scores tell nothing of rows whose label is not known")
                            .toList());
        }
    }

    /**
     * Reads and splits the table.
     *
     * @param phases tells that it does
     * @throws dev.hone.worker.data.InvalidInputException with one line if the table does not suit the study
     */
    static LoadedStudy load(SparkSession session, StudyDefinition definition, Phases phases) {
        phases.begin(phase(definition));
        LoadedStudy study = loaded(session, definition, phases);
        phases.end();
        study.table().clusterReason().ifPresent(reason -> LOG.info("Trials are fitted by Spark jobs: {}", reason));
        return study;
    }

    private static LoadedStudy loaded(SparkSession session, StudyDefinition definition, Phases phases) {
        Optional<String> reason = planned(session, definition, phases);
        if (reason.isPresent()) {
            return onSpark(session, definition.withoutCurves(reason.get()), phases, reason.get());
        }
        return definition.search().pipeline().isEmpty()
                ? plain(session, definition, phases)
                : staged(session, definition, phases);
    }

    /**
     * Holds what the study needs against the memory that there is, before anything is read.
     *
     * @return why trials take the cluster lane; empty if they are trained inside tasks
     * @throws InvalidInputException if the table cannot fit
     */
    private static Optional<String> planned(SparkSession session, StudyDefinition definition, Phases phases) {
        LaneDefinition lanes = definition.search().lanes();
        long most = lanes.maxTableBytes()
                .orElseGet(() -> TableLimits.of(
                                session.sparkContext().getConf(),
                                session.sparkContext().isLocal())
                        .largest());
        Heaps heaps = heaps(session);
        TableSize size = definition
                .document()
                .section("data")
                .checked(() -> SourceSize.of(
                        session, columnsInMemory(definition), Math.min(most, heaps.smallest() / PARTS_OF_SMALL)));
        Optional<String> reason = lanes.clusterReason().or(() -> excess(lanes, size, most));
        StudyMemory memory = new StudyMemory(definition, heaps);
        MemoryPlan plan = reason.isPresent() ? memory.onSpark(size) : memory.inTasks(size);
        definition.document().section("data").checked(() -> {
            plan.requireFit();
            return plan;
        });
        plan.warning().ifPresent(warning -> phases.interrupt(() -> System.err.println("hone: warning: " + warning)));
        return reason;
    }

    /** Why a table is too large for tasks; empty if it is not, or a lane is asked for. */
    private static Optional<String> excess(LaneDefinition lanes, TableSize size, long most) {
        return lanes.lane() == LaneSetting.AUTO && size.bytes() > most
                ? Optional.of("table of about " + new ByteSize(size.bytes())
                        + " is larger than search.max-table-bytes, " + new ByteSize(most))
                : Optional.empty();
    }

    /** The table as far as it is read into memory; stages may take any column. */
    private static TableSource columnsInMemory(StudyDefinition definition) {
        return definition.search().pipeline().isEmpty()
                ? definition.data()
                : new TableSource(definition.data().location(), ColumnRoles.NONE);
    }

    private static Heaps heaps(SparkSession session) {
        return Heaps.of(
                session.sparkContext().getConf(),
                session.sparkContext().isLocal(),
                Slots.of(session.sparkContext()).count());
    }

    /** What {@link #load} does, for the user who waits for it. */
    static String phase(StudyDefinition definition) {
        return definition.search().pipeline().isEmpty()
                ? "reading the table"
                : "reading the table and fitting its stages";
    }

    /** What the study needs of the heaps, now that its table is known. */
    MemoryPlan memory(SparkSession session) {
        StudyMemory memory = new StudyMemory(definition, heaps(session));
        return table.clusterReason().isPresent() ? memory.onSpark(table.size()) : memory.inTasks(table.size());
    }

    /** What makes another run a continuation of this study. */
    StudyIdentity identity() {
        return definition.identity(table.fingerprint()).withFolds(folds.size());
    }

    /**
     * Runs trials on the folds on which the best ones are evaluated again. A table without stages is in memory already; others
     * are read again, since their stages are fitted anew on each fold.
     */
    TrialExecutor confirming(SparkSession session, Phases phases) {
        StudyDefinition other = definition.confirming();
        if (!definition.search().pipeline().isEmpty() || table.clusterReason().isPresent()) {
            return loaded(session, other, phases).executor();
        }
        return new SparkTrialExecutor(
                session.sparkContext(),
                new CrossValidation(
                        table.rows(),
                        split(other, table.rows(), phases),
                        scoring(other, table.rows()),
                        definition.search().lane()));
    }

    /** Publishes the study's best model. */
    PublishStep publishing(SparkSession session) {
        return new PublishStep(
                session,
                definition,
                identity(),
                table.rows(),
                folds,
                scoring(definition, table.rows()),
                labelKind(definition.search().kind()),
                executor);
    }

    @Override
    public void close() {
        executor.close();
    }

    private static LoadedStudy plain(SparkSession session, StudyDefinition definition, Phases phases) {
        SearchDefinition search = definition.search();
        Section data = definition.document().section("data");
        LoadedTable table = data.checked(
                () -> TableLoader.load(session, definition.data(), labelKind(search.kind()), search.extraColumns()));
        requireTwoClasses(definition, table.data());
        Scoring scoring = scoring(definition, table.data());
        LearnerRequirements.check(definition, table.data());
        CrossValidation evaluation =
                new CrossValidation(table.data(), split(definition, table.data(), phases), scoring, search.lane());
        StudyExecutor executor = new TableExecutor(session.sparkContext(), evaluation, table);
        return new LoadedStudy(
                definition, StudyTable.inMemory(table, evaluation), evaluation.folds(), executor, ColumnNotes.NONE);
    }

    private static LoadedStudy staged(SparkSession session, StudyDefinition definition, Phases phases) {
        SearchDefinition search = definition.search();
        StagedTable table = opened(session, definition, StagedTable::open);
        try {
            requireTwoClasses(definition, table.labels());
            Scoring scoring = scoring(definition, table.labels());
            StagedFolds folds =
                    new StagedFolds(table, split(definition, table.labels(), phases), scoring, search.lane());
            StagedTrialExecutor executor = located(
                    definition,
                    () -> new StagedTrialExecutor(
                            session.sparkContext(),
                            search.pipeline(),
                            folds,
                            search.sampler().propose(0, History.none())));
            if (!search.pipeline().isTuned(search.space())) {
                LearnerRequirements.check(definition, executor.firstTable().data());
                located(definition, executor::prepareFolds);
            }
            return new LoadedStudy(
                    definition,
                    StudyTable.inMemory(executor.firstTable(), executor.firstEvaluation()),
                    folds.folds(),
                    executor,
                    ColumnNotes.of(executor.unusedColumns(), executor.featuresFromLabel(), definition));
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /** One of the ways to open a table before the stages of a study. */
    private interface Opening {
        StagedTable open(
                SparkSession session, TableSource source, LabelKind kind, Set<String> extraColumns, TunedStages stages);
    }

    private static StagedTable opened(SparkSession session, StudyDefinition definition, Opening way) {
        SearchDefinition search = definition.search();
        return located(
                definition,
                () -> way.open(
                        session,
                        definition.data(),
                        labelKind(search.kind()),
                        search.extraColumns(),
                        new TunedStages(search.pipeline(), search.space())));
    }

    /** In the cluster lane, with or without a pipeline. */
    private static LoadedStudy onSpark(SparkSession session, StudyDefinition definition, Phases phases, String reason) {
        SearchDefinition search = definition.search();
        StagedTable table = opened(session, definition, StagedTable::openOnSpark);
        try {
            requireTwoClasses(definition, table.labels());
            Scoring scoring = scoring(definition, table.labels());
            SparkFolds folds = new SparkFolds(table, split(definition, table.labels(), phases), scoring, reason);
            ClusterStudyExecutor executor = located(
                    definition,
                    () -> new ClusterStudyExecutor(
                            session.sparkContext(),
                            search.pipeline(),
                            folds,
                            search.sampler().propose(0, History.none())));
            return new LoadedStudy(
                    definition,
                    StudyTable.onSpark(table.labels(), executor.firstScan(), reason),
                    folds.folds(),
                    executor,
                    ColumnNotes.of(executor.unusedColumns(), executor.featuresFromLabel(), definition));
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /** What the supplier gives; a stage or a column that it refuses is told with its place. */
    private static <T> T located(StudyDefinition definition, Supplier<T> supplier) {
        return definition.document().section("data").checked(() -> {
            try {
                return supplier.get();
            } catch (StageException e) {
                Section stage = definition.document().sections("pipeline").get(e.place());
                throw stage.document().invalid(stage.pointer(), e);
            }
        });
    }

    /** How trials are scored on these rows, by the class of the label that the study names. */
    private static Scoring scoring(StudyDefinition definition, TrainingData rows) {
        return definition.search().kind() == LearnerKind.CLASSIFIER
                ? definition.scoring(TableLabels.of(rows))
                : definition.validation().scoring();
    }

    private static FoldAssignment split(StudyDefinition definition, TrainingData rows, Phases phases) {
        Section validation = definition.document().section("validation");
        FoldScheme scheme = definition.validation().scheme();
        Supplier<FoldAssignment> split = () -> weighted(scheme.split(rows), rows);
        FoldAssignment folds = Stream.of("folds", "train-ratio")
                .filter(validation::has)
                .findFirst()
                .map(key -> validation.checked(key, split))
                .orElseGet(() -> validation.checked(split));
        scheme.warning(rows)
                .ifPresent(warning -> phases.interrupt(() -> System.err.println("hone: warning: " + warning)));
        return folds;
    }

    /** Rows that all weigh nothing can be neither learned from nor scored. */
    private static FoldAssignment weighted(FoldAssignment folds, TrainingData rows) {
        for (Fold fold : folds.folds()) {
            requireWeight(fold, "train", fold.train(), rows);
            requireWeight(fold, "test", fold.test(), rows);
        }
        return folds;
    }

    private static void requireWeight(Fold fold, String purpose, int[] numbers, TrainingData rows) {
        if (Arrays.stream(numbers).noneMatch(row -> rows.weight(row) > 0)) {
            throw new InvalidInputException("fold " + fold.number() + " must have a row to " + purpose
                    + " on with a weight above 0 (rows: " + numbers.length + ")");
        }
    }

    private static LabelKind labelKind(LearnerKind kind) {
        return switch (kind) {
            case CLASSIFIER -> LabelKind.CLASSES;
            case REGRESSOR -> LabelKind.QUANTITY;
            case CLUSTERER, TOPIC_MODEL -> LabelKind.NONE;
        };
    }

    /** A metric of two classes would fail every trial on a table of three. */
    private static void requireTwoClasses(StudyDefinition definition, TrainingData data) {
        if (definition.search().kind() != LearnerKind.CLASSIFIER || data.numClasses() <= 2) {
            return;
        }
        definition.validation().metrics().stream()
                .filter(metric -> Metrics.named(metric).family() == MetricFamily.BINARY)
                .findFirst()
                .ifPresent(metric -> {
                    Section validation = definition.document().section("validation");
                    String key =
                            validation.text("metric").filter(metric::equals).isPresent() ? "metric" : "metrics";
                    throw validation.invalid(
                            key, "'" + metric + "' is for two classes (the label has " + data.numClasses() + ")");
                });
    }
}
