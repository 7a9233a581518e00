package dev.hone.driver.tuning.fold;

import dev.hone.driver.execute.stage.StagePrefixes;
import dev.hone.driver.table.raw.RawColumns;
import dev.hone.driver.tuning.metric.Columns;
import dev.hone.driver.tuning.metric.RecognizedEvaluator;
import dev.hone.driver.tuning.trial.StagedTrial;
import dev.hone.worker.data.ClassCountRule;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.evaluate.StagedRows;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.stage.LearnerInput;
import dev.hone.worker.stage.ParamTexts;
import dev.hone.worker.stage.ParamsKey;
import dev.hone.worker.stage.StageColumn;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.stage.StageTable;
import dev.hone.worker.stage.TaskStages;
import dev.hone.worker.train.Coverage;
import dev.hone.worker.trial.LaneSetting;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Tells which stages of a tuner's trials run inside tasks: those of a trial whose stages before the learner are all covered by
 * {@link TaskStages}. Safe for use by many threads.
 */
final class TunerStages {
    private final Folds folds;
    private final int once;
    private final long mostBytes;
    private final StructType columns;
    private final StagePrefixes<Key, Rows> prefixes = new StagePrefixes<>();

    /** The table before the stages, and its folds. */
    private record Rows(StageTable table, CrossValidation evaluation) {}

    /** What trials have in common whose prefixes are equal. */
    private record Key(List<ParamsKey> stages, Look look) {}

    /**
     * @param folds after the stages that are applied once
     * @param once how many these are
     * @param mostBytes of the rows before the stages, and of the rows of a fold, and of all, as a learner gets them
     */
    TunerStages(Folds folds, int once, long mostBytes) {
        this.folds = folds;
        this.once = once;
        this.mostBytes = mostBytes;
        columns = folds.rows().columns();
    }

    /**
     * The stages of a trial as they travel to tasks, none of a learner alone; empty if they are left to Spark.
     *
     * @param evaluator that scores in tasks
     */
    Optional<StagePrefix> of(StagedTrial staged, RecognizedEvaluator evaluator, Scoring scoring) {
        return prefixes.of(key(staged), () -> covered(staged, evaluator, scoring));
    }

    /** The same for a trial that has been sent to tasks, though its stages may have been left to Spark since. */
    Optional<StagePrefix> sent(StagedTrial staged, RecognizedEvaluator evaluator, Scoring scoring) {
        return prefixes.sent(key(staged), () -> covered(staged, evaluator, scoring));
    }

    /** Leaves the stages of a trial to Spark from now on, since a task could not fit or apply them. */
    void leaveToSpark(StagedTrial staged) {
        prefixes.leaveToSpark(
                key(staged),
                "a stage cannot be fitted on the rows of a fold, cannot take one of them, or makes a table that is too large");
    }

    /** The folds of trials whose stages run inside tasks, once there are such. */
    CrossValidation evaluation() {
        return prefixes.rows().evaluation();
    }

    /** The same with all rows in their order, where the folds have another one; empty if they cannot be in memory. */
    Optional<CrossValidation> allRows() {
        Rows known = prefixes.rows();
        List<String> names = List.of(known.table().schema().fieldNames());
        return RawColumns.read(folds.allInCache(), names, mostBytes)
                .map(table -> evaluation(
                        table, new FoldAssignment(List.of()), known.evaluation().scoring()));
    }

    private static Key key(StagedTrial staged) {
        return new Key(staged.beforeLearner().stream().map(ParamsKey::of).toList(), Look.of(staged.learner()));
    }

    private Coverage<StagePrefix> covered(StagedTrial staged, RecognizedEvaluator evaluator, Scoring scoring) {
        List<PipelineStage> stages = staged.beforeLearner().subList(once, staged.lastEstimator());
        TaskStages.Coverage coverage = TaskStages.coverage(stages, columns);
        Optional<PipelineStage> other = coverage.uncovered()
                .or(() -> stages.stream()
                        .filter(stage -> TaskStages.dependsOnPartitions(stage) && !isOnePartition())
                        .findFirst());
        if (other.isPresent()) {
            return Coverage.left(
                    other.get().uid() + " does not run inside tasks with these params, columns and partitions");
        }
        LearnerInput.OfColumns input = input(staged.learner(), evaluator, coverage.columns());
        if (!isTaken(input, coverage.columns())) {
            return Coverage.left("features must be a column of vectors, and label and weights numbers");
        }
        Set<String> needed = new LinkedHashSet<>(named(input));
        stages.forEach(stage -> needed.addAll(ParamTexts.of(stage)));
        needed.retainAll(List.of(columns.fieldNames()));
        return Coverage.of(new StagePrefix(stages, input))
                .filter(
                        covered -> areRead(needed, scoring),
                        "the columns that they read must fit into memory as numbers, text or vectors");
    }

    private boolean areRead(Set<String> needed, Scoring scoring) {
        return prefixes.rows(() -> read(needed, scoring))
                .filter(read -> needed.stream().allMatch(read.table()::has))
                .isPresent();
    }

    private boolean isOnePartition() {
        return folds.rows().rows().rdd().getNumPartitions() == 1;
    }

    private static LearnerInput.OfColumns input(Estimator<?> learner, RecognizedEvaluator evaluator, StructType after) {
        Set<String> known = Set.of(after.fieldNames());
        return new LearnerInput.OfColumns(
                Columns.named(learner, "featuresCol").orElseThrow(),
                Columns.named(learner, "labelCol").filter(known::contains).orElse(null),
                Columns.named(learner, "weightCol").orElse(null),
                evaluator.weightCol().orElse(null),
                Columns.further(learner).stream().filter(known::contains).toList(),
                ClassCountRule.by(learner));
    }

    private static boolean isTaken(LearnerInput.OfColumns input, StructType after) {
        return is(after, input.features(), VectorUDT.class)
                && Stream.of(input.label(), input.weight(), input.scoreWeight())
                        .allMatch(name -> name == null || is(after, name, NumericType.class))
                && input.further().stream().allMatch(name -> is(after, name, NumericType.class));
    }

    private static boolean is(StructType columns, String name, Class<? extends DataType> type) {
        return Arrays.stream(columns.fields())
                .filter(field -> field.name().equals(name))
                .map(StructField::dataType)
                .anyMatch(found -> type.isInstance(found) && StageColumn.takes(found));
    }

    private static List<String> named(LearnerInput.OfColumns input) {
        return Stream.concat(
                        Stream.of(input.features(), input.label(), input.weight(), input.scoreWeight()),
                        input.further().stream())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private Optional<Rows> read(Set<String> needed, Scoring scoring) {
        FoldRows all = folds.rows();
        List<String> names = Arrays.stream(columns.fields())
                .filter(field -> needed.contains(field.name()) && StageColumn.takes(field.dataType()))
                .map(StructField::name)
                .toList();
        return RawColumns.read(
                        all.rows(),
                        Stream.concat(names.stream(), Stream.of(all.column())).toList(),
                        mostBytes)
                .map(read -> {
                    StageTable table =
                            new StageTable(names.stream().map(read::column).toList(), read.numbers());
                    FoldAssignment assignment =
                            all.assignment().apply(read.numbers(all.column()).values());
                    return new Rows(table, evaluation(table, assignment, scoring));
                });
    }

    private CrossValidation evaluation(StageTable table, FoldAssignment assignment, Scoring scoring) {
        TrainingData unlabelled = TrainingData.builder(FeatureMatrix.dense(table.numRows(), 0, new double[0]))
                .build();
        StagedRows staged = new StagedRows(table, unlabelled, folds.size(), mostBytes);
        return CrossValidation.ofStages(staged, assignment, scoring, LaneSetting.AUTO);
    }
}
