package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.gp.BoxDescent.Minimum;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the warp and the hyperparameters that are the most probable given observations (MAP). Warps are compared from one start,
 * each further one from the minimum of the one before, and the best one is tried from all starts; of many observations, warp and
 * start are chosen by a part of them, and then improved by all, since an evaluation of the likelihood takes time that grows with
 * their cube.
 */
final class HyperparameterFit {
    private static final int MOST_FOR_STARTS = 60;
    private static final int ITERATIONS = 40;
    private static final int ITERATIONS_OF_PART = 20;
    private static final int FURTHER_ITERATIONS = 8;
    private static final double TOLERANCE = 1e-3;
    private static final double SHORTEST = 1e-2;
    private static final double LONGEST = 1e3;
    private static final double LEAST_VARIANCE = 1e-3;
    private static final double MOST_VARIANCE = 1e3;
    private static final double LEAST_NOISE = 1e-6;
    private static final double MOST_NOISE = 10;

    private final KernelSpace space;
    private final List<Hyperparameters> starts;
    private final double[] lower;
    private final double[] upper;

    HyperparameterFit(KernelSpace space) {
        this.space = space;
        double typical = Hyperprior.typicalLengthscale(space.size());
        starts = List.of(
                Hyperparameters.of(space.size(), typical, 1, 1e-4),
                Hyperparameters.of(space.size(), typical / 3, 1, 1e-2),
                Hyperparameters.of(space.size(), typical, 0.5, 0.5));
        lower = Hyperparameters.of(space.size(), SHORTEST, LEAST_VARIANCE, LEAST_NOISE)
                .logs();
        upper = Hyperparameters.of(space.size(), LONGEST, MOST_VARIANCE, MOST_NOISE)
                .logs();
    }

    /**
     * What was found.
     *
     * @param scores the warped losses of all observations
     */
    record Fit(Hyperparameters hyperparameters, double[] scores) {}

    /**
     * Fits.
     *
     * @param features one row per observation
     * @param losses of the observations
     * @param ranked the observations from the best to the worst
     * @param earlier which of them are of an earlier run
     * @param noise variance of the noise of losses on their relative scale; NaN if nothing is known of it
     */
    Fit fit(double[][] features, Losses losses, int[] ranked, EarlierRows earlier, double noise) {
        int[] chosen = Observations.part(ranked, MOST_FOR_STARTS);
        boolean isPart = chosen.length < features.length;
        Part part = new Part(
                Arrays.stream(chosen).mapToObj(row -> features[row]).toArray(double[][]::new),
                chosen,
                earlier.at(chosen),
                noise,
                descent(isPart ? ITERATIONS_OF_PART : ITERATIONS));
        Warped best = bestWarped(losses, part);
        double[] logs = best(best, part).point();
        if (isPart) {
            MarginalLikelihood likelihood = new MarginalLikelihood(
                    space, features, best.scores().values(), earlier, prior(best.scores(), noise));
            logs = descent(FURTHER_ITERATIONS).minimize(likelihood, logs).point();
        }
        return new Fit(new Hyperparameters(logs), best.scores().values());
    }

    /** The observations by which warp and start are chosen, and how long each is tried. */
    private record Part(double[][] features, int[] chosen, EarlierRows earlier, double noise, BoxDescent descent) {}

    /** A warp with its best hyperparameters. */
    private record Warped(Warp.Scores scores, Minimum minimum, double value) {}

    /** The hyperparameters of a warp are near those of the next stronger one, whose descent begins there. */
    private Warped bestWarped(Losses losses, Part part) {
        Warped best = warped(Warp.ALL.get(0), losses, part, starts.get(0).logs());
        Warped last = best;
        for (Warp warp : Warp.ALL.subList(1, Warp.ALL.size())) {
            last = warped(warp, losses, part, last.minimum.point());
            best = last.value < best.value ? last : best;
        }
        return best;
    }

    private Warped warped(Warp warp, Losses losses, Part part, double[] start) {
        Warp.Scores scores = warp.scores(losses.relative());
        Minimum minimum = part.descent.minimize(likelihood(scores, part), start);
        return new Warped(
                scores, minimum, minimum.value() - scores.at(part.chosen).logJacobian() + warp.penalty());
    }

    private MarginalLikelihood likelihood(Warp.Scores scores, Part part) {
        return new MarginalLikelihood(
                space, part.features, scores.at(part.chosen).values(), part.earlier, prior(scores, part.noise));
    }

    /** The best minimum of the other starts and the one that is known. */
    private Minimum best(Warped warped, Part part) {
        MarginalLikelihood likelihood = likelihood(warped.scores(), part);
        return Stream.concat(
                        Stream.of(warped.minimum()),
                        starts.stream().skip(1).map(start -> part.descent.minimize(likelihood, start.logs())))
                .min(Comparator.comparingDouble(Minimum::value))
                .orElseThrow();
    }

    private BoxDescent descent(int iterations) {
        return new BoxDescent(lower, upper, iterations, TOLERANCE);
    }

    private Hyperprior prior(Warp.Scores scores, double noise) {
        return new Hyperprior(space.size(), Double.isNaN(noise) ? Hyperprior.USUAL_NOISE : scores.variance(noise));
    }
}
