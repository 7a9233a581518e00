package dev.hone.driver.sampler.tpe;

import dev.hone.driver.sampler.encoding.SpaceEncoding;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The densities of a branch's good and bad points. */
final class BranchModel {
    private static final int MOST_BAD = 1000;

    private final Branch branch;
    private final SpaceEncoding encoding;
    private final ParzenEstimator good;
    private final ParzenEstimator bad;

    /**
     * @param ranked points of the branch's trials with a score, best first
     * @param unscored points of its failed and running trials, which count as bad
     */
    BranchModel(Branch branch, SpaceEncoding encoding, List<double[]> ranked, List<double[]> unscored) {
        this.branch = branch;
        this.encoding = encoding;
        int[] free = branch.free(encoding);
        int split = Split.good(ranked.size());
        good = new ParzenEstimator(encoding.coordinates(), free, ranked.subList(0, split), rankWeights(split));
        List<double[]> others = Stream.concat(ranked.subList(split, ranked.size()).stream(), unscored.stream())
                .toList();
        List<double[]> sample = sample(others);
        bad = new ParzenEstimator(encoding.coordinates(), free, sample, equalWeights(sample.size()));
    }

    /** Of too many points those at equal distances of rank: more would take time, and tell no more. */
    private static List<double[]> sample(List<double[]> points) {
        return points.size() <= MOST_BAD
                ? points
                : IntStream.range(0, MOST_BAD)
                        .mapToObj(place -> points.get((int) ((long) place * points.size() / MOST_BAD)))
                        .toList();
    }

    private static double[] equalWeights(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** Better ones weigh more; the mean weight is 1. */
    private static double[] rankWeights(int count) {
        return IntStream.range(0, count)
                .mapToDouble(rank -> 2 * (count - rank - 0.5) / count)
                .toArray();
    }

    /**
     * A draw from the density of good points.
     *
     * @param point of the branch, drawn uniformly
     */
    double[] candidate(double[] point, Random random) {
        double[] drawn = point.clone();
        good.draw(drawn, random);
        double[] complete = Arrays.stream(drawn)
                .map(place -> Double.isNaN(place) ? 0 : place)
                .toArray();
        double[] rounded = encoding.rounded(complete);
        return Branch.of(rounded).equals(branch) ? rounded : withParentsOf(point, complete);
    }

    /** The draw, but for what decides which coordinates are active. */
    private double[] withParentsOf(double[] point, double[] drawn) {
        for (int index = 0; index < drawn.length; index++) {
            if (encoding.isParent(index)) {
                drawn[index] = point[index];
            }
        }
        return encoding.rounded(drawn);
    }

    /** Logarithm of the ratio of the densities at a point of the branch. */
    double logRatio(double[] point) {
        return good.logDensity(point) - bad.logDensity(point);
    }
}
