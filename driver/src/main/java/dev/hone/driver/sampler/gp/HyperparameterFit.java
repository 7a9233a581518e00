package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.gp.BoxDescent.Minimum;
import java.util.Arrays;
import java.util.List;

/** Finds the most probable hyperparameters from several starts. */
final class HyperparameterFit {
    static int iterations = Integer.getInteger("fi", 40);

    private final KernelSpace space;
    private final Hyperprior prior;
    private final BoxDescent descent;

    HyperparameterFit(KernelSpace space) {
        this.space = space;
        prior = new Hyperprior(space.size());
        double[] lower = new double[space.size() + 2];
        double[] upper = new double[space.size() + 2];
        Arrays.fill(lower, StrictMath.log(1e-2));
        Arrays.fill(upper, StrictMath.log(1e3));
        lower[space.size()] = StrictMath.log(1e-3);
        lower[space.size() + 1] = StrictMath.log(Double.parseDouble(System.getProperty("nl", "1e-6")));
        upper[space.size() + 1] = StrictMath.log(10);
        descent = new BoxDescent(lower, upper, iterations, 1e-3);
    }

    /** The most probable hyperparameters. */
    Fit fit(double[][] features, double[] scores) {
        MarginalLikelihood likelihood = new MarginalLikelihood(space, features, scores, prior);
        double typical = prior.typicalLength();
        Minimum best = null;
        for (Hyperparameters start : List.of(
                Hyperparameters.of(space.size(), typical, 1, 1e-4),
                Hyperparameters.of(space.size(), typical / 3, 1, 1e-2),
                Hyperparameters.of(space.size(), typical, 0.5, 0.5))) {
            Minimum minimum = descent.minimize(likelihood, start.logs());
            if (best == null || minimum.value() < best.value()) {
                best = minimum;
            }
        }
        return new Fit(new Hyperparameters(best.point()), best.value());
    }

    record Fit(Hyperparameters hyperparameters, double value) {}
}
