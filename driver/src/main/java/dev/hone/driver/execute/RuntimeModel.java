package dev.hone.driver.execute;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * How long a group of trials will take, learnt from those that have ended: the logarithm of the time is a sum of what each
 * param adds to it (ridge regression), numbers by their logarithm. Before anything is learnt, the time is taken to be
 * proportional to each param that counts work, such as trees or epochs.
 */
final class RuntimeModel {
    private static final int MOST_OBSERVATIONS = 500;
    private static final double RIDGE = 0.1;
    private static final double SMALLEST_NUMBER = 1e-3;
    private static final Set<String> COUNTS_OF_WORK =
            Set.of("epochs", "k", "layers", "maxDepth", "maxIter", "neurons", "numTrees");

    private final Deque<Observation> observations = new ArrayDeque<>();
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Set<String> learners = new HashSet<>();
    private double[] weights = {};
    private boolean stale;

    private record Observation(Map<String, Double> features, double logNanos) {}

    /** Takes note of a group that has ended. */
    void learn(List<TrialConfig> group, long nanos) {
        if (observations.size() == MOST_OBSERVATIONS) {
            observations.removeFirst();
        }
        observations.addLast(new Observation(features(group), Math.log(Math.max(1, nanos))));
        group.forEach(config -> learners.add(config.learner()));
        stale = true;
    }

    /** Whether a trial of each of the group's learners has ended. */
    boolean isKnown(List<TrialConfig> group) {
        return group.stream().allMatch(config -> learners.contains(config.learner()));
    }

    /** The logarithm of the group's time in nanoseconds; the same for all while nothing is learnt. */
    double logNanos(List<TrialConfig> group) {
        if (stale) {
            fit();
        }
        double sum = 0;
        for (Map.Entry<String, Double> feature : features(group).entrySet()) {
            Integer position = positions.get(feature.getKey());
            sum += (position == null ? prior(feature.getKey()) : weights[position]) * feature.getValue();
        }
        return sum;
    }

    /** Mean over the group's trials. */
    private static Map<String, Double> features(List<TrialConfig> group) {
        Map<String, Double> sums = new HashMap<>();
        double part = 1.0 / group.size();
        for (TrialConfig config : group) {
            sums.merge(config.learner(), part, Double::sum);
            config.params().forEach((name, value) -> {
                String key = config.learner() + "/" + name + (isNumber(value) ? "" : "=" + value);
                sums.merge(key, part * size(value), Double::sum);
            });
        }
        return sums;
    }

    private static boolean isNumber(ParameterValue value) {
        return value instanceof Whole || value instanceof Real;
    }

    private static double size(ParameterValue value) {
        if (value instanceof Whole whole) {
            return Math.log(Math.abs((double) whole.value()) + SMALLEST_NUMBER);
        }
        return value instanceof Real real ? Math.log(Math.abs(real.value()) + SMALLEST_NUMBER) : 1;
    }

    private void fit() {
        stale = false;
        observations.forEach(observation -> observation.features().keySet().forEach(this::position));
        int width = positions.size();
        double[][] squares = new double[width][width];
        double[] products = new double[width];
        positions.forEach((key, position) -> products[position] = RIDGE * prior(key));
        for (Observation observation : observations) {
            observation.features().forEach((key, value) -> {
                int row = position(key);
                products[row] += value * observation.logNanos();
                observation.features().forEach((other, factor) -> squares[row][position(other)] += value * factor);
            });
        }
        for (int diagonal = 0; diagonal < width; diagonal++) {
            squares[diagonal][diagonal] += RIDGE;
        }
        weights = new CholeskyDecomposition(new Array2DRowRealMatrix(squares, false))
                .getSolver()
                .solve(new ArrayRealVector(products, false))
                .toArray();
    }

    private static double prior(String key) {
        return COUNTS_OF_WORK.contains(key.substring(Math.max(key.lastIndexOf('/'), key.lastIndexOf('.')) + 1)) ? 1 : 0;
    }

    private int position(String key) {
        return positions.computeIfAbsent(key, unknown -> positions.size());
    }
}
