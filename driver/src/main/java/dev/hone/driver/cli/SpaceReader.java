package dev.hone.driver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.InvalidDimensionException;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.trial.ParameterValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the space of a learner, and asks the learner whether it takes all values. */
final class SpaceReader {
    private static final List<String> KINDS = List.of("choice", "uniform", "log-uniform", "int", "log-int");
    private static final String CLASSIFIER = "classifier";

    private SpaceReader() {}

    /**
     * Reads a mapping of params to the values to try.
     *
     * @param pipeline whose stages have params there too
     */
    static LearnerSpace space(String learner, Section section, StudyPipeline pipeline) {
        List<Dimension> dimensions = new ArrayList<>();
        for (String param : section.keys()) {
            dimensions.add(section.checked(param, () -> dimension(param, section)));
        }
        return checked(learner, dimensions, section, pipeline);
    }

    /** Reads a mapping of params to their values, passing over one key that is no param. */
    static LearnerSpace config(String learner, Section section, String noParam, StudyPipeline pipeline) {
        List<Dimension> dimensions = new ArrayList<>();
        for (String param : section.keys()) {
            if (!param.equals(noParam)) {
                dimensions.add(Choice.fixed(param, section.parameterValue(param)));
            }
        }
        return checked(learner, dimensions, section, pipeline);
    }

    private static LearnerSpace checked(
            String learner, List<Dimension> dimensions, Section section, StudyPipeline pipeline) {
        LearnerSpace space = placed(section, () -> new LearnerSpace(learner, dimensions));
        for (Dimension dimension : dimensions) {
            section.checked(dimension.name(), () -> {
                Optional<StageDefinition> stage = pipeline.owner(dimension.name());
                stage.ifPresentOrElse(owner -> check(owner, dimension), () -> check(space, dimension, pipeline));
                return dimension;
            });
        }
        return space;
    }

    /** What the supplier gives; what it refuses is told with the place of the dimension at fault. */
    static <T> T placed(Section space, Supplier<T> supplier) {
        return space.checked(() -> {
            try {
                return supplier.get();
            } catch (InvalidDimensionException e) {
                throw space.document().invalid(space.pointer().appendProperty(e.dimension()), e);
            }
        });
    }

    private static void check(StageDefinition stage, Dimension dimension) {
        dimension.probes().forEach(value -> stage.check(StudyPipeline.ownName(dimension.name()), value));
    }

    private static void check(LearnerSpace space, Dimension dimension, StudyPipeline pipeline) {
        int dot = dimension.name().indexOf('.');
        if (dot >= 0 && !dimension.name().startsWith(CLASSIFIER + ".")) {
            List<String> stages =
                    pipeline.stages().stream().map(StageDefinition::name).toList();
            String named = dimension.name().substring(0, dot);
            throw new IllegalArgumentException("must be of a stage of the pipeline (stages: "
                    + (stages.isEmpty() ? "none" : String.join(", ", stages)) + "; named: " + named + ")"
                    + NearMiss.hint(named, stages));
        }
        boolean ofRepeated = dimension.name().startsWith(CLASSIFIER + ".");
        String param = ofRepeated ? dimension.name().substring(CLASSIFIER.length() + 1) : dimension.name();
        List<String> learners = ofRepeated ? repeated(space, dimension) : List.of(space.learner());
        for (String learner : learners) {
            dimension.probes().forEach(value -> EstimatorFactory.check(learner, param, value));
        }
    }

    /** The classifiers that a param of OneVsRest's classifier is for; the learner itself if it repeats none. */
    private static List<String> repeated(LearnerSpace space, Dimension dimension) {
        List<ParameterValue> conditional = dimension.condition().allowed().get(CLASSIFIER);
        List<String> named = conditional == null
                ? repeatedBy(space)
                : conditional.stream().map(ParameterValue::toString).toList();
        return named.isEmpty() ? List.of(space.learner()) : named;
    }

    /** The classifiers that a space of OneVsRest names; none of any other learner. */
    static List<String> repeatedBy(LearnerSpace space) {
        return space.dimensions().stream()
                .filter(dimension -> dimension.name().equals(CLASSIFIER))
                .flatMap(dimension -> dimension.probes().stream())
                .map(ParameterValue::toString)
                .toList();
    }

    private static Dimension dimension(String param, Section space) {
        JsonNode node = space.value(param);
        if (node.isArray()) {
            return new Choice(param, Condition.always(), space.values(param));
        }
        return node.isObject()
                ? described(param, space.section(param))
                : Choice.fixed(param, space.parameterValue(param));
    }

    private static Dimension described(String param, Section section) {
        List<String> kinds = KINDS.stream().filter(section::has).toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException("must have one of " + String.join(", ", KINDS) + " (has: "
                    + (kinds.isEmpty() ? "none" : String.join(", ", kinds)) + ")");
        }
        String kind = kinds.get(0);
        Condition condition = condition(section.section("when"));
        if (kind.equals("choice")) {
            return new Choice(param, condition, section.values(kind));
        }
        Scale scale = kind.startsWith("log-") ? Scale.LOG : Scale.LINEAR;
        Section bounds = section.section(kind);
        if (kind.endsWith("int")) {
            return bounds.checked(() -> new IntegerRange(
                    param,
                    condition,
                    Section.whole(bounds.node().get(0)),
                    Section.whole(bounds.node().get(1)),
                    scale));
        }
        return bounds.checked(() -> new RealRange(
                param,
                condition,
                bounds.node().get(0).doubleValue(),
                bounds.node().get(1).doubleValue(),
                scale));
    }

    private static Condition condition(Section when) {
        Map<String, List<ParameterValue>> allowed = new LinkedHashMap<>();
        for (String param : when.keys()) {
            JsonNode value = when.value(param);
            allowed.put(param, value.isArray() ? when.values(param) : List.of(when.parameterValue(param)));
        }
        return new Condition(allowed);
    }
}
