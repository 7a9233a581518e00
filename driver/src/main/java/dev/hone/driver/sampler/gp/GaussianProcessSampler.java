package dev.hone.driver.sampler.gp;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SobolSampler;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Prototype. */
public final class GaussianProcessSampler implements Sampler, Recommending {
    static int initial = Integer.getInteger("init", 8);
    static int fantasies = Integer.getInteger("fantasies", 16);
    static double[] shifts = Arrays.stream(System.getProperty("shifts", "Infinity,1,0.1,0.01").split(","))
            .mapToDouble(Double::parseDouble)
            .toArray();
    static double shiftPenalty = Double.parseDouble(System.getProperty("sp", "0.5"));
    static boolean verbose = Boolean.getBoolean("verbose");

    private final SpaceEncoding encoding;
    private final KernelSpace kernelSpace;
    private final Objective objective;
    private final SobolSampler sobol;
    private final long seed;
    private final AcquisitionSearch search;
    private final HyperparameterFit fit;

    public GaussianProcessSampler(SearchSpace space, Objective objective, long trials, long seed) {
        encoding = new SpaceEncoding(space);
        kernelSpace = new KernelSpace(encoding);
        this.objective = objective;
        this.seed = seed;
        sobol = new SobolSampler(space, trials, seed);
        search = new AcquisitionSearch(encoding, kernelSpace);
        fit = new HyperparameterFit(kernelSpace);
    }

    @Override
    public long trials() {
        return sobol.trials();
    }

    @Override
    public OptionalLong distinct() {
        return sobol.distinct();
    }

    @Override
    public TrialConfig propose(long number, History history) {
        Observations observations = new Observations(encoding, objective, history);
        if (number == 0) {
            double[] center = new double[encoding.coordinates().size()];
            for (int i = 0; i < center.length; i++) {
                center[i] = encoding.coordinates().get(i).isCategory() ? 0 : 0.5;
            }
            return encoding.trial(number, encoding.rounded(center), Seeds.ofTrial(seed, number));
        }
        if (number < initial || observations.scored < 3) {
            return unvisitedSobol(number, observations);
        }
        long own = Seeds.ofStream(Seeds.ofTrial(seed, number), "gp");
        Model model = model(observations, own);
        double[] means = model.posterior.visitedMeans();
        List<double[]> incumbents = IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> means[i]))
                .limit(2)
                .map(observations.points::get)
                .toList();
        Optional<double[]> best = search.best(model.posterior, observations.visited, incumbents, own);
        return best.map(point -> encoding.trial(number, point, Seeds.ofTrial(seed, number)))
                .orElseGet(() -> unvisitedSobol(number, observations));
    }

    record Model(Posterior posterior) {}

    private Model model(Observations observations, long own) {
        double[][] features = observations.points.stream().map(kernelSpace::features).toArray(double[][]::new);
        double[] losses = OutputWarp.clipped(
                observations.losses.stream().mapToDouble(l -> l).toArray());
        double bestValue = Double.POSITIVE_INFINITY;
        Hyperparameters best = null;
        double[] bestScores = null;
        double bestShift = 0;
        for (double shift : shifts) {
            double[] warped = OutputWarp.shiftedLog(losses, shift);
            double[] scores = OutputWarp.standardized(warped);
            HyperparameterFit.Fit result = fit.fit(features, scores);
            double value = result.value() - OutputWarp.logJacobian(losses, warped, shift)
                    + (Double.isInfinite(shift) ? 0 : shiftPenalty * (1 - StrictMath.log10(shift)));
            if (value < bestValue) {
                bestValue = value;
                best = result.hyperparameters();
                bestScores = scores;
                bestShift = shift;
            }
        }
        if (verbose) {
            System.out.println("n=" + features.length + " shift=" + bestShift + " l=" + Arrays.toString(best.lengthscales()) + " s2=" + best.variance() + " noise=" + best.noise());
        }
        double[][] running = observations.running.stream().map(kernelSpace::features).toArray(double[][]::new);
        return new Model(new Posterior(kernelSpace, best, features, bestScores, running, fantasies, own));
    }

    @Override
    public OptionalLong recommended(History history) {
        Observations observations = new Observations(encoding, objective, history);
        if (observations.scored < 3) {
            return OptionalLong.empty();
        }
        double[] means = model(observations, 0).posterior.visitedMeans();
        int at = IntStream.range(0, means.length).filter(i -> !Double.isNaN(observations.losses.get(i))).boxed().min(Comparator.comparingDouble(i -> means[i])).orElseThrow();
        return OptionalLong.of(observations.trials.get(at).config().number());
    }

    private TrialConfig unvisitedSobol(long number, Observations observations) {
        for (long n = number; ; n = (n + 1) % sobol.trials()) {
            TrialConfig config = sobol.trial(n);
            if (!observations.visited.contains(Observations.key(encoding.encode(config).orElseThrow()))) {
                return new TrialConfig(number, config.learner(), config.params(), Seeds.ofTrial(seed, number));
            }
        }
    }
}
