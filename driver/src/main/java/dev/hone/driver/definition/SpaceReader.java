package dev.hone.driver.definition;

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
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the space of a learner, and asks the learner whether it takes all values. */
final class SpaceReader {
    private static final List<String> KINDS = List.of("choice", "uniform", "log-uniform", "int", "log-int");
    private static final String CLASSIFIER = "classifier";

    private SpaceReader() {}

    /**
     * Reads a mapping of params to the values to try.
     *
     * @param learner whose params they are; if empty, because it has a mistake, params are not looked up
     * @param pipeline whose stages have params there too
     * @param rule what else a space must be
     * @return the space; empty if there are mistakes, which are noted
     */
    static Optional<LearnerSpace> space(
            Optional<String> learner, Section section, StudyPipeline pipeline, Consumer<LearnerSpace> rule) {
        List<Dimension> dimensions = new ArrayList<>();
        for (String param : section.keys()) {
            if (!section.isBroken(param)) {
                section.attempt(param, () -> dimension(param, section)).ifPresent(dimensions::add);
            }
        }
        return checked(learner, dimensions, section, pipeline, rule);
    }

    /** Reads a mapping of params to their values, passing over one key that is no param. */
    static Optional<LearnerSpace> config(
            Optional<String> learner, Section section, String noParam, StudyPipeline pipeline) {
        List<Dimension> dimensions = new ArrayList<>();
        for (String param : section.keys()) {
            if (!param.equals(noParam) && !section.isBroken(param)) {
                section.attempt(param, () -> Choice.fixed(param, section.parameterValue(param)))
                        .ifPresent(dimensions::add);
            }
        }
        return checked(learner, dimensions, section, pipeline, space -> {});
    }

    private static Optional<LearnerSpace> checked(
            Optional<String> learner,
            List<Dimension> dimensions,
            Section section,
            StudyPipeline pipeline,
            Consumer<LearnerSpace> rule) {
        for (Dimension dimension : dimensions) {
            section.attempt(dimension.name(), () -> {
                Optional<StageDefinition> stage = pipeline.owner(dimension.name());
                stage.ifPresentOrElse(
                        owner -> check(owner, dimension),
                        () -> check(learner, dimensions, dimension, section, pipeline));
                return dimension;
            });
        }
        return assembled(learner.orElse(""), dimensions, section, rule)
                .filter(space -> learner.isPresent() && !section.isBroken());
    }

    /** Notes what is wrong with one dimension after the other; those that only follow are left out. */
    private static Optional<LearnerSpace> assembled(
            String learner, List<Dimension> dimensions, Section section, Consumer<LearnerSpace> rule) {
        List<Dimension> sound = dimensions.stream()
                .filter(dimension -> !section.isBroken(dimension.name()))
                .filter(dimension -> dimension.condition().params().stream().noneMatch(section::isBroken))
                .toList();
        Optional<LearnerSpace> space = section.document()
                .mistakes()
                .attempt(() -> placed(section, () -> {
                    LearnerSpace whole = new LearnerSpace(learner, sound);
                    rule.accept(whole);
                    return whole;
                }));
        return space.isPresent() || sound.isEmpty() ? space : assembled(learner, sound, section, rule);
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

    private static void check(
            Optional<String> learner,
            List<Dimension> dimensions,
            Dimension dimension,
            Section section,
            StudyPipeline pipeline) {
        int dot = dimension.name().indexOf('.');
        if (dot >= 0 && !dimension.name().startsWith(CLASSIFIER + ".")) {
            if (section.document().section().isBroken("pipeline")) {
                return;
            }
            List<String> stages =
                    pipeline.stages().stream().map(StageDefinition::name).toList();
            String named = dimension.name().substring(0, dot);
            throw new IllegalArgumentException("must be of a stage of the pipeline (stages: "
                    + (stages.isEmpty() ? "none" : String.join(", ", stages)) + "; named: " + named + ")"
                    + NearMiss.hint(named, stages));
        }
        boolean ofRepeated = dimension.name().startsWith(CLASSIFIER + ".");
        String param = ofRepeated ? dimension.name().substring(CLASSIFIER.length() + 1) : dimension.name();
        for (String each : ofRepeated
                ? repeated(learner, dimensions, dimension)
                : learner.stream().toList()) {
            dimension.probes().forEach(value -> EstimatorFactory.check(each, param, value));
        }
    }

    /** The classifiers that a param of OneVsRest's classifier is for; the learner itself if it repeats none. */
    private static List<String> repeated(Optional<String> learner, List<Dimension> dimensions, Dimension dimension) {
        List<ParameterValue> conditional = dimension.condition().allowed().get(CLASSIFIER);
        List<String> named = conditional == null
                ? repeatedBy(dimensions)
                : conditional.stream().map(ParameterValue::toString).toList();
        return named.isEmpty() ? learner.stream().toList() : named;
    }

    /** The classifiers that a space of OneVsRest names; none of any other learner. */
    static List<String> repeatedBy(List<Dimension> dimensions) {
        return dimensions.stream()
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
