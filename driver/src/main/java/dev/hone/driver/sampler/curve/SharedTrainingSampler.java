package dev.hone.driver.sampler.curve;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Learning curves by any sampler that learns from scores. That sampler searches the space without the params along which
 * trainings are scored, and is told one outcome per training: the best point of its curve.
 *
 * <pre>
 *   inner sampler   maxDepth 7, subsamplingRate 0.8                         one dimension fewer
 *   trials          numTrees 1, 2, 3, 4 ... 200 with these                  one training
 *   scores          0.71 0.80 0.84 0.87 ... 0.95
 *   inner sampler   is told 0.95, the best of the curve                     one observation per training
 * </pre>
 *
 * <p>The best of a curve is what a proposal is worth, so that nothing is lost by not modelling its shape, and a model takes as
 * many trainings as it takes trials without curves.
 *
 * <p>A forest of few trees scores as one of many, but for noise. So the first proposals, which only spread over the space, train
 * no more trees than the middle of the ladder: eight of them, of fewer than 32 a quarter, and none where there are no more
 * forests to train than trials.
 *
 * <p>A training counts as running until all its points have ended, and as failed if all of them have failed.
 *
 * <p>Proposals are a pure function of number, history and seed, if those of the inner sampler are. Called by one thread.
 */
public final class SharedTrainingSampler implements CurveSampler, Recommending {
    private static final int MOST_HALVED = 8;

    /** One of so many trainings is halved. */
    private static final int TRAININGS_PER_HALVED = 4;

    private final Sampler inner;
    private final Curves curves;
    private final Curves firstHalves;
    private final long halved;
    private final Objective objective;
    private final Sampler single;

    /**
     * What the inner sampler was told, by the best point: the same object at every call, by which samplers know what they have
     * seen. A cache, which changes no proposal.
     */
    private final Map<TrialOutcome, TrialOutcome> told = new IdentityHashMap<>();

    /**
     * @param inner proposes configs of {@link Curves#trained()}
     * @param curves what is scored along each training
     * @param objective what ranks the points of a curve
     * @param single searches the whole space, each proposal one trial
     * @throws InvalidInputException if the trials would be more than 2^31 - 1
     */
    public SharedTrainingSampler(Sampler inner, Curves curves, Objective objective, Sampler single) {
        this.inner = inner;
        this.curves = curves;
        firstHalves = curves.firstHalves();
        halved = isAllTrained(inner) ? 0 : Math.min(MOST_HALVED, inner.trials() / TRAININGS_PER_HALVED);
        this.objective = objective;
        this.single = single;
        if (inner.isCounted() && inner.trials() > Integer.MAX_VALUE / curves.mostPoints()) {
            throw new InvalidInputException("trials must be at most " + Integer.MAX_VALUE / curves.mostPoints()
                    + " with curves (trials: " + inner.trials() + ")");
        }
    }

    private static boolean isAllTrained(Sampler inner) {
        return inner.distinct().orElse(Long.MAX_VALUE) <= inner.trials();
    }

    @Override
    public long trials() {
        return inner.trials();
    }

    @Override
    public OptionalLong distinct() {
        return inner.distinct();
    }

    @Override
    public Optional<String> plan() {
        String extents = firstHalves.extentsBefore(curves);
        Optional<String> halves = halved > 0 && !extents.isEmpty()
                ? Optional.of(extents + " in the first " + (halved == 1 ? "training" : halved + " trainings"))
                : Optional.empty();
        return Stream.of(inner.plan(), halves).flatMap(Optional::stream).reduce((plan, ends) -> plan + "; " + ends);
    }

    @Override
    public Optional<String> text() {
        return Optional.of(curves.text());
    }

    @Override
    public Sampler single() {
        return single;
    }

    @Override
    public int mostPoints() {
        return curves.mostPoints();
    }

    @Override
    public List<TrialConfig> curve(long proposal, History history) {
        return trials(proposal, inner.propose(proposal, trainings(history)));
    }

    @Override
    public List<TrialConfig> curve(TrialConfig trial) {
        long proposal = proposal(trial);
        return trials(proposal, curves.training(trial, proposal));
    }

    private List<TrialConfig> trials(long proposal, TrialConfig training) {
        return (proposal < halved ? firstHalves : curves).trials(training, proposal * mostPoints());
    }

    /** The best point of the training that the inner sampler recommends. */
    @Override
    public OptionalLong recommended(History history) {
        OptionalLong proposal = inner instanceof Recommending recommending
                ? recommending.recommended(trainings(history))
                : OptionalLong.empty();
        return proposal.isEmpty()
                ? proposal
                : history.ended().stream()
                        .filter(outcome -> proposal(outcome.config()) == proposal.getAsLong())
                        .reduce(this::better)
                        .map(best -> OptionalLong.of(best.config().number()))
                        .orElse(OptionalLong.empty());
    }

    /** Of the best point of each training, which is what the inner sampler knows of it. */
    @Override
    public Map<Long, Double> estimates(History history) {
        if (!(inner instanceof Recommending recommending)) {
            return Map.of();
        }
        Map<Long, Double> ofTrainings = recommending.estimates(trainings(history));
        Map<Long, Double> estimates = new LinkedHashMap<>();
        bestOfTrainings(history).forEach((proposal, best) -> {
            Double estimate = ofTrainings.get(proposal);
            if (estimate != null) {
                estimates.put(best.config().number(), estimate);
            }
        });
        return estimates;
    }

    /** What the inner sampler knows: one outcome per training, in the order in which their last points ended. */
    private History trainings(History history) {
        Set<Long> running = new LinkedHashSet<>();
        List<History.Running> trainingsThatRun = new ArrayList<>();
        for (History.Running trial : history.running()) {
            long proposal = proposal(trial.config());
            if (running.add(proposal)) {
                trainingsThatRun.add(new History.Running(curves.training(trial.config(), proposal), List.of()));
            }
        }
        Map<Long, TrialOutcome> best = bestOfTrainings(history);
        best.keySet().removeAll(running);
        return new History(
                best.values().stream()
                        .map(outcome -> ofTraining(outcome, proposal(outcome.config())))
                        .toList(),
                trainingsThatRun,
                earlierTrainings(history.earlier()));
    }

    /** By proposal, in the order in which their last points ended. */
    private Map<Long, TrialOutcome> bestOfTrainings(History history) {
        Map<Long, TrialOutcome> best = new LinkedHashMap<>();
        for (TrialOutcome outcome : history.ended()) {
            long proposal = proposal(outcome.config());
            TrialOutcome before = best.remove(proposal);
            best.put(proposal, before == null ? outcome : better(before, outcome));
        }
        return best;
    }

    /** One outcome per training of an earlier run, whether it was scored on its way or not. */
    private List<TrialOutcome> earlierTrainings(List<TrialOutcome> earlier) {
        Map<TrialConfig, TrialOutcome> best = new LinkedHashMap<>();
        for (TrialOutcome outcome : earlier) {
            TrialConfig params = curves.training(outcome.config(), 0);
            best.merge(new TrialConfig(0, params.learner(), params.params(), 0), outcome, this::better);
        }
        return best.values().stream()
                .map(outcome -> ofTraining(outcome, outcome.config().number()))
                .toList();
    }

    private TrialOutcome ofTraining(TrialOutcome best, long number) {
        return told.computeIfAbsent(best, outcome -> outcome.of(curves.training(outcome.config(), number)));
    }

    /** A score is better than a failure; of equal scores the lower number is, which is the smaller model. */
    private TrialOutcome better(TrialOutcome one, TrialOutcome other) {
        if (!(other instanceof Scored second)) {
            return one;
        }
        return one instanceof Scored first && compare(first, second) < 0 ? one : other;
    }

    private int compare(Scored one, Scored other) {
        return objective.compare(
                one.mean(objective.metric()),
                one.config().number(),
                other.mean(objective.metric()),
                other.config().number());
    }
}
