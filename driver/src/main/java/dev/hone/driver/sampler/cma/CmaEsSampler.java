package dev.hone.driver.sampler.cma;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.SobolSampler;
import dev.hone.driver.sampler.encoding.Coordinate;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.sampler.encoding.TrialMemory;
import dev.hone.driver.sampler.encoding.UnvisitedPoints;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Covariance matrix adaptation (Hansen and Ostermeier, "Completely derandomized self-adaptation in evolution strategies",
 * Evolutionary Computation 9, 2001) with restarts, for spaces of numbers with many trials.
 *
 * <p>Every trial that ends is told to the strategy, whatever it was drawn from, and each {@code lambda} of them make a
 * generation ({@link Evolution}): no trial waits for a generation's others. The state follows from the history alone. A sampler
 * keeps it between two calls, and replays the history where that does not continue the one before. Whole numbers and ordered
 * lists are rounded, with a standard deviation that keeps neighbours reachable. No configuration is proposed twice until a
 * finite space is exhausted.
 */
public final class CmaEsSampler implements Sampler {
    private static final int MOST_DRAWS = 50;
    private static final int FEWEST_START_UP_TRIALS = 8;
    private static final double LEVEL_SHARE = 0.3;

    private final SpaceEncoding encoding;
    private final Objective objective;
    private final NumberedSampler startUp;
    private final long seed;
    private final int[] free;
    private final double[] smallestStds;
    private final int startUpTrials;
    private final TrialMemory memory;

    /** The state after the history that the memory holds. */
    private Replay replay;

    /**
     * @throws InvalidInputException if {@link #rejection} has a reason
     */
    public CmaEsSampler(SamplerSettings settings) {
        encoding = new SpaceEncoding(settings.space());
        rejection(encoding).ifPresent(reason -> {
            throw new InvalidInputException("CMA-ES " + reason);
        });
        objective = settings.objective();
        startUp = SobolSampler.orRandom(settings);
        seed = settings.seed();
        free = IntStream.range(0, encoding.coordinates().size())
                .filter(index -> !encoding.coordinates().get(index).isConstant())
                .toArray();
        smallestStds = Arrays.stream(free)
                .mapToObj(encoding.coordinates()::get)
                .mapToDouble(coordinate -> coordinate.isReal() ? 0 : LEVEL_SHARE / coordinate.levels())
                .toArray();
        startUpTrials = Math.max(FEWEST_START_UP_TRIALS, StrategyParams.defaultLambda(Math.max(free.length, 1)));
        memory = new TrialMemory(encoding, objective);
        replay = newReplay();
    }

    /** Why the method does not take a space, as the end of a sentence; empty if it does. */
    public static Optional<String> rejection(SpaceEncoding encoding) {
        for (int index = 0; index < encoding.coordinates().size(); index++) {
            Coordinate coordinate = encoding.coordinates().get(index);
            if (coordinate.isCategory() && !coordinate.isConstant()) {
                return Optional.of("takes one learner and ranges or lists of numbers only (dimension: "
                        + coordinate.name() + "); use gp, tpe or auto");
            }
            if (encoding.isConditional(index)) {
                return Optional.of(
                        "takes no dimension with 'when' (dimension: " + coordinate.name() + "); use gp, tpe or auto");
            }
        }
        return Optional.empty();
    }

    @Override
    public long trials() {
        return startUp.trials();
    }

    @Override
    public OptionalLong distinct() {
        return startUp.distinct();
    }

    @Override
    public TrialConfig propose(long number, History history) {
        Replay replayed = replay(history);
        Predicate<TrialConfig> visited = memory.visited(history);
        TrialConfig first = startUp.trial(number);
        if (!replayed.hasStarted() && !visited.test(first)) {
            return first;
        }
        Random random = new Random(Seeds.ofTrial(Seeds.ofStream(seed, "cma-es"), number));
        double[] point = point(replayed, new UnvisitedPoints(encoding, visited, random), random);
        return encoding.trial(number, point, Seeds.ofTrial(seed, number));
    }

    private double[] point(Replay replayed, UnvisitedPoints unvisited, Random random) {
        double[] point = unvisited.any();
        for (int draw = 0; draw < MOST_DRAWS && free.length > 0; draw++) {
            double[] places = replayed.draw(random);
            for (int i = 0; i < free.length; i++) {
                point[free[i]] = places[i];
            }
            double[] rounded = encoding.rounded(point);
            if (!unvisited.isVisited(rounded)) {
                return rounded;
            }
        }
        return unvisited.next();
    }

    private Replay newReplay() {
        return new Replay(Math.max(free.length, 1), startUpTrials, smallestStds, seed);
    }

    private Replay replay(History history) {
        List<TrialOutcome> news = memory.tell(history);
        if (memory.isAllNew(news)) {
            replay = newReplay();
        }
        news.forEach(this::tell);
        return replay;
    }

    private void tell(TrialOutcome outcome) {
        double loss = objective.loss(outcome);
        encoding.encode(outcome.config())
                .map(point ->
                        Arrays.stream(free).mapToDouble(index -> point[index]).toArray())
                .ifPresent(point -> replay.tell(point, Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss));
    }
}
