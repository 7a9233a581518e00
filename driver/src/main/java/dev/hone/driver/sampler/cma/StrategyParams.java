package dev.hone.driver.sampler.cma;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The constants of the strategy, by their names in Hansen's "The CMA evolution strategy: a tutorial", arXiv 1604.00772, table 1,
 * with positive weights only.
 *
 * @param lambda size of a generation
 * @param weights of the best half of a generation, best first; their sum is 1
 * @param muEff effective number of these
 * @param cSigma learning rate of the step size's path
 * @param dSigma damping of the step size
 * @param cc learning rate of the covariance's path
 * @param c1 learning rate of the rank-one update
 * @param cMu learning rate of the rank-mu update
 * @param expectedNorm of a standard normal vector
 */
record StrategyParams(
        int lambda,
        double[] weights,
        double muEff,
        double cSigma,
        double dSigma,
        double cc,
        double c1,
        double cMu,
        double expectedNorm) {

    static int defaultLambda(int dimensions) {
        return 4 + (int) (3 * Math.log(dimensions));
    }

    static StrategyParams of(int dimensions, int lambda) {
        double n = dimensions;
        int mu = lambda / 2;
        double[] raw = IntStream.rangeClosed(1, mu)
                .mapToDouble(rank -> Math.log((lambda + 1) / 2.0) - Math.log(rank))
                .toArray();
        double sum = Arrays.stream(raw).sum();
        double[] weights = Arrays.stream(raw).map(weight -> weight / sum).toArray();
        double muEff = 1 / Arrays.stream(weights).map(weight -> weight * weight).sum();
        double cSigma = (muEff + 2) / (n + muEff + 5);
        double dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
        double cc = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
        double c1 = 2 / ((n + 1.3) * (n + 1.3) + muEff);
        double cMu = Math.min(1 - c1, 2 * (muEff - 2 + 1 / muEff) / ((n + 2) * (n + 2) + muEff));
        double expectedNorm = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
        return new StrategyParams(lambda, weights, muEff, cSigma, dSigma, cc, c1, cMu, expectedNorm);
    }
}
