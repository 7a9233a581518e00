package dev.hone.driver.cli;

import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.ParameterValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code pipeline} of a study file, and asks each stage whether it takes its values. */
final class PipelineReader {
    private static final String PIPELINE = "pipeline";
    private static final String PARAMS = "params";

    private PipelineReader() {}

    /** @param seed of the study, from which those of stages follow */
    static StudyPipeline read(Section root, long seed) {
        List<StageDefinition> stages = new ArrayList<>();
        for (Section item : root.sections(PIPELINE)) {
            stages.add((item.node().isTextual() ? plain(item) : stage(item)).seeded(seed));
        }
        return root.checked(PIPELINE, () -> new StudyPipeline(stages));
    }

    /** An item of the list that is a name only. */
    private static StageDefinition plain(Section item) {
        return item.checked(() -> made(
                new StageDefinition(simple(item.node().textValue()), item.node().textValue(), Map.of())));
    }

    private static StageDefinition stage(Section item) {
        String type = item.text("name").orElseThrow();
        String name = item.text("as").or(() -> Optional.of(simple(type))).orElseThrow();
        StageDefinition bare = item.checked("name", () -> made(new StageDefinition(name, type, Map.of())));
        Section params = item.section(PARAMS);
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        for (String param : params.keys()) {
            ParameterValue value = params.parameterValue(param);
            params.checked(param, () -> {
                bare.check(param, value);
                return value;
            });
            values.put(param, value);
        }
        return new StageDefinition(name, type, values);
    }

    private static StageDefinition made(StageDefinition stage) {
        stage.create();
        return stage;
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
