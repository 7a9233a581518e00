package dev.hone.driver.definition;

import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What learners need of a table, where every trial would fail without it. Mistakes are noted at the learner or its param. */
public final class LearnerRequirements {
    private static final String PERCEPTRON = "MultilayerPerceptronClassifier";
    private static final String NAIVE_BAYES = "NaiveBayes";
    private static final String LAYERS = "layers";
    private static final String MODEL_TYPE = "modelType";
    private static final Set<String> OF_COUNTS = Set.of("multinomial", "complement");

    private final StudyDefinition definition;
    private final TrainingData data;

    private LearnerRequirements(StudyDefinition definition, TrainingData data) {
        this.definition = definition;
        this.data = data;
    }

    /**
     * Checks all learners of a study.
     *
     * @param data the rows as learners get them
     * @throws dev.hone.worker.data.InvalidInputException with one line per mistake
     */
    public static void check(StudyDefinition definition, TrainingData data) {
        new LearnerRequirements(definition, data).check();
    }

    private void check() {
        List<LearnerSpace> spaces = definition.search().space().learners();
        List<NamedLearner> places = places();
        for (int position = 0; position < spaces.size(); position++) {
            check(spaces.get(position), places.get(position));
        }
        definition.document().document().mistakes().throwIfAny();
    }

    /**
     * Where a learner and its space stand.
     *
     * @param named the section with the learner's name
     * @param key under which it has that
     * @param space the params
     */
    private record NamedLearner(Section named, String key, Section space) {
        void note(String rule) {
            named.note(key, rule);
        }
    }

    /** In the order of the search space. */
    private List<NamedLearner> places() {
        Section root = definition.document();
        if (definition.search().method().equals("manual")) {
            return root.section("search").sections("configs").stream()
                    .map(config -> new NamedLearner(config.has("learner") ? config : root, "learner", config))
                    .toList();
        }
        return root.value("learner").isTextual()
                ? List.of(new NamedLearner(root, "learner", root.section("space")))
                : root.sections("learner").stream()
                        .map(item -> new NamedLearner(item, "name", item.section("space")))
                        .toList();
    }

    private void check(LearnerSpace space, NamedLearner place) {
        if (space.learner().equals(PERCEPTRON)) {
            dimension(space, LAYERS).ifPresent(layers -> checkLayers(layers, place.space()));
        }
        if (space.learner().equals(NAIVE_BAYES) && countsOnly(space)) {
            negative()
                    .ifPresent(
                            value -> place.note("NaiveBayes must have no negative feature with modelType multinomial or"
                                    + " complement (value: " + value + "); use modelType: gaussian"));
        }
    }

    private void checkLayers(Dimension layers, Section space) {
        int inputs = data.features().numFeatures();
        layers.probes().stream()
                .filter(value -> !fits(value, inputs))
                .findFirst()
                .ifPresent(value -> space.note(
                        LAYERS,
                        PERCEPTRON
                                + ": param 'layers' must begin with the number of features and end with the number of"
                                + " classes (value: " + value + ", features: " + inputs + ", classes: "
                                + data.numClasses()
                                + ")"));
    }

    private boolean fits(ParameterValue value, int inputs) {
        List<ParameterValue> layers = value instanceof Sequence sequence ? sequence.values() : List.of();
        return layers.size() >= 2
                && layers.get(0).equals(new Whole(inputs))
                && layers.get(layers.size() - 1) instanceof Whole outputs
                && outputs.value() >= data.numClasses();
    }

    private static boolean countsOnly(LearnerSpace space) {
        return dimension(space, MODEL_TYPE)
                .map(types ->
                        types.probes().stream().map(ParameterValue::toString).allMatch(OF_COUNTS::contains))
                .orElse(true);
    }

    private static Optional<Dimension> dimension(LearnerSpace space, String param) {
        return space.dimensions().stream()
                .filter(dimension -> dimension.name().equals(param))
                .findFirst();
    }

    private Optional<Double> negative() {
        return Arrays.stream(data.features().values())
                .filter(value -> value < 0)
                .boxed()
                .findFirst();
    }
}
