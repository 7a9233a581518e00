package dev.hone.driver.space;

import dev.hone.worker.stage.ParamTexts;
import dev.hone.worker.train.StageFactory;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.Seeds;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.shared.HasSeed;

/**
 * A stage of a pipeline.
 *
 * @param name under which the search space knows it; one of its pipeline's
 * @param type class name, as {@link StageFactory#create} takes it
 * @param params values by param name
 */
public record StageDefinition(String name, String type, Map<String, ParameterValue> params) implements Serializable {
    private static final String SEED = "seed";
    private static final String SPARK = "org.apache.spark.ml.";
    private static final Set<String> STATEMENTS = Set.of("formula", "statement");

    public StageDefinition {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** The same with further values, or other ones. */
    StageDefinition with(Map<String, ParameterValue> others) {
        Map<String, ParameterValue> all = new LinkedHashMap<>(params);
        all.putAll(others);
        return new StageDefinition(name, type, all);
    }

    /** The same, with a seed that follows from the study's if it takes one and has none. */
    public StageDefinition seeded(long studySeed) {
        return create() instanceof HasSeed && !params.containsKey(SEED)
                ? with(Map.of(SEED, new ParameterValue.Whole(Seeds.ofStream(studySeed, name))))
                : this;
    }

    /**
     * The stage itself; its uid is its name.
     *
     * @throws IllegalArgumentException if class or params are not right
     */
    public PipelineStage create() {
        return StageFactory.create(type, name, params);
    }

    /** Whether values of a param may be names of columns, or a formula or statement that has some. */
    boolean mayNameColumns(Dimension dimension) {
        String param = StudyPipeline.ownName(dimension.name());
        boolean named = param.endsWith("Col") || param.endsWith("Cols") || STATEMENTS.contains(param);
        boolean known = create().getClass().getName().startsWith(SPARK);
        return named
                || (!known
                        && dimension.probes().stream()
                                .anyMatch(value -> !texts(value).isEmpty()));
    }

    /** The texts among the values of its params, also of those that it has by default. */
    Set<String> texts() {
        return ParamTexts.of(create());
    }

    /** The texts that a value has in it. */
    static List<String> texts(ParameterValue value) {
        if (value instanceof ParameterValue.Text text) {
            return List.of(text.value());
        }
        return value instanceof ParameterValue.Sequence several
                ? several.values().stream()
                        .flatMap(each -> texts(each).stream())
                        .toList()
                : List.of();
    }

    /**
     * Checks a value for a param.
     *
     * @throws IllegalArgumentException with one line if the param is not known or does not take the value
     */
    public void check(String param, ParameterValue value) {
        StageFactory.create(type, name, Map.of(param, value));
    }
}
