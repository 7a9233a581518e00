package dev.hone.driver.tuning.fold;

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
import dev.hone.worker.stage.LearnerInput;
import dev.hone.worker.stage.ParamsKey;
import dev.hone.worker.stage.StageColumn;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.stage.StageTable;
import dev.hone.worker.stage.TaskStages;
import dev.hone.worker.trial.LaneSetting;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which stages of a tuner's trials run inside tasks: those of a trial whose stages before the learner are all covered by
 * {@link TaskStages}. Others are left to Spark, which the log tells once per reason. Safe for use by many threads.
 */
final class TunerStages {
    private static final Logger LOG = LoggerFactory.getLogger(TunerStages.class);
    private static final int KEPT = 256;

    private final Folds folds;
    private final int once;
    private final long mostBytes;
    private final StructType columns;
    private final Set<String> reasons = new HashSet<>();
    private final Map<Key, Optional<StagePrefix>> prefixes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<StagePrefix>> eldest) {
            return size() > KEPT;
        }
    };

    /** Those that could be told not to run inside tasks only when they did. */
    private final Set<Key> leftToSpark = new HashSet<>();

    private @Nullable Optional<Rows> rows;

    /** The table before the stages, and its folds. */
    private record Rows(StageTable table, CrossValidation evaluation) {}

    /** What trials have in common whose prefixes are equal. */
    private record Key(List<ParamsKey> stages, Look look) {}

    /**
     * @param folds after the stages that are applied once
     * @param once how many these are
     * @param mostBytes of the rows before the stages, and of a fold's rows as a learner gets them
     */
    TunerStages(Folds folds, int once, long mostBytes) {
        this.folds = folds;
        this.once = once;
        this.mostBytes = mostBytes;
        columns = folds.frames().get(0).training().schema();
    }

    /**
     * The stages of a trial as they travel to tasks; empty if they are left to Spark, or there are none.
     *
     * @param evaluator that scores in tasks
     */
    synchronized Optional<StagePrefix> of(StagedTrial staged, RecognizedEvaluator evaluator, Scoring scoring) {
        return leftToSpark.contains(key(staged)) ? Optional.empty() : prefixOf(staged, evaluator, scoring);
    }

    /** The same for a trial that has been sent to tasks, though its stages may have been left to Spark since. */
    synchronized Optional<StagePrefix> prefixOf(StagedTrial staged, RecognizedEvaluator evaluator, Scoring scoring) {
        return prefixes.computeIfAbsent(key(staged), unknown -> prefix(staged, evaluator, scoring));
    }

    /** Leaves the stages of a trial to Spark from now on, since a task could not fit or apply them. */
    synchronized void leaveToSpark(StagedTrial staged) {
        leftToSpark.add(key(staged));
        leaves(
                "a stage cannot be fitted on the rows of a fold, cannot take one of them, or makes a table that is too large");
    }

    /** The folds of trials whose stages run inside tasks, once there are such. */
    synchronized CrossValidation evaluation() {
        return rows == null ? missing() : rows.map(Rows::evaluation).orElseGet(TunerStages::missing);
    }

    private static CrossValidation missing() {
        throw new IllegalStateException("The rows before stages inside tasks have not been read");
    }

    private static Key key(StagedTrial staged) {
        return new Key(staged.beforeLearner().stream().map(ParamsKey::of).toList(), Look.of(staged.learner()));
    }

    /** What Spark refuses is left to it, so that it tells why. */
    private Optional<StagePrefix> prefix(StagedTrial staged, RecognizedEvaluator evaluator, Scoring scoring) {
        List<PipelineStage> stages = staged.beforeLearner();
        if (stages.size() <= once) {
            return Optional.empty();
        }
        try {
            return covered(stages.subList(once, stages.size()), staged.learner(), evaluator, scoring);
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            if (e instanceof InterruptedException) { // of the job that reads the rows
                Thread.currentThread().interrupt();
            }
            LOG.debug("Stages are left to Spark, which tells why", e);
            return Optional.empty();
        }
    }

    private Optional<StagePrefix> covered(
            List<PipelineStage> stages, Estimator<?> learner, RecognizedEvaluator evaluator, Scoring scoring) {
        TaskStages.Coverage coverage = TaskStages.coverage(stages, columns);
        Optional<PipelineStage> other = coverage.uncovered()
                .or(() -> stages.stream()
                        .filter(stage -> TaskStages.dependsOnPartitions(stage) && !isOnePartition())
                        .findFirst());
        if (other.isPresent()) {
            return leaves(other.get().uid() + " does not run inside tasks with these params, columns and partitions");
        }
        LearnerInput.OfColumns input = input(learner, evaluator, coverage.columns());
        if (!isTaken(input, coverage.columns())) {
            return leaves("features must be a column of vectors, and label and weights numbers");
        }
        Set<String> needed = new LinkedHashSet<>(named(input));
        stages.forEach(stage -> needed.addAll(texts(stage)));
        needed.retainAll(List.of(columns.fieldNames()));
        return rows(needed, scoring)
                        .filter(read ->
                                needed.stream().allMatch(name -> read.table().has(name)))
                        .isPresent()
                ? Optional.of(new StagePrefix(stages, input))
                : leaves("the columns that they read must fit into memory as numbers, text or vectors");
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

    /** The texts that params have, names of columns among them. */
    private static Set<String> texts(PipelineStage stage) {
        Set<String> texts = new LinkedHashSet<>();
        for (Param<?> param : stage.params()) {
            if (stage.isDefined(param)) {
                Object value = stage.getOrDefault(param);
                if (value instanceof String text) {
                    texts.add(text);
                } else if (value instanceof String[] several) {
                    texts.addAll(List.of(several));
                }
            }
        }
        return texts;
    }

    private Optional<StagePrefix> leaves(String reason) {
        if (reasons.add(reason)) {
            LOG.info("Stages are fitted by Spark jobs: {}", reason);
        }
        return Optional.empty();
    }

    /** Read for the first trial whose stages run inside tasks; empty if they cannot be in memory. */
    private Optional<Rows> rows(Set<String> needed, Scoring scoring) {
        Optional<Rows> known = rows;
        if (known == null) {
            rows = Optional.empty(); // where they cannot be read they are not tried again for each prefix
            known = read(needed, scoring);
            rows = known;
        }
        return known;
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
                    TrainingData unlabelled = TrainingData.builder(
                                    FeatureMatrix.dense(table.numRows(), 0, new double[0]))
                            .build();
                    StagedRows staged =
                            new StagedRows(table, unlabelled, folds.frames().size(), mostBytes);
                    return new Rows(
                            table,
                            CrossValidation.ofStages(
                                    staged,
                                    all.assignment()
                                            .apply(read.numbers(all.column()).values()),
                                    scoring,
                                    LaneSetting.AUTO));
                });
    }
}
