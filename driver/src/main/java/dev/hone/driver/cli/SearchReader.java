package dev.hone.driver.cli;

import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.sampler.ManualSampler;
import dev.hone.driver.sampler.RandomSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SobolSampler;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.driver.study.StoppingRule;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.train.LearnerKind;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads {@code pipeline}, {@code learner}, {@code space} and {@code search} of a study file. */
final class SearchReader {
    private static final String GRID = "grid";
    private static final String LEARNER = "learner";
    private static final String CONFIGS = "configs";
    private static final String SPACE = "space";
    private static final String TRIALS = "trials";
    private static final long DEFAULT_SEED = 42;

    private final Section root;
    private final Section search;
    private final String method;
    private final long seed;
    private final Optional<Lane> lane;
    private final StudyPipeline pipeline;
    private final Set<String> extraColumns = new HashSet<>();
    private Optional<LearnerKind> kind = Optional.empty();

    private SearchReader(Section root) {
        this.root = root;
        search = root.section("search");
        method = search.text("method").orElse(GRID);
        seed = search.whole("seed").orElse(DEFAULT_SEED);
        lane = search.text("lane").filter(label -> !label.equals("auto")).map(Lane::labelled);
        pipeline = PipelineReader.read(root, seed);
    }

    static SearchDefinition read(Section root) {
        return new SearchReader(root).read();
    }

    private SearchDefinition read() {
        List<LearnerSpace> spaces = method.equals("manual") ? configs() : learners();
        SearchSpace space = new SearchSpace(spaces);
        Sampler sampler = sampler(space);
        StoppingRule rule = search.checked("time-limit", () -> new StoppingRule(timeLimit()));
        return new SearchDefinition(
                method, pipeline, space, kind.orElseThrow(), sampler, lane, seed, rule, extraColumns);
    }

    private List<LearnerSpace> learners() {
        if (search.has(CONFIGS)) {
            throw search.invalid(CONFIGS, "belongs to method manual (method: " + method + ")");
        }
        if (!root.has(LEARNER)) {
            throw root.document().invalid(root.pointer(), "'learner' is missing");
        }
        if (root.value(LEARNER).isTextual()) {
            return List.of(learner(root, LEARNER, root.section(SPACE)));
        }
        if (root.has(SPACE)) {
            throw root.invalid(SPACE, "belongs to a single learner; give each learner of a list its own");
        }
        List<LearnerSpace> spaces = new ArrayList<>();
        for (Section item : root.sections(LEARNER)) {
            spaces.add(item.node().isTextual() ? plain(item) : learner(item, "name", item.section(SPACE)));
        }
        return spaces;
    }

    /** An item of the list of learners that is a name only. */
    private LearnerSpace plain(Section item) {
        return item.checked(() -> {
            String name = item.node().textValue();
            register(name);
            return requireCreatable(new LearnerSpace(name, List.of()));
        });
    }

    private LearnerSpace learner(Section section, String key, Section space) {
        String name = section.text(key).orElseThrow();
        section.checked(key, () -> {
            register(name);
            return name;
        });
        LearnerSpace read = noteColumns(SpaceReader.space(name, space, pipeline));
        if (method.equals(GRID)) {
            SpaceReader.placed(space, () -> new GridSampler(new SearchSpace(List.of(read)), seed));
        }
        return section.checked(key, () -> requireCreatable(read));
    }

    private List<LearnerSpace> configs() {
        if (root.has(SPACE)) {
            throw root.invalid(SPACE, "has no use in manual search, whose trials are listed in search.configs");
        }
        if (!search.has(CONFIGS)) {
            throw search.invalid(CONFIGS, "is missing; manual search lists its trials there");
        }
        if (root.has(LEARNER) && !root.value(LEARNER).isTextual()) {
            throw root.invalid(LEARNER, "must be one learner in manual search; name others in the configs");
        }
        List<LearnerSpace> spaces = new ArrayList<>();
        for (Section config : search.sections(CONFIGS)) {
            spaces.add(config(config));
        }
        return spaces;
    }

    private LearnerSpace config(Section config) {
        Section named = config.has(LEARNER) ? config : root;
        String learner = named.text(LEARNER)
                .orElseThrow(() -> config.invalid(LEARNER, "is missing, here and at the top of the file"));
        named.checked(LEARNER, () -> {
            register(learner);
            return learner;
        });
        LearnerSpace read = noteColumns(SpaceReader.config(learner, config, LEARNER, pipeline));
        return config.checked(() -> requireCreatable(read));
    }

    /** All learners of a study must learn the same, or no metric could compare them. */
    private void register(String learner) {
        LearnerKind own = LearnerCatalog.kindOf(learner);
        LearnerKind first = kind.orElse(own);
        if (own != first) {
            throw new IllegalArgumentException("learners of one study must be of one kind (" + learner + ": "
                    + label(own) + ", before: " + label(first) + ")");
        }
        kind = Optional.of(own);
    }

    private static String label(LearnerKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Fails if the learner cannot even be made, as OneVsRest without a classifier, or not be trained in the lane, or a stage
     * not be made.
     */
    private LearnerSpace requireCreatable(LearnerSpace space) {
        TrialConfig first = new GridSampler(new SearchSpace(List.of(firstValues(space))), 0).trial(0);
        pipeline.of(first).forEach(StageDefinition::create);
        TrainerRegistry.trainerFor(EstimatorFactory.create(pipeline.learnerOf(first)), lane);
        return space;
    }

    private static LearnerSpace firstValues(LearnerSpace space) {
        return new LearnerSpace(
                space.learner(),
                space.dimensions().stream()
                        .filter(dimension -> dimension.condition().equals(Condition.always()))
                        .<Dimension>map(dimension -> Choice.fixed(
                                dimension.name(), dimension.probes().get(0)))
                        .toList());
    }

    private LearnerSpace noteColumns(LearnerSpace space) {
        space.dimensions().stream()
                .filter(dimension -> EstimatorFactory.namesColumn(dimension.name()))
                .flatMap(dimension -> dimension.probes().stream())
                .map(ParameterValue::toString)
                .filter(column -> !column.isEmpty())
                .forEach(extraColumns::add);
        return space;
    }

    private Sampler sampler(SearchSpace space) {
        return switch (method) {
            case "random" -> new RandomSampler(space, trials(), seed);
            case "sobol" -> sobol(space, trials());
            case "manual" -> new ManualSampler(withoutTrials(() -> configsOf(space)), seed);
            default ->
                withoutTrials(() ->
                        root.checked(root.has(SPACE) ? SPACE : LEARNER, () -> limited(new GridSampler(space, seed))));
        };
    }

    private Sampler sobol(SearchSpace space, long trials) {
        return search.checked(() -> new SobolSampler(space, trials, seed));
    }

    private static GridSampler limited(GridSampler grid) {
        if (grid.trials() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a grid must have at most " + Integer.MAX_VALUE + " points (points: "
                    + grid.trials() + "); use random search");
        }
        return grid;
    }

    private long trials() {
        return search.whole(TRIALS)
                .orElseThrow(() -> search.invalid(TRIALS, "is missing; " + method + " search needs it"));
    }

    private <T> T withoutTrials(Supplier<T> sampler) {
        if (search.has(TRIALS)) {
            throw search.invalid(
                    TRIALS,
                    "belongs to random and sobol search; " + method + " search has as many as it" + " lists (value: "
                            + search.value(TRIALS) + ")");
        }
        return sampler.get();
    }

    private static List<ManualSampler.Config> configsOf(SearchSpace space) {
        return space.learners().stream()
                .map(learner -> new ManualSampler.Config(learner.learner(), values(learner)))
                .toList();
    }

    private static Map<String, ParameterValue> values(LearnerSpace learner) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        learner.dimensions().forEach(dimension -> values.put(dimension.name(), dimension.at(0L)));
        return Collections.unmodifiableMap(values);
    }

    private Optional<Duration> timeLimit() {
        return search.text("time-limit").map(text -> Duration.parse("PT" + text));
    }
}
