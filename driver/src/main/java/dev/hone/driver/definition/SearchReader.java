package dev.hone.driver.definition;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.RecommendBy;
import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.sampler.ManualSampler;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.Samplers;
import dev.hone.driver.sampler.auto.SearchMethods;
import dev.hone.driver.sampler.curve.CurveMode;
import dev.hone.driver.sampler.known.KnownFirst;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.driver.study.StoppingRule;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.train.LearnerKind;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;

/** Reads {@code pipeline}, {@code learner}, {@code space} and {@code search} of a study file. */
final class SearchReader {
    private static final String METHOD = "method";
    private static final String GRID = "grid";
    private static final String RANDOM = "random";
    private static final String MANUAL = "manual";
    private static final String LEARNER = "learner";
    private static final String CONFIGS = "configs";
    private static final String SPACE = "space";
    private static final String TRIALS = "trials";
    private static final String MAX_TABLE_BYTES = "max-table-bytes";
    private static final String TIME_LIMIT = "time-limit";
    private static final String TRIAL_TIMEOUT = "trial-timeout";
    private static final String AUTO = "auto";
    private static final String CURVES = "curves";

    /** Stands in for what {@code validation} does not tell because of a mistake, with which no study is run. */
    private static final Objective UNREAD = new Objective("", Objective.Direction.MAXIMIZE);

    private static final long DEFAULT_SEED = 42;

    private final Section root;
    private final Section search;
    private final String method;
    private final long seed;
    private final LaneSetting lane;
    private final StudyPipeline pipeline;
    private final List<LearnerSpace> spaces;
    private final Set<String> extraColumns = new HashSet<>();
    private Optional<LearnerKind> kind = Optional.empty();
    private Optional<String> obstacle = Optional.empty();
    private final Set<String> inlineReasons = new LinkedHashSet<>();

    /**
     * Reads the pipeline and the learners with their spaces; what is wrong with them is noted.
     *
     * @param sql whether stages of the pipeline may run SQL
     */
    SearchReader(Section root, SqlStages sql) {
        this.root = root;
        search = root.section("search");
        requireKnownMethod();
        method = search.isBroken(METHOD) ? likelyMethod() : search.text(METHOD).orElseGet(this::defaultMethod);
        seed = search.attempt("seed", () -> search.whole("seed").orElse(DEFAULT_SEED))
                .orElse(DEFAULT_SEED);
        lane = search.text("lane").map(LaneSetting::labelled).orElse(LaneSetting.AUTO);
        pipeline = new PipelineReader(sql).read(root, seed);
        spaces = method.equals(MANUAL) ? configs() : learners();
    }

    private void requireKnownMethod() {
        List<String> known = Stream.concat(Stream.of(GRID, MANUAL), Samplers.names().stream())
                .toList();
        search.text(METHOD)
                .filter(name -> !search.isBroken(METHOD) && !known.contains(name))
                .ifPresent(name -> search.note(
                        METHOD,
                        "must be one of " + String.join(", ", known) + " (value: " + name + ")"
                                + NearMiss.hint(name, known)));
    }

    private String defaultMethod() {
        return search.has(TRIALS) || search.has(TIME_LIMIT) ? AUTO : GRID;
    }

    /** In place of a method with a mistake: one that refuses nothing else. */
    private String likelyMethod() {
        return search.has(CONFIGS) ? MANUAL : RANDOM;
    }

    /**
     * Reads the search; empty if there are mistakes, which are noted.
     *
     * @param objective what ranks trials; empty if that has a mistake
     */
    Optional<SearchDefinition> read(Optional<Objective> objective) {
        Optional<StoppingRule> rule = search.attempt(TIME_LIMIT, () -> new StoppingRule(duration(TIME_LIMIT)));
        Optional<StoppingRule> limited =
                search.attempt(TRIAL_TIMEOUT, () -> withTrialTimeout(rule.orElseGet(StoppingRule::never)));
        if (!search.isBroken(METHOD)) {
            checkTrials();
        }
        if ((method.equals(GRID) || method.equals(MANUAL)) && curves() == CurveMode.ALWAYS) {
            search.note(CURVES, "belongs to methods that learn from scores (method: " + method + ")");
        }
        if (lane != LaneSetting.AUTO && search.has(MAX_TABLE_BYTES)) {
            search.note(MAX_TABLE_BYTES, "belongs to lane auto (lane: " + lane.label() + ")");
        }
        if (spaces.isEmpty() || kind.isEmpty() || rule.isEmpty() || limited.isEmpty() || isBroken()) {
            return Optional.empty();
        }
        SearchSpace space = new SearchSpace(spaces);
        List<ManualSampler.Config> known = method.equals(MANUAL) ? List.of() : KnownGoodReader.read(search, space);
        if (search.isBroken()) {
            return Optional.empty();
        }
        return root.document()
                .mistakes()
                .attempt(() -> sampler(space, objective.orElse(UNREAD)))
                .flatMap(sampler -> search.attempt(StudyDefinition.WARM_START, () -> requireLearning(sampler)))
                .flatMap(sampler -> search.attempt(StudyDefinition.RECOMMEND, () -> requireModel(sampler)))
                .flatMap(sampler ->
                        search.attempt(KnownGoodReader.KNOWN_GOOD, () -> KnownFirst.before(sampler, known, seed)))
                .map(sampler -> new SearchDefinition(
                        method,
                        pipeline,
                        space,
                        kind.orElseThrow(),
                        sampler,
                        new LaneDefinition(lane, maxTableBytes(), obstacle, List.copyOf(inlineReasons)),
                        seed,
                        limited.orElseThrow(),
                        extraColumns));
    }

    /** What the learners learn; empty if no learner is known. */
    Optional<LearnerKind> kind() {
        return kind;
    }

    /** From which all that is random follows. */
    long seed() {
        return seed;
    }

    private boolean isBroken() {
        return Stream.of(LEARNER, SPACE, "pipeline", "search").anyMatch(root::isBroken);
    }

    private void checkTrials() {
        boolean lists = method.equals(GRID) || method.equals(MANUAL);
        boolean draws = method.equals(RANDOM) || method.equals("sobol");
        boolean isMissing = !search.has(TRIALS) && !search.isBroken(TRIALS);
        if (draws && isMissing) {
            search.note(TRIALS, "is missing; " + method + " search needs it");
        }
        if (!draws && !lists && isMissing && !search.has(TIME_LIMIT) && !search.isBroken(TIME_LIMIT)) {
            search.note(TRIALS, "is missing; " + method + " search needs it or a time-limit");
        }
        if (lists && search.has(TRIALS)) {
            search.note(
                    TRIALS,
                    "belongs to searches that draw or propose; " + method + " search has as many as it lists (value: "
                            + search.value(TRIALS) + ")");
        }
    }

    private List<LearnerSpace> learners() {
        if (search.has(CONFIGS)) {
            search.note(CONFIGS, "belongs to method manual (method: " + method + ")");
        }
        if (!root.has(LEARNER)) {
            root.document().mistakes().add(root.document().missing(root.pointer(), LEARNER));
            return List.of();
        }
        if (root.value(LEARNER).isTextual()) {
            return learner(root, LEARNER, root.section(SPACE)).stream().toList();
        }
        if (root.has(SPACE)) {
            root.note(SPACE, "belongs to a single learner; give each learner of a list its own");
        }
        List<LearnerSpace> spaces = new ArrayList<>();
        for (Section item : root.sections(LEARNER)) {
            if (item.node().isTextual()) {
                plain(item).ifPresent(spaces::add);
            } else if (item.node().isObject()) {
                learner(item, "name", item.section(SPACE)).ifPresent(spaces::add);
            }
        }
        return spaces;
    }

    /** An item of the list of learners that is a name only. */
    private Optional<LearnerSpace> plain(Section item) {
        return item.attempt(() -> {
            String name = item.node().textValue();
            register(name);
            return requireCreatable(new LearnerSpace(name, List.of()));
        });
    }

    private Optional<LearnerSpace> learner(Section section, String key, Section space) {
        return SpaceReader.space(registered(section, key), space, pipeline, this::requireListable)
                .flatMap(read -> section.attempt(key, () -> requireCreatable(noteColumns(read))));
    }

    /** The learner that a key names; empty if it is missing or has a mistake, which is noted. */
    private Optional<String> registered(Section section, String key) {
        return section.text(key)
                .flatMap(name -> section.attempt(key, () -> {
                    register(name);
                    return name;
                }));
    }

    private void requireListable(LearnerSpace space) {
        if (method.equals(GRID)) {
            new GridSampler(new SearchSpace(List.of(space)), seed);
        }
    }

    private List<LearnerSpace> configs() {
        if (root.has(SPACE)) {
            root.note(SPACE, "has no use in manual search, whose trials are listed in search.configs");
        }
        if (!search.has(CONFIGS) && !root.has(SPACE)) {
            search.note(CONFIGS, "is missing; manual search lists its trials there");
        }
        if (root.has(LEARNER) && !root.value(LEARNER).isTextual()) {
            root.note(LEARNER, "must be one learner in manual search; name others in the configs");
        }
        List<LearnerSpace> known =
                configs(KnownGoodReader.KNOWN_GOOD).distinct().toList();
        return Stream.concat(known.stream(), configs(CONFIGS).filter(config -> !known.contains(config)))
                .toList();
    }

    /** Whole configs, each as a space of one point. */
    private Stream<LearnerSpace> configs(String key) {
        return search.sections(key).stream().flatMap(config -> config(config).stream());
    }

    private Optional<LearnerSpace> config(Section config) {
        Section named = config.has(LEARNER) ? config : root;
        if (!named.has(LEARNER) && !named.isBroken(LEARNER) && !config.isBroken(LEARNER)) {
            config.note(LEARNER, "is missing, here and at the top of the file");
        }
        return SpaceReader.config(registered(named, LEARNER), config, LEARNER, pipeline)
                .flatMap(read -> config.attempt(() -> requireCreatable(noteColumns(read))));
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
        if (root.isBroken("pipeline")) {
            return space;
        }
        TrialConfig first = new GridSampler(new SearchSpace(List.of(firstValues(space))), 0).trial(0);
        pipeline.of(first).forEach(StageDefinition::create);
        requireTrainable(EstimatorFactory.create(pipeline.learnerOf(first)));
        return space;
    }

    /** What no task can train takes the cluster lane, unless a lane inside tasks is asked for. */
    private void requireTrainable(Estimator<?> estimator) {
        if (lane == LaneSetting.FAST || lane == LaneSetting.INLINE) {
            TrainerRegistry.trainerFor(estimator, lane);
        } else if (obstacle.isEmpty()) {
            obstacle = TrainerRegistry.obstacle(estimator);
            TrainerRegistry.reasonAgainstFast(estimator).ifPresent(inlineReasons::add);
        }
    }

    private OptionalLong maxTableBytes() {
        return search.whole(MAX_TABLE_BYTES).map(OptionalLong::of).orElseGet(OptionalLong::empty);
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
        EstimatorFactory.defaultColumns(space.learner()).forEach((param, column) -> {
            if (space.dimensions().stream()
                    .noneMatch(dimension -> dimension.name().equals(param))) {
                extraColumns.add(column);
            }
        });
        return space;
    }

    private Sampler sampler(SearchSpace space, Objective objective) {
        return switch (method) {
            case GRID -> root.checked(root.has(SPACE) ? SPACE : LEARNER, () -> limited(new GridSampler(space, seed)));
            case MANUAL -> new ManualSampler(configsOf(space), seed);
            default -> withCurves(new SamplerSettings(space, objective, trials(), seed));
        };
    }

    /** Only methods that look at scores have a use for those of an earlier run. */
    private Sampler requireLearning(Sampler sampler) {
        if (search.has(StudyDefinition.WARM_START) && sampler instanceof NumberedSampler) {
            throw new IllegalArgumentException(
                    "needs a method that learns from scores: auto, gp, tpe or cma-es (method: " + method + ")");
        }
        return sampler;
    }

    private Sampler withCurves(SamplerSettings settings) {
        Sampler single = search.checked(METHOD, () -> SearchMethods.create(method, settings));
        return search.checked(
                search.has(CURVES) ? CURVES : TRIALS,
                () -> curves().sampler(single, method, settings, new StudyTrainings(pipeline, lane)));
    }

    private CurveMode curves() {
        return search.has(CURVES) ? CurveMode.labelled(search.value(CURVES).asText()) : CurveMode.AUTO;
    }

    /** Only methods with a model of the scores can estimate them. */
    private Sampler requireModel(Sampler sampler) {
        boolean isEstimated = search.text(StudyDefinition.RECOMMEND).equals(Optional.of(RecommendBy.ESTIMATED.label()));
        if (isEstimated && !(sampler instanceof Recommending)) {
            throw new IllegalArgumentException(
                    "estimated needs a method with a model of the scores: auto or gp (method: " + method + ")");
        }
        return sampler;
    }

    private static GridSampler limited(GridSampler grid) {
        if (grid.trials() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a grid must have at most " + Integer.MAX_VALUE + " points (points: "
                    + grid.trials() + "); use random search");
        }
        return grid;
    }

    private long trials() {
        return search.whole(TRIALS).orElse(SamplerSettings.UNLIMITED);
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

    private StoppingRule withTrialTimeout(StoppingRule rule) {
        return duration(TRIAL_TIMEOUT).map(rule::withTrialTimeout).orElse(rule);
    }

    private Optional<Duration> duration(String key) {
        return search.text(key).map(text -> Duration.parse("PT" + text));
    }
}
