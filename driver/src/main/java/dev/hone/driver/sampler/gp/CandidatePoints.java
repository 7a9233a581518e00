package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.encoding.Coordinate;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The points among which the best acquisition is looked for first: all points of a small finite space; of others, Sobol points
 * under a random digital shift, and points near the best visited ones, where Sobol points are too sparse to see a narrow maximum.
 */
final class CandidatePoints {
    private static final int MOST_LISTED = 2048;
    private static final int SOBOL_POINTS = 1024;
    private static final int NEIGHBOURS = 50;
    private static final int MOST_SOBOL_COORDINATES = 1000;
    private static final int BITS = 52;

    /** Neighbours are that far away at most, and at least a hundredth of it. */
    private static final double FARTHEST = StrictMath.pow(10, -0.5);

    private final SpaceEncoding encoding;
    private final Optional<List<double[]>> all;
    private final double[][] sobol;

    CandidatePoints(SpaceEncoding encoding) {
        this.encoding = encoding;
        all = encoding.grid(MOST_LISTED);
        int coordinates = encoding.coordinates().size();
        sobol = new double[all.isPresent() || coordinates > MOST_SOBOL_COORDINATES ? 0 : SOBOL_POINTS][];
        if (sobol.length > 0) {
            SobolSequenceGenerator sequence = new SobolSequenceGenerator(coordinates);
            Arrays.setAll(sobol, point -> sequence.nextVector());
        }
    }

    /** Whether the candidates are the whole space. */
    boolean areAll() {
        return all.isPresent();
    }

    /**
     * Candidates.
     *
     * @param centers visited points, near which further candidates lie
     */
    List<double[]> points(List<double[]> centers, Random random) {
        if (all.isPresent()) {
            return all.get();
        }
        List<double[]> points = new ArrayList<>(SOBOL_POINTS + NEIGHBOURS * centers.size());
        addEven(points, random);
        for (double[] center : centers) {
            for (int neighbour = 0; neighbour < NEIGHBOURS; neighbour++) {
                points.add(neighbour(center, random));
            }
        }
        return points;
    }

    private void addEven(List<double[]> points, Random random) {
        int coordinates = encoding.coordinates().size();
        if (sobol.length == 0) {
            for (int point = 0; point < SOBOL_POINTS; point++) {
                points.add(encoding.draw(random.doubles(coordinates).toArray()));
            }
            return;
        }
        long[] shifts = new long[coordinates];
        Arrays.setAll(shifts, coordinate -> random.nextLong() >>> (Long.SIZE - BITS));
        for (double[] point : sobol) {
            double[] units = new double[coordinates];
            for (int coordinate = 0; coordinate < coordinates; coordinate++) {
                long digits = (long) (point[coordinate] * (1L << BITS));
                units[coordinate] = (digits ^ shifts[coordinate]) / (double) (1L << BITS);
            }
            points.add(encoding.draw(units));
        }
    }

    /** A point of the same branch: numbers a random distance away, and about one category another one. */
    private double[] neighbour(double[] center, Random random) {
        double[] point = center.clone();
        double distance = FARTHEST * StrictMath.pow(10, -2 * random.nextDouble());
        double share = 1.0
                / Arrays.stream(center).filter(place -> !Double.isNaN(place)).count();
        for (int index = 0; index < point.length; index++) {
            Coordinate coordinate = encoding.coordinates().get(index);
            if (Double.isNaN(point[index]) || encoding.isParent(index)) {
                continue;
            }
            if (!coordinate.isCategory()) {
                point[index] = reflected(point[index] + distance * random.nextGaussian());
            } else if (random.nextDouble() < share) {
                point[index] = coordinate.draw(random.nextDouble());
            }
        }
        return encoding.rounded(point);
    }

    private static double reflected(double place) {
        double positive = Math.abs(place);
        return positive > 1 ? Math.max(2 - positive, 0) : positive;
    }
}
