package dev.hone.deploy.bench.search;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.Samplers;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * One search on a virtual clock: whenever a trial ends, the next one is proposed, so that all slots are always busy. A trial
 * takes between half and one and a half units of time, by chance, so that trials end in another order than they began.
 *
 * @param running how many trials run at a time; 1 is a sequential search
 * @param seed of the sampler, the noise and the durations
 */
record SearchRun(SearchProblem problem, String sampler, int running, long seed, int trials) {
    private static final Objective OBJECTIVE = new Objective("value", Objective.Direction.MINIMIZE);

    /**
     * What is known after some trials.
     *
     * @param value the value, without noise, of the configuration that is recommended so far; NaN before the first score
     * @param seconds how long the sampler took for the proposal of that number
     */
    record Step(double value, double seconds) {}

    /**
     * All of a run: a step per trial in the order in which they ended, fewer than asked for if the sampler has fewer.
     *
     * @param distinct number of different configurations among them
     */
    record Result(SearchRun run, List<Step> steps, int distinct) {
        /** The value after that many trials, or after all where there are fewer. */
        double at(int count) {
            return steps.get(Math.min(count, steps.size()) - 1).value();
        }

        boolean reaches(int count) {
            return count <= run.trials();
        }
    }

    /** Runs it, in the calling thread. */
    Result result() {
        return new Simulation().run();
    }

    /** A trial that has begun. */
    private record Begun(TrialConfig config, double end) {}

    /** The state of one call. */
    private final class Simulation {
        private final Sampler proposer =
                Samplers.create(sampler, new SamplerSettings(problem.space(), OBJECTIVE, trials, seed));
        private final PriorityQueue<Begun> begun = new PriorityQueue<>(Comparator.comparingDouble(Begun::end)
                .thenComparing(trial -> trial.config().number()));
        private final List<TrialOutcome> ended = new ArrayList<>();
        private final Map<Long, Double> values = new HashMap<>();
        private final List<Double> seconds = new ArrayList<>();
        private double now;
        private OptionalLong lowest = OptionalLong.empty();
        private double lowestObserved = Double.POSITIVE_INFINITY;

        Result run() {
            List<Step> steps = new ArrayList<>();
            fill();
            while (!begun.isEmpty()) {
                end(begun.remove());
                steps.add(new Step(recommendedValue(), seconds.get(steps.size())));
                fill();
            }
            return new Result(SearchRun.this, steps, distinct());
        }

        private void fill() {
            while (begun.size() < running && seconds.size() < proposer.trials()) {
                long number = seconds.size();
                History history = history();
                long start = System.nanoTime();
                TrialConfig config = proposer.propose(number, history);
                seconds.add((System.nanoTime() - start) / 1e9);
                begun.add(new Begun(config, now + duration(number)));
            }
        }

        private History history() {
            return new History(
                    Collections.unmodifiableList(ended),
                    begun.stream()
                            .map(Begun::config)
                            .sorted(Comparator.comparingLong(TrialConfig::number))
                            .map(config -> new History.Running(config, List.of()))
                            .toList());
        }

        private double duration(long number) {
            return 0.5 + Seeds.unit(Seeds.ofTrial(Seeds.ofStream(seed, "duration"), number));
        }

        private void end(Begun trial) {
            now = trial.end();
            TrialConfig config = trial.config();
            OptionalDouble value = problem.value(config.params());
            if (value.isEmpty()) {
                ended.add(new Failed(config, FailureCategory.INVALID_PARAMS, "is not in the table", 0));
                return;
            }
            double observed = value.getAsDouble() + noise(config.number());
            values.put(config.number(), value.getAsDouble());
            if (observed < lowestObserved) {
                lowestObserved = observed;
                lowest = OptionalLong.of(config.number());
            }
            FoldScore fold = new FoldScore(0, Map.of(OBJECTIVE.metric(), observed), 0, 0);
            ended.add(new Scored(config, Lane.FAST, List.of(fold), 0));
        }

        private double noise(long number) {
            return problem.noise() == 0
                    ? 0
                    : problem.noise() * new Random(Seeds.ofTrial(Seeds.ofStream(seed, "noise"), number)).nextGaussian();
        }

        private double recommendedValue() {
            OptionalLong number = problem.noise() > 0 && proposer instanceof Recommending recommending
                    ? recommending.recommended(history())
                    : OptionalLong.empty();
            OptionalLong chosen = number.isPresent() ? number : lowest;
            return chosen.isEmpty() ? Double.NaN : values.getOrDefault(chosen.getAsLong(), Double.NaN);
        }

        private int distinct() {
            Set<Map<String, ParameterValue>> configs = new HashSet<>();
            ended.forEach(outcome -> configs.add(outcome.config().params()));
            return configs.size();
        }
    }
}
