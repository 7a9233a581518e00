package dev.hone.driver.definition;

import dev.hone.driver.definition.ValidationDefinition.Confirm;
import dev.hone.driver.ranking.LearnerMetrics;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.evaluate.TopicModelMetric;
import dev.hone.worker.fold.FoldColumn;
import dev.hone.worker.fold.FoldScheme;
import dev.hone.worker.fold.GroupKFold;
import dev.hone.worker.fold.HoldOut;
import dev.hone.worker.fold.KFold;
import dev.hone.worker.fold.RepeatedKFold;
import dev.hone.worker.fold.RepeatedStratifiedKFold;
import dev.hone.worker.fold.RowOrder;
import dev.hone.worker.fold.StratifiedGroupKFold;
import dev.hone.worker.fold.StratifiedHoldOut;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.fold.TimeSeriesSplit;
import dev.hone.worker.metric.DistanceMeasure;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.metric.Metrics;
import dev.hone.worker.metric.RegressionLine;
import dev.hone.worker.train.LearnerKind;
import dev.hone.worker.trial.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code validation} of a study file. */
final class ValidationReader {
    private static final String METRIC = "metric";
    private static final String METRICS = "metrics";
    private static final String SCHEME = "scheme";
    private static final int DEFAULT_FOLDS = 3;
    private static final int DEFAULT_REPEATS = 10;
    private static final double DEFAULT_TRAIN_RATIO = 0.75;

    /** The keys that each scheme reads. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "k-fold", List.of("folds", "shuffle"),
            "stratified-k-fold", List.of("folds", "shuffle"),
            "stratified-group-k-fold", List.of("folds", "shuffle"),
            "group-k-fold", List.of("folds"),
            "time-series-split", List.of("folds", "gap", "max-train-size", "test-size"),
            "repeated-k-fold", List.of("folds", "repeats"),
            "repeated-stratified-k-fold", List.of("folds", "repeats"),
            "hold-out", List.of("train-ratio", "shuffle"),
            "stratified-hold-out", List.of("train-ratio", "shuffle"),
            "fold-column", List.of());

    private static final String METRIC_LABEL = "metricLabel";
    private static final String CONFIRM = "confirm";
    private static final Set<String> NOT_OF_SCHEMES = Set.of(METRIC, METRICS, "metric-options", SCHEME, CONFIRM);

    private final Section validation;
    private final TableSource data;
    private final LearnerKind kind;
    private final long seed;

    private ValidationReader(Section validation, TableSource data, LearnerKind kind, long seed) {
        this.validation = validation;
        this.data = data;
        this.kind = kind;
        this.seed = seed;
    }

    /**
     * Reads the section; empty if there are mistakes, which are noted.
     *
     * @param kind what the learners learn; if empty, because the learners have a mistake, metrics are not looked up
     */
    static Optional<ValidationDefinition> read(
            Section root, Optional<TableSource> data, Optional<LearnerKind> kind, long seed) {
        Section validation = root.section("validation");
        if (data.isEmpty() || kind.isEmpty()) {
            kind.ifPresent(known -> metrics(validation, known));
            return Optional.empty();
        }
        return new ValidationReader(validation, data.get(), kind.get(), seed).read();
    }

    private Optional<ValidationDefinition> read() {
        List<String> metrics = metrics(validation, kind);
        Optional<Scoring> scoring =
                validation.isBroken(METRIC) || validation.isBroken(METRICS) ? Optional.empty() : scoring(metrics);
        String name = validation.text(SCHEME).orElseGet(this::defaultScheme);
        if (validation.isBroken(SCHEME)) {
            return Optional.empty();
        }
        requireOwnKeys(name);
        Optional<FoldScheme> scheme = validation.attempt(SCHEME, () -> scheme(name));
        Optional<Confirm> confirm = scheme.flatMap(known -> confirm(name, known));
        if (scoring.isEmpty() || scheme.isEmpty() || validation.isBroken()) {
            return Optional.empty();
        }
        Objective objective = new Objective(metrics.get(0), direction(metrics.get(0)));
        return Optional.of(new ValidationDefinition(
                objective,
                metrics,
                scoring.orElseThrow(),
                metricLabel(),
                name,
                scheme.orElseThrow(),
                schemeParams(name),
                confirm));
    }

    /** Another seed must give other folds. */
    private Optional<Confirm> confirm(String name, FoldScheme scheme) {
        return validation
                .count(CONFIRM)
                .flatMap(trials -> validation.attempt(CONFIRM, () -> {
                    FoldScheme other =
                            new ValidationReader(validation, data, kind, Seeds.ofStream(seed, CONFIRM)).scheme(name);
                    if (other.equals(scheme)) {
                        throw new IllegalArgumentException(
                                "needs a scheme that has other folds by another seed; those of " + name
                                        + (validation.has("shuffle") ? " without shuffle" : "")
                                        + " are always the same");
                    }
                    return new Confirm(trials, other);
                }));
    }

    /** The params of a scheme by their keys; those without a default only if they are given. */
    private Map<String, Object> schemeParams(String scheme) {
        Map<String, Object> params = new LinkedHashMap<>();
        for (String key : KEYS.getOrDefault(scheme, List.of())) {
            switch (key) {
                case "folds" -> params.put(key, folds());
                case "repeats" -> params.put(key, repeats());
                case "train-ratio" -> params.put(key, trainRatio());
                case "shuffle" -> params.put(key, shuffles());
                case "gap" -> params.put(key, gap());
                default -> validation.count(key).ifPresent(value -> params.put(key, value));
            }
        }
        return params;
    }

    private int folds() {
        return validation.count("folds").orElse(DEFAULT_FOLDS);
    }

    private int repeats() {
        return validation.count("repeats").orElse(DEFAULT_REPEATS);
    }

    private boolean shuffles() {
        return validation.flag("shuffle").orElse(true);
    }

    private int gap() {
        return validation.count("gap").orElse(0);
    }

    /** The objective and the further metrics, each known to this kind of learner and named once. */
    private static List<String> metrics(Section validation, LearnerKind kind) {
        Set<String> names = new LinkedHashSet<>();
        validation
                .text(METRIC)
                .flatMap(name -> validation.attempt(METRIC, () -> known(name, kind)))
                .ifPresent(names::add);
        List<String> unknown = new ArrayList<>();
        for (String name : validation.texts(METRICS)) {
            if (LearnerMetrics.names(kind).contains(name)) {
                names.add(name);
            } else {
                unknown.add(name);
            }
        }
        validation.attempt(METRICS, () -> allKnown(unknown, kind));
        return List.copyOf(names);
    }

    private static List<String> allKnown(List<String> metrics, LearnerKind kind) {
        List<String> mistakes = new ArrayList<>();
        for (String metric : metrics) {
            mistakes.add(LearnerMetrics.unknown(metric, kind));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidInputException(mistakes, null);
        }
        return metrics;
    }

    private static String known(String metric, LearnerKind kind) {
        if (!LearnerMetrics.names(kind).contains(metric)) {
            throw new IllegalArgumentException(LearnerMetrics.unknown(metric, kind));
        }
        return metric;
    }

    private Direction direction(String metric) {
        boolean larger = kind == LearnerKind.TOPIC_MODEL
                ? TopicModelMetric.named(metric).largerIsBetter()
                : Metrics.named(metric).largerIsBetter();
        return larger ? Direction.MAXIMIZE : Direction.MINIMIZE;
    }

    private Optional<Scoring> scoring(List<String> metrics) {
        if (kind == LearnerKind.TOPIC_MODEL) {
            return Optional.of(new Scoring.OfTopics(
                    metrics.stream().map(TopicModelMetric::named).toList()));
        }
        Section options = validation.section("metric-options");
        MetricOptions read = options(options);
        return options.isBroken()
                ? Optional.empty()
                : Optional.of(new Scoring.OfPredictions(MetricSuite.of(metrics, read)));
    }

    private static MetricOptions options(Section section) {
        MetricOptions options = MetricOptions.defaults();
        for (String key : section.keys()) {
            MetricOptions before = options;
            options = section.attempt(key, () -> option(before, section, key)).orElse(before);
        }
        return options;
    }

    private static MetricOptions option(MetricOptions options, Section section, String key) {
        return switch (key) {
            case METRIC_LABEL -> options;
            case "beta" -> options.withBeta(section.number(key).orElseThrow());
            case "eps" -> options.withEps(section.number(key).orElseThrow());
            case "numBins" -> options.withNumBins(section.count(key).orElseThrow());
            case "throughOrigin" ->
                options.withRegressionLine(
                        section.flag(key).orElseThrow()
                                ? RegressionLine.THROUGH_ORIGIN
                                : RegressionLine.WITH_INTERCEPT);
            default ->
                options.withDistanceMeasure(
                        DistanceMeasure.named(section.text(key).orElseThrow()));
        };
    }

    /** A text, a number or a boolean, as the table has it; its class is known once that is read. */
    private Optional<String> metricLabel() {
        Section options = validation.section("metric-options");
        if (!options.has(METRIC_LABEL)) {
            return Optional.empty();
        }
        if (kind != LearnerKind.CLASSIFIER) {
            throw options.invalid(METRIC_LABEL, "has no use, since only classifiers have classes");
        }
        return Optional.of(options.value(METRIC_LABEL).asText());
    }

    private String defaultScheme() {
        if (data.roles().split().fold().isPresent()) {
            return "fold-column";
        }
        if (data.roles().split().group().isPresent()) {
            return "group-k-fold";
        }
        if (data.roles().split().time().isPresent()) {
            return "time-series-split";
        }
        return kind == LearnerKind.CLASSIFIER ? "stratified-k-fold" : "k-fold";
    }

    private void requireOwnKeys(String scheme) {
        List<String> own = KEYS.getOrDefault(scheme, List.of());
        for (String key : validation.keys()) {
            if (!own.contains(key) && !NOT_OF_SCHEMES.contains(key)) {
                validation.note(
                        key,
                        "has no use in scheme " + scheme + " (keys of the scheme: "
                                + (own.isEmpty() ? "none" : String.join(", ", own)) + ")");
            }
        }
    }

    private FoldScheme scheme(String name) {
        int folds = folds();
        int repeats = repeats();
        return switch (name) {
            case "k-fold" -> new KFold(folds, order());
            case "stratified-k-fold" -> new StratifiedKFold(folds, order());
            case "stratified-group-k-fold" -> new StratifiedGroupKFold(requiredGroups(name, folds), order());
            case "group-k-fold" -> new GroupKFold(requiredGroups(name, folds));
            case "time-series-split" ->
                new TimeSeriesSplit(
                        folds, data.roles().split().time(), gap(), optional("max-train-size"), optional("test-size"));
            case "repeated-k-fold" -> new RepeatedKFold(folds, repeats, seed);
            case "repeated-stratified-k-fold" -> new RepeatedStratifiedKFold(folds, repeats, seed);
            case "hold-out" -> new HoldOut(trainRatio(), order());
            case "stratified-hold-out" -> new StratifiedHoldOut(trainRatio(), order());
            default -> foldColumn();
        };
    }

    /** The folds, for which groups must be named. */
    private int requiredGroups(String scheme, int folds) {
        if (data.roles().split().group().isEmpty()) {
            throw new IllegalArgumentException(scheme + " needs the column that groups rows, under data.group");
        }
        return folds;
    }

    private FoldScheme foldColumn() {
        if (data.roles().split().fold().isEmpty()) {
            throw new IllegalArgumentException("fold-column needs the column that numbers the folds, under data.fold");
        }
        return new FoldColumn();
    }

    private RowOrder order() {
        return shuffles() ? RowOrder.shuffled(seed) : RowOrder.asStored();
    }

    private double trainRatio() {
        return validation.number("train-ratio").orElse(DEFAULT_TRAIN_RATIO);
    }

    private OptionalInt optional(String key) {
        return validation.count(key).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
