package dev.hone.driver.definition;

import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.ParameterValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.feature.SQLTransformer;

/** Reads {@code pipeline} of a study file, and asks each stage whether it takes its values. */
final class PipelineReader {
    private static final String PIPELINE = "pipeline";
    private static final String PARAMS = "params";

    private final SqlStages sql;

    /**
     * @param sql whether stages may run SQL
     */
    PipelineReader(SqlStages sql) {
        this.sql = sql;
    }

    /**
     * Reads the stages that have no mistake; the others' are noted.
     *
     * @param seed of the study, from which those of stages follow
     */
    StudyPipeline read(Section root, long seed) {
        List<StageDefinition> stages = new ArrayList<>();
        for (Section item : root.sections(PIPELINE)) {
            if (!item.isBroken() || item.node().isObject() && item.has("name")) {
                read(item).map(stage -> stage.seeded(seed)).ifPresent(stages::add);
            }
        }
        return root.attempt(PIPELINE, () -> new StudyPipeline(stages)).orElseGet(StudyPipeline::none);
    }

    private Optional<StageDefinition> read(Section item) {
        return item.node().isTextual() ? plain(item) : stage(item);
    }

    /** An item of the list that is a name only. */
    private Optional<StageDefinition> plain(Section item) {
        String type = item.node().textValue();
        return item.attempt(() -> made(new StageDefinition(simple(type), type, Map.of())));
    }

    private Optional<StageDefinition> stage(Section item) {
        String type = item.text("name").orElseThrow();
        String name = item.text("as").or(() -> Optional.of(simple(type))).orElseThrow();
        return item.attempt("name", () -> made(new StageDefinition(name, type, Map.of())))
                .map(bare -> new StageDefinition(name, type, values(bare, item.section(PARAMS))));
    }

    private static Map<String, ParameterValue> values(StageDefinition bare, Section params) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        for (String param : params.keys()) {
            if (!params.isBroken(param)) {
                params.attempt(param, () -> checked(bare, param, params.parameterValue(param)))
                        .ifPresent(value -> values.put(param, value));
            }
        }
        return values;
    }

    private static ParameterValue checked(StageDefinition stage, String param, ParameterValue value) {
        stage.check(param, value);
        return value;
    }

    private StageDefinition made(StageDefinition stage) {
        if (stage.create() instanceof SQLTransformer && sql == SqlStages.REFUSED) {
            throw new IllegalArgumentException(
                    "Stage '" + stage.type() + "' needs the option --allow-sql, which is for study"
                            + " files that you trust: SQL can call any Java method (reflect), in validate too");
        }
        return stage;
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
