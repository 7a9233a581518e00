package dev.hone.worker.stage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.jspecify.annotations.Nullable;

/**
 * The stages before a learner, and the columns that the learner takes of those that they leave, as they travel to tasks.
 * Prefixes are equal if their stages have equal params and the learner takes the same columns.
 */
public final class StagePrefix implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<PipelineStage> stages;
    private final LearnerInput input;

    /** Of the stages; not sent. */
    private transient @Nullable List<Object> keys;

    /**
     * @param stages all of them covered by {@link TaskStages}; not written to
     * @param input what the learner takes of the columns after them
     */
    public StagePrefix(List<PipelineStage> stages, LearnerInput input) {
        this.stages = new ArrayList<>(stages);
        this.input = input;
    }

    public List<PipelineStage> stages() {
        return List.copyOf(stages);
    }

    /** What the learner takes of the columns after the stages. */
    public LearnerInput input() {
        return input;
    }

    /** Equal for stages that are alike, whatever follows them. */
    public Object keyOf(int firstStages) {
        return keys().subList(0, firstStages);
    }

    /** How many leading stages do not learn: what they make of a row does not depend on other rows. */
    public int unlearned() {
        return (int) stages.stream().takeWhile(Transformer.class::isInstance).count();
    }

    private List<Object> keys() {
        List<Object> known = keys;
        if (known == null) {
            known = stages.stream()
                    .<Object>map(stage -> List.of(stage.getClass().getName(), ParamsKey.of(stage)))
                    .toList();
            keys = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StagePrefix prefix && prefix.keys().equals(keys()) && prefix.input.equals(input);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keys(), input);
    }
}
