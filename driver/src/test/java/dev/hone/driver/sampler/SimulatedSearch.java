package dev.hone.driver.sampler;

import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Asks a sampler and tells it, without Spark: trials end in an order that is neither that of their start nor random. */
public final class SimulatedSearch {
    public static final String METRIC = "loss";

    private final Sampler sampler;
    private final int running;
    private final Function<TrialConfig, TrialOutcome> outcome;
    private final List<TrialOutcome> earlier = new ArrayList<>();
    private final List<TrialOutcome> ended = new ArrayList<>();
    private final List<TrialConfig> begun = new ArrayList<>();
    private final List<TrialConfig> proposed = new ArrayList<>();

    /** @param running how many trials run at a time */
    public SimulatedSearch(Sampler sampler, int running, Function<TrialConfig, TrialOutcome> outcome) {
        this.sampler = sampler;
        this.running = running;
        this.outcome = outcome;
    }

    /** Continues until so many trials have been proposed, or the sampler has no more; returns all of them. */
    public List<TrialConfig> until(int trials) {
        while (proposed.size() < trials && proposed.size() < sampler.trials()) {
            if (begun.size() == running) {
                TrialConfig next = begun.remove(proposed.size() * 7 % running);
                ended.add(outcome.apply(next));
            }
            TrialConfig config = sampler.propose(proposed.size(), history());
            begun.add(config);
            proposed.add(config);
        }
        return proposed;
    }

    /** The same search with another sampler, which has seen nothing of it. */
    public SimulatedSearch continuedBy(Sampler other) {
        SimulatedSearch search = new SimulatedSearch(other, running, outcome);
        search.earlier.addAll(earlier);
        search.ended.addAll(ended);
        search.begun.addAll(begun);
        search.proposed.addAll(proposed);
        return search;
    }

    /** The same search with the outcomes of an earlier one. */
    public SimulatedSearch after(List<TrialOutcome> others) {
        earlier.addAll(others);
        return this;
    }

    /** What is known now. */
    public History history() {
        return new History(
                List.copyOf(ended),
                begun.stream()
                        .map(config -> new History.Running(config, List.of()))
                        .toList(),
                List.copyOf(earlier));
    }

    /** A score of one fold. */
    public static TrialOutcome scored(TrialConfig config, double loss) {
        return new Scored(config, Lane.FAST, List.of(new FoldScore(0, Map.of(METRIC, loss), 1, 1)), 2);
    }

    /** A failure. */
    public static TrialOutcome failed(TrialConfig config) {
        return new Failed(config, FailureCategory.TRAINING_FAILED, "diverged", 1);
    }

    /** A score that is the better the nearer all numbers are to 0.3, and all texts to the letter a. */
    public static TrialOutcome bowl(TrialConfig config) {
        return scored(config, distance(config));
    }

    /** What {@link #bowl} scores. */
    public static double distance(TrialConfig config) {
        return config.params().values().stream()
                .mapToDouble(SimulatedSearch::distance)
                .sum();
    }

    private static double distance(ParameterValue value) {
        double number;
        if (value instanceof Real real) {
            number = real.value();
        } else if (value instanceof Whole whole) {
            number = whole.value() / 10.0;
        } else if (value instanceof Flag flag) {
            number = flag.value() ? 1 : 0.5;
        } else {
            number = value.toString().charAt(0) - 'a';
        }
        return (number - 0.3) * (number - 0.3);
    }
}
