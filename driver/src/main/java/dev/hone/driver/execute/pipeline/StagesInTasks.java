package dev.hone.driver.execute.pipeline;

import dev.hone.driver.pipeline.FeatureRule;
import dev.hone.driver.pipeline.StageEffects;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.table.raw.RawColumns;
import dev.hone.worker.stage.LearnerInput;
import dev.hone.worker.stage.StageColumn;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.stage.StageTable;
import dev.hone.worker.stage.TaskStages;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which stages run inside tasks: those of a trial whose stages are all covered by {@link TaskStages}, on columns that can
 * be in memory. Others are left to Spark, which the log tells once per reason. Safe for use by many threads.
 */
final class StagesInTasks {
    private static final Logger LOG = LoggerFactory.getLogger(StagesInTasks.class);
    private static final int KEPT = 256;

    private final RawTable table;
    private final Dataset<Row> frame;
    private final Rules rules;
    private final int applied;
    private final Set<String> texts;
    private final Set<String> reasons = new HashSet<>();
    private final Map<List<StageDefinition>, Optional<StagePrefix>> prefixes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<StageDefinition>, Optional<StagePrefix>> eldest) {
            return size() > KEPT;
        }
    };

    /** Those that could be told not to run inside tasks only when they did. */
    private final Set<List<StageDefinition>> leftToSpark = new HashSet<>();

    /** Read when the first stages are found to be covered; empty if it cannot be in memory. */
    private Optional<StageTable> raw = Optional.empty();

    private boolean isRead;

    /** What a study knows of its stages: what they do, and which columns are features. */
    record Rules(StageEffects effects, FeatureRule features) {}

    /**
     * @param table before all stages
     * @param frame its rows after the stages that are applied once
     * @param applied how many these are
     * @param texts every text that a param of a stage may have in any trial, the names of columns among them
     */
    StagesInTasks(RawTable table, Dataset<Row> frame, Rules rules, int applied, Set<String> texts) {
        this.table = table;
        this.frame = frame;
        this.rules = rules;
        this.applied = applied;
        this.texts = Set.copyOf(texts);
    }

    /** The stages of a trial as they travel to tasks; empty if they are left to Spark. */
    synchronized Optional<StagePrefix> of(List<StageDefinition> stages) {
        return leftToSpark.contains(stages) ? Optional.empty() : prefixOf(stages);
    }

    /** The same for a trial that has been sent to tasks, though its stages may have been left to Spark since. */
    synchronized Optional<StagePrefix> prefixOf(List<StageDefinition> stages) {
        return prefixes.computeIfAbsent(stages, this::prefix);
    }

    /** Leaves stages to Spark from now on, since a task could not fit or apply them. */
    synchronized void leaveToSpark(List<StageDefinition> stages) {
        leftToSpark.add(stages);
        leaves("a stage cannot be fitted on the rows of a fold, or cannot take one of them");
    }

    /** The table that stages inside tasks begin with, once there are such stages. */
    synchronized StageTable table() {
        return raw.orElseThrow();
    }

    /** What Spark refuses is left to it, so that it tells why. */
    private Optional<StagePrefix> prefix(List<StageDefinition> stages) {
        try {
            return covered(stages);
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            if (e instanceof InterruptedException) { // of the job that reads the rows
                Thread.currentThread().interrupt();
            }
            LOG.debug("Stages are left to Spark, which tells why", e);
            return Optional.empty();
        }
    }

    private Optional<StagePrefix> covered(List<StageDefinition> stages) {
        List<PipelineStage> prefix = stages.subList(applied, stages.size()).stream()
                .map(stage -> rules.effects().completed(stage.create()))
                .toList();
        TaskStages.Coverage coverage = TaskStages.coverage(prefix, frame.schema());
        Optional<PipelineStage> other =
                prefix.stream().filter(RFormula.class::isInstance).findFirst().or(coverage::uncovered);
        if (other.isPresent()) {
            return leaves(other.get().uid() + " does not run inside tasks with these params and columns");
        }
        StructType columns = coverage.columns();
        List<String> features = rules.features().features(stages);
        rules.features().requireKnown(stages, table.userColumns(columns));
        Set<String> known = new HashSet<>(List.of(columns.fieldNames()));
        List<String> further = table.extraColumns().stream().sorted().toList();
        if (!known.containsAll(features) || !known.containsAll(further) || !isRead(features)) {
            return leaves("the features must be columns of the table or of its stages");
        }
        return Optional.of(new StagePrefix(prefix, new LearnerInput.OfStudy(features, further)));
    }

    private Optional<StagePrefix> leaves(String reason) {
        if (reasons.add(reason)) {
            LOG.info("Stages are fitted by Spark jobs: {}", reason);
        }
        return Optional.empty();
    }

    /** Whether the table is in memory, with those of the features that are columns of it. */
    private boolean isRead(List<String> features) {
        if (!isRead) {
            isRead = true;
            raw = RawColumns.read(frame, columns(features), table.number());
        }
        Set<String> ofTable = new HashSet<>(List.of(frame.columns()));
        ofTable.retainAll(features);
        return raw.filter(read -> ofTable.stream().allMatch(read::has)).isPresent();
    }

    /** The columns that stages or learners may read. */
    private List<String> columns(List<String> features) {
        return Arrays.stream(frame.schema().fields())
                .filter(field -> StageColumn.takes(field.dataType()))
                .map(StructField::name)
                .filter(name -> !name.equals(table.number()))
                .filter(name -> texts.contains(name)
                        || features.contains(name)
                        || table.extraColumns().contains(name))
                .toList();
    }
}
