package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.encoding.Coordinate;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.sampler.gp.BoxDescent.Minimum;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Climbs from a candidate to a local maximum of the acquisition: gradient steps on the reals, then a sweep over the values of each
 * other dimension, again and again. Dimensions that other ones depend on stay, hence the branch too.
 */
final class Ascent {
    private static final int MOST_ROUNDS = 4;
    private static final double TOLERANCE = 1e-3;
    private static final int ITERATIONS = 30;
    private static final double STEP_TOLERANCE = 1e-5;
    private static final int MOST_SWEPT = 32;

    private final SpaceEncoding encoding;
    private final KernelSpace space;
    private final ExpectedImprovement improvement;

    Ascent(SpaceEncoding encoding, KernelSpace space, ExpectedImprovement improvement) {
        this.encoding = encoding;
        this.space = space;
        this.improvement = improvement;
    }

    /**
     * A point with its acquisition.
     *
     * @param value log expected improvement
     */
    record Candidate(double[] point, double value) {
        Candidate orBetter(Candidate other) {
            return other.value > value ? other : this;
        }
    }

    /** A local maximum, which is not below the start. */
    Candidate climb(Candidate start) {
        Candidate current = start;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Candidate next = sweep(current.orBetter(ascend(current)));
            boolean isSettled = next.value < current.value + TOLERANCE;
            current = next;
            if (isSettled) {
                break;
            }
        }
        return current;
    }

    private Candidate ascend(Candidate start) {
        int[] reals = active(start, index -> encoding.coordinates().get(index).isReal());
        if (reals.length == 0) {
            return start;
        }
        double[] features = space.features(start.point);
        double[] gradient = new double[features.length];
        double[] lower = new double[reals.length];
        double[] upper = new double[reals.length];
        Arrays.fill(upper, 1);
        Minimum minimum = new BoxDescent(lower, upper, ITERATIONS, STEP_TOLERANCE)
                .minimize(
                        (places, slopes) -> {
                            for (int real = 0; real < reals.length; real++) {
                                features[reals[real]] = places[real];
                            }
                            double value = improvement.log(features, gradient);
                            Arrays.setAll(slopes, real -> -gradient[reals[real]]);
                            return -value;
                        },
                        Arrays.stream(reals)
                                .mapToDouble(feature -> features[feature])
                                .toArray());
        double[] point = start.point.clone();
        for (int real = 0; real < reals.length; real++) {
            point[space.index(reals[real])] = minimum.point()[real];
        }
        return new Candidate(point, -minimum.value());
    }

    /** The active features of some coordinates. */
    private int[] active(Candidate candidate, IntPredicate coordinates) {
        return IntStream.range(0, space.size())
                .filter(feature -> !Double.isNaN(candidate.point[space.index(feature)]))
                .filter(feature -> coordinates.test(space.index(feature)))
                .toArray();
    }

    private Candidate sweep(Candidate start) {
        Candidate current = start;
        int[] swept = active(start, index -> !encoding.coordinates().get(index).isReal() && !encoding.isParent(index));
        for (int feature : swept) {
            current = sweep(current, space.index(feature));
        }
        return current;
    }

    private Candidate sweep(Candidate start, int index) {
        Coordinate coordinate = encoding.coordinates().get(index);
        long[] levels = levels(coordinate, coordinate.level(start.point[index]));
        double[][] points = Arrays.stream(levels)
                .mapToObj(level -> {
                    double[] point = start.point.clone();
                    point[index] = coordinate.place(level);
                    return point;
                })
                .toArray(double[][]::new);
        double[] values = improvement.logs(space.features(Arrays.asList(points)), 0, points.length);
        Candidate best = start;
        for (int level = 0; level < levels.length; level++) {
            best = best.orBetter(new Candidate(points[level], values[level]));
        }
        return best;
    }

    /** All other levels, or of many those at a distance of 1, 2, 4, 8 and so on. */
    private static long[] levels(Coordinate coordinate, long current) {
        long count = coordinate.levels();
        if (count <= MOST_SWEPT) {
            return LongStream.range(0, count).filter(level -> level != current).toArray();
        }
        return LongStream.iterate(1, step -> step < count, step -> 2 * step)
                .flatMap(step -> LongStream.of(current - step, current + step))
                .filter(level -> level >= 0 && level < count)
                .toArray();
    }
}
