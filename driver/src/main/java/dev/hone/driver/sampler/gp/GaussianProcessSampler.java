package dev.hone.driver.sampler.gp;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.SobolSampler;
import dev.hone.driver.sampler.encoding.ConfigKey;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.sampler.encoding.StartingPoint;
import dev.hone.driver.sampler.encoding.UnvisitedPoints;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Bayesian optimization: models the objective by a Gaussian process and proposes the config whose expected improvement is the
 * largest (Jones, Schonlau and Welch, "Efficient global optimization of expensive black-box functions", 1998).
 *
 * <pre>
 *   trial 0       the defaults of Spark's params where they are in the space, else the centre
 *   trials 1-7    scrambled Sobol points, further ones until three trials have a score; of fewer than 24 trials, only the
 *                 first third
 *   afterwards    the largest expected improvement over the best posterior mean of this run; trials that run are believed
 *                 to score their posterior mean
 * </pre>
 *
 * <p>Trials of an earlier run count as those before the first one, with a level and a noise of their own ({@link EarlierRows}).
 *
 * <p>Made for up to some hundred trials and up to about 40 dimensions of any kind, conditional ones among them, and any number of
 * trials that run at a time; the time of a proposal grows with the cube of the number of trials. Failed trials count as bad as
 * the worst. No config is proposed twice unless the space is exhausted.
 *
 * <p>Immutable; a pure function of number, history and seed, safe for use by many threads.
 */
public final class GaussianProcessSampler implements Sampler, Recommending {
    private static final int MOST_INITIAL = 8;

    /** One of so many trials is not proposed by the model. */
    private static final int TRIALS_PER_INITIAL = 4;

    private static final int FEWEST_SCORED = 3;
    private static final int CENTERS = 2;

    /** Of more observations, the best half of so many are modelled, and others evenly from the rest. */
    private static final int MOST_MODELLED = 500;

    private final Objective objective;
    private final long seed;
    private final SpaceEncoding encoding;
    private final KernelSpace space;
    private final NumberedSampler initial;
    private final int initialTrials;
    private final double[] start;
    private final HyperparameterFit fit;
    private final AcquisitionSearch search;

    /** @param settings what to search; a finite space has no more trials than configs */
    public GaussianProcessSampler(SamplerSettings settings) {
        objective = settings.objective();
        seed = settings.seed();
        encoding = new SpaceEncoding(settings.space());
        space = new KernelSpace(encoding);
        initial = SobolSampler.orRandom(settings);
        initialTrials = (int) Math.max(FEWEST_SCORED, Math.min(MOST_INITIAL, settings.trials() / TRIALS_PER_INITIAL));
        start = StartingPoint.of(encoding);
        fit = new HyperparameterFit(space);
        search = new AcquisitionSearch(encoding, space);
    }

    @Override
    public long trials() {
        return initial.trials();
    }

    @Override
    public OptionalLong distinct() {
        return initial.distinct();
    }

    @Override
    public TrialConfig propose(long number, History history) {
        Random random = new Random(Seeds.ofStream(Seeds.ofTrial(seed, number), "gp"));
        UnvisitedPoints unvisited = new UnvisitedPoints(encoding, ConfigKey.allOf(history), random);
        return encoding.trial(number, point(number, history, unvisited, random), Seeds.ofTrial(seed, number));
    }

    private double[] point(long number, History history, UnvisitedPoints unvisited, Random random) {
        Observations observations =
                Observations.of(history, encoding, objective).best(MOST_MODELLED);
        if (number == 0 && observations.earlier() == 0 && !unvisited.isVisited(start)) {
            return start;
        }
        if (observations.earlier() + number < initialTrials || observations.scored() < FEWEST_SCORED) {
            return initialPoint(number, unvisited);
        }
        Posterior posterior = posterior(observations, observations.running());
        return search.best(posterior, centers(observations, posterior), unvisited, random)
                .orElseGet(unvisited::next);
    }

    private double[] initialPoint(long number, UnvisitedPoints unvisited) {
        return encoding.encode(initial.trial(number))
                .filter(point -> !unvisited.isVisited(point))
                .orElseGet(unvisited::next);
    }

    private Posterior posterior(Observations observations, List<double[]> running) {
        return model(observations, running).posterior();
    }

    /**
     * A fitted model.
     *
     * @param scores z, one per observation
     */
    private record Model(Posterior posterior, double[] scores) {}

    private Model model(Observations observations, List<double[]> running) {
        double[][] features = space.features(observations.points());
        Losses losses = Losses.of(observations.losses(), initialTrials);
        HyperparameterFit.Fit fitted = fit.fit(
                features,
                losses,
                observations.ranked(),
                observations.earlierRows(),
                observations.noise(objective).orElse(Double.NaN) / losses.unit() / losses.unit());
        Posterior posterior = new Posterior(
                space,
                fitted.hyperparameters(),
                features,
                fitted.scores(),
                observations.earlierRows(),
                space.features(running));
        return new Model(posterior, fitted.scores());
    }

    private static List<double[]> centers(Observations observations, Posterior posterior) {
        double[] means = posterior.visitedMeans();
        return IntStream.range(0, observations.points().size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> means[row]))
                .limit(CENTERS)
                .map(row -> observations.points().get(row))
                .toList();
    }

    /** The scored trial of this run with the best posterior mean; empty before three trials have a score. */
    @Override
    public OptionalLong recommended(History history) {
        Observations observations =
                Observations.of(history, encoding, objective).best(MOST_MODELLED);
        if (observations.scored() < FEWEST_SCORED) {
            return OptionalLong.empty();
        }
        double[] means = posterior(observations, List.of()).visitedMeans();
        return IntStream.range(observations.earlier(), means.length)
                .filter(row -> !Double.isNaN(observations.losses()[row]))
                .boxed()
                .min(Comparator.comparingDouble(row -> means[row]))
                .map(row ->
                        OptionalLong.of(observations.trials().get(row).config().number()))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public Map<Long, Double> estimates(History history) {
        Observations observations =
                Observations.of(history, encoding, objective).best(MOST_MODELLED);
        if (observations.scored() < FEWEST_SCORED) {
            return Map.of();
        }
        Model model = model(observations, List.of());
        ScoreScale scale = new ScoreScale(model.scores(), observations.losses());
        double[] means = model.posterior().visitedMeans();
        double sign = objective.direction() == Direction.MINIMIZE ? 1 : -1;
        Map<Long, Double> estimates = new TreeMap<>();
        for (int row = observations.earlier(); row < means.length; row++) {
            if (!Double.isNaN(observations.losses()[row])) {
                estimates.put(observations.trials().get(row).config().number(), sign * scale.loss(means[row]));
            }
        }
        return estimates;
    }
}
