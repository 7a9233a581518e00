package dev.hone.driver.sampler.known;

import dev.hone.driver.sampler.encoding.StartingValues;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads trials of an earlier run as trials of a study's space, which may be another one:
 *
 * <pre>
 *   a param of both spaces            its value, if the study's space has it
 *   a param of this space alone       the value that it had in the earlier run, if that is known
 *   a param of the earlier one alone  dropped where it is that of this study, which does not tune it
 * </pre>
 *
 * <p>Trials that have no config here are left out.
 */
public final class EarlierTrials {
    private final SearchSpace space;
    private final FixedParams here;
    private final FixedParams there;

    /** Defaults of Spark are asked for once per param. */
    private final Map<String, Optional<ParameterValue>> known = new HashMap<>();

    /**
     * @param space of the study
     * @param here what the study does not tune
     * @param there what the earlier run did not tune
     */
    public EarlierTrials(SearchSpace space, FixedParams here, FixedParams there) {
        this.space = space;
        this.here = here;
        this.there = there;
    }

    /** A trial as one of this space, or why it is none. */
    private record Reading(Map<String, ParameterValue> params, Map<String, String> taken, Optional<String> reason) {}

    /**
     * The trials that have a config here.
     *
     * @param folder where the earlier run is
     * @param outcomes all of its trials
     */
    public WarmStart read(String folder, List<TrialOutcome> outcomes) {
        List<TrialOutcome> trials = new ArrayList<>();
        Map<String, Integer> leftOut = new LinkedHashMap<>();
        Map<String, String> taken = new LinkedHashMap<>();
        for (TrialOutcome outcome : outcomes) {
            Reading reading = read(outcome.config());
            reading.reason().ifPresentOrElse(reason -> leftOut.merge(reason, 1, Integer::sum), () -> {
                trials.add(outcome.of(withParams(outcome.config(), reading.params())));
                taken.putAll(reading.taken());
            });
        }
        return new WarmStart(folder, outcomes.size(), trials, leftOut, taken);
    }

    private static TrialConfig withParams(TrialConfig config, Map<String, ParameterValue> params) {
        return new TrialConfig(config.number(), config.learner(), params, config.seed());
    }

    /** By the first of the learner's spaces that has the trial; the reason is that of the first one. */
    private Reading read(TrialConfig config) {
        List<Reading> readings = space.learners().stream()
                .filter(learner -> learner.learner().equals(config.learner()))
                .map(learner -> read(config, learner))
                .toList();
        return readings.stream()
                .filter(reading -> reading.reason().isEmpty())
                .findFirst()
                .or(() -> readings.stream().findFirst())
                .orElseGet(() -> new Reading(
                        Map.of(), Map.of(), Optional.of("learner " + config.learner() + " is not in the space")));
    }

    private Reading read(TrialConfig config, LearnerSpace learner) {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        Map<String, String> taken = new LinkedHashMap<>();
        for (Dimension dimension : learner.dimensions()) {
            if (!dimension.condition().holds(params)) {
                continue;
            }
            Optional<ParameterValue> tuned = Optional.ofNullable(config.params().get(dimension.name()));
            Optional<ParameterValue> value = tuned.or(() -> fixed(there, "there ", config.learner(), dimension.name()));
            Optional<ParameterValue> own = value.flatMap(of -> StartingValues.own(dimension, of));
            if (own.isEmpty()) {
                return leftOut("param '" + dimension.name() + "' "
                        + (value.isPresent()
                                ? "outside of " + dimension.text()
                                : "is new, its value there is not known"));
            }
            params.put(dimension.name(), own.get());
            if (tuned.isEmpty()) {
                taken.put(dimension.name(), own.get().toString());
            }
        }
        return config.params().entrySet().stream()
                .filter(param -> learner.dimensions().stream()
                        .noneMatch(dimension -> dimension.name().equals(param.getKey())))
                .filter(param -> !isFixedHere(config.learner(), param.getKey(), param.getValue()))
                .findFirst()
                .map(param -> leftOut("param '" + param.getKey() + "' is not tuned here, with another value"))
                .orElseGet(() -> new Reading(params, taken, Optional.empty()));
    }

    private static Reading leftOut(String reason) {
        return new Reading(Map.of(), Map.of(), Optional.of(reason));
    }

    private boolean isFixedHere(String learner, String param, ParameterValue value) {
        return fixed(here, "here ", learner, param)
                .flatMap(own -> StartingValues.own(Choice.fixed(param, own), value))
                .isPresent();
    }

    private Optional<ParameterValue> fixed(FixedParams params, String where, String learner, String param) {
        return known.computeIfAbsent(where + learner + " " + param, key -> params.of(learner, param));
    }
}
