package dev.hone.driver.sampler.cma;

import dev.hone.worker.trial.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The strategy after the trials that it was told, in the order in which they ended: a design of {@code start} points, whose best
 * is the first mean, then generations. Once a search has converged or stalls, another one begins at a random point with twice
 * as many points per generation (Auger and Hansen, "A restart CMA evolution strategy with increasing population size", CEC
 * 2005).
 *
 * <p>Mutable, used by one thread.
 */
final class Replay {
    private static final double FIRST_SIGMA = 0.2;
    private static final double RESTART_SIGMA = 0.3;
    private static final int MOST_LAMBDA = 256;

    private final int dimensions;
    private final int start;
    private final double[] smallestStds;
    private final long seed;
    private final List<Told> generation = new ArrayList<>();
    private Evolution evolution;
    private boolean hasStarted;
    private int restarts;
    private int lambda;
    private double best = Double.POSITIVE_INFINITY;
    private int stalled;

    private record Told(double[] point, double loss) {}

    /** @param start how many points are of the design */
    Replay(int dimensions, int start, double[] smallestStds, long seed) {
        this.dimensions = dimensions;
        this.start = start;
        this.smallestStds = smallestStds;
        this.seed = seed;
        lambda = StrategyParams.defaultLambda(dimensions);
        evolution = evolution(center(), FIRST_SIGMA);
    }

    private double[] center() {
        double[] center = new double[dimensions];
        Arrays.fill(center, 0.5);
        return center;
    }

    private Evolution evolution(double[] mean, double sigma) {
        return new Evolution(StrategyParams.of(dimensions, lambda), mean, sigma, smallestStds);
    }

    /** Whether the design has been told, so that {@link #draw} has something to go by. */
    boolean hasStarted() {
        return hasStarted;
    }

    double[] draw(Random random) {
        return evolution.draw(random);
    }

    /**
     * Takes note of a trial.
     *
     * @param loss what is minimized; positive infinity if it failed
     */
    void tell(double[] point, double loss) {
        generation.add(new Told(point, loss));
        if (!hasStarted && generation.size() == start) {
            evolution = evolution(ranked().get(0), FIRST_SIGMA);
            hasStarted = true;
            generation.clear();
        } else if (hasStarted && generation.size() == evolution.lambda()) {
            noteProgress();
            evolution.learn(ranked());
            generation.clear();
            if (evolution.hasConverged() || stalled > 10 + 30 * dimensions / lambda) {
                restart();
            }
        }
    }

    private void noteProgress() {
        double lowest = generation.stream().mapToDouble(Told::loss).min().orElseThrow();
        stalled = lowest < best ? 0 : stalled + 1;
        best = Math.min(best, lowest);
    }

    private void restart() {
        restarts++;
        lambda = Math.min(2 * lambda, MOST_LAMBDA);
        Random random = new Random(Seeds.ofTrial(Seeds.ofStream(seed, "cma-es restart"), restarts));
        evolution = evolution(random.doubles(dimensions).toArray(), RESTART_SIGMA);
        best = Double.POSITIVE_INFINITY;
        stalled = 0;
    }

    /** Equal losses stay in the order in which they were told. */
    private List<double[]> ranked() {
        return generation.stream()
                .sorted(Comparator.comparingDouble(Told::loss))
                .map(Told::point)
                .toList();
    }
}
