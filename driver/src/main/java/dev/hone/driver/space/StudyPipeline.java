package dev.hone.driver.space;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Transformer;

/**
 * The stages that come before a study's learner. A trial's params named {@code Stage.param} are theirs, the others the
 * learner's.
 *
 * @param stages in their order, each with a name of its own
 */
public record StudyPipeline(List<StageDefinition> stages) implements Serializable {
    /** What params of the learner that OneVsRest repeats begin with. */
    private static final String TAKEN = "classifier";

    /**
     * @throws IllegalArgumentException if two stages have one name, or a name has a dot or belongs to a learner's params
     */
    public StudyPipeline {
        stages = List.copyOf(stages);
        Set<String> names = new HashSet<>();
        for (StageDefinition stage : stages) {
            if (!names.add(stage.name())) {
                throw new IllegalArgumentException(
                        "Stages must have different names; give one another by 'as' (more than once: " + stage.name()
                                + ")");
            }
            if (stage.name().contains(".") || stage.name().equals(TAKEN)) {
                throw new IllegalArgumentException("A stage's name must have no dot and not be '" + TAKEN
                        + "'; give it another by 'as' (name: " + stage.name() + ")");
            }
        }
    }

    /** No stages. */
    public static StudyPipeline none() {
        return new StudyPipeline(List.of());
    }

    public boolean isEmpty() {
        return stages.isEmpty();
    }

    /** The stage that a param belongs to; empty if it is the learner's. */
    public Optional<StageDefinition> owner(String param) {
        int dot = param.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : stages.stream()
                        .filter(stage -> stage.name().equals(param.substring(0, dot)))
                        .findFirst();
    }

    /** Whether a stage has a param in the space, so that trials differ by their stages. */
    public boolean isTuned(SearchSpace space) {
        return space.params().stream().anyMatch(param -> owner(param).isPresent());
    }

    /** The stages before the first one that learns or has a param in the space: they do the same to every row in every trial. */
    public List<StageDefinition> applicableOnce(SearchSpace space) {
        Set<StageDefinition> tuned = new HashSet<>();
        for (String param : space.params()) {
            owner(param).ifPresent(tuned::add);
        }
        return stages.stream()
                .takeWhile(stage -> !tuned.contains(stage) && stage.create() instanceof Transformer)
                .toList();
    }

    /**
     * For each stage, every combination of those of its params that may change which columns it reads or writes, as the
     * trials of a space have them; the other tuned ones have one of their values.
     *
     * @param most combinations of one stage in one learner's space; of more, one more than that is given
     */
    public List<List<StageDefinition>> columnVariants(SearchSpace space, int most) {
        return stages.stream()
                .map(stage -> space.learners().stream()
                        .flatMap(learner -> columnVariants(stage, learner, most).stream())
                        .distinct()
                        .toList())
                .toList();
    }

    private List<StageDefinition> columnVariants(StageDefinition stage, LearnerSpace space, int most) {
        List<StageDefinition> variants = List.of(stage);
        for (Dimension dimension : space.dimensions()) {
            if (owner(dimension.name()).filter(stage::equals).isPresent()) {
                variants = variants.stream()
                        .flatMap(variant -> variants(variant, dimension).stream())
                        .limit(most + 1L)
                        .toList();
            }
        }
        return variants;
    }

    private static List<StageDefinition> variants(StageDefinition stage, Dimension dimension) {
        String param = ownName(dimension.name());
        if (!stage.mayNameColumns(dimension)) {
            return List.of(stage.with(Map.of(param, dimension.probes().get(0))));
        }
        List<StageDefinition> variants = new ArrayList<>();
        if (!dimension.condition().equals(Condition.always())) {
            variants.add(stage);
        }
        dimension.probes().forEach(value -> variants.add(stage.with(Map.of(param, value))));
        return variants;
    }

    /** Every text that a param of a stage has by default, in the study or in any trial of a space: names of columns, SQL, words. */
    public Set<String> texts(SearchSpace space) {
        Set<String> texts = new LinkedHashSet<>();
        stages.forEach(stage -> texts.addAll(stage.texts()));
        space.learners().stream()
                .flatMap(learner -> learner.dimensions().stream())
                .filter(dimension -> owner(dimension.name()).isPresent())
                .flatMap(dimension -> dimension.probes().stream())
                .forEach(value -> texts.addAll(StageDefinition.texts(value)));
        return texts;
    }

    /** The name that a stage itself gives to a param of the space. */
    public static String ownName(String param) {
        return param.substring(param.indexOf('.') + 1);
    }

    /** The stages of a trial. */
    public List<StageDefinition> of(TrialConfig config) {
        return stages.stream()
                .map(stage -> stage.with(own(stage, config.params())))
                .toList();
    }

    private Map<String, ParameterValue> own(StageDefinition stage, Map<String, ParameterValue> params) {
        Map<String, ParameterValue> own = new LinkedHashMap<>();
        params.forEach((param, value) -> {
            if (owner(param).filter(stage::equals).isPresent()) {
                own.put(ownName(param), value);
            }
        });
        return own;
    }

    /** A trial without the params of stages. */
    public TrialConfig learnerOf(TrialConfig config) {
        Set<String> ofStages = new LinkedHashSet<>(config.params().keySet());
        ofStages.removeIf(param -> owner(param).isEmpty());
        return ofStages.isEmpty()
                ? config
                : new TrialConfig(config.number(), config.learner(), config.withoutParams(ofStages), config.seed());
    }
}
