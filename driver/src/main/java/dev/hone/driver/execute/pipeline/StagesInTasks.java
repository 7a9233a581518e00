package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.stage.StagePrefixes;
import dev.hone.driver.pipeline.FeatureRule;
import dev.hone.driver.pipeline.StageEffects;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.table.raw.RawColumns;
import dev.hone.worker.stage.LearnerInput;
import dev.hone.worker.stage.StageColumn;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.stage.StageTable;
import dev.hone.worker.stage.TaskStages;
import dev.hone.worker.train.Coverage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Tells which stages of a study file run inside tasks: those of a trial whose stages are all covered by {@link TaskStages}, on
 * columns that can be in memory. Safe for use by many threads.
 */
final class StagesInTasks {
    private final RawTable table;
    private final Dataset<Row> frame;
    private final Rules rules;
    private final int applied;
    private final Set<String> texts;
    private final StagePrefixes<List<StageDefinition>, StageTable> prefixes = new StagePrefixes<>();

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

    /** As {@link StagePrefixes#of}. */
    Optional<StagePrefix> of(List<StageDefinition> stages) {
        return prefixes.of(stages, () -> covered(stages));
    }

    /** As {@link StagePrefixes#sent}. */
    Optional<StagePrefix> sent(List<StageDefinition> stages) {
        return prefixes.sent(stages, () -> covered(stages));
    }

    /** Leaves stages to Spark from now on, since a task could not fit or apply them. */
    void leaveToSpark(List<StageDefinition> stages) {
        prefixes.leaveToSpark(stages, "a stage cannot be fitted on the rows of a fold, or cannot take one of them");
    }

    /** The table that stages inside tasks begin with, once there are such stages. */
    StageTable table() {
        return prefixes.rows();
    }

    private Coverage<StagePrefix> covered(List<StageDefinition> stages) {
        List<PipelineStage> prefix = stages.subList(applied, stages.size()).stream()
                .map(stage -> rules.effects().completed(stage.create()))
                .toList();
        TaskStages.Coverage coverage = TaskStages.coverage(prefix, frame.schema());
        Optional<PipelineStage> other =
                prefix.stream().filter(RFormula.class::isInstance).findFirst().or(coverage::uncovered);
        if (other.isPresent()) {
            return Coverage.left(other.get().uid() + " does not run inside tasks with these params and columns");
        }
        StructType columns = coverage.columns();
        List<String> features = rules.features().features(stages);
        rules.features().requireKnown(stages, table.userColumns(columns));
        Set<String> known = new HashSet<>(List.of(columns.fieldNames()));
        List<String> further = table.extraColumns().stream().sorted().toList();
        return Coverage.of(new StagePrefix(prefix, new LearnerInput.OfStudy(features, further)))
                .filter(
                        covered -> known.containsAll(features) && known.containsAll(further) && isRead(features),
                        "the features must be columns of the table or of its stages");
    }

    /** Whether the table is in memory, with those of the features that are columns of it. */
    private boolean isRead(List<String> features) {
        Set<String> ofTable = new HashSet<>(List.of(frame.columns()));
        ofTable.retainAll(features);
        return prefixes.rows(() -> RawColumns.read(frame, columns(features), table.number()))
                .filter(read -> ofTable.stream().allMatch(read::has))
                .isPresent();
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
