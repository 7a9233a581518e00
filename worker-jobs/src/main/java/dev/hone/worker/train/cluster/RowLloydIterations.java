package dev.hone.worker.train.cluster;

import java.util.Arrays;

/**
 * Rounds of MLlib's solver by rows: for each row a search for the nearest center that leaves out those which by the triangle
 * inequality cannot be it. Where MLlib would look at one center after the other, this measures up to four at once and then
 * decides in the same order.
 */
final class RowLloydIterations implements LloydIterations {
    private static final int AT_ONCE = 4;

    private final Centers centers;
    private final PointSet points;
    private final DistanceRule rule;
    private final double tolerance;
    private final double[] bounds;
    private final double[] nearest;
    private final double[] sums;
    private final double[] weights;
    private final int[] candidates = new int[AT_ONCE];
    private final double[] distances = new double[AT_ONCE];
    private double bestDistance;

    RowLloydIterations(Centers centers, PointSet points, DistanceRule rule, double tolerance) {
        this.centers = centers;
        this.points = points;
        this.rule = rule;
        this.tolerance = tolerance;
        int size = centers.size();
        bounds = new double[size * size];
        nearest = new double[size];
        sums = new double[size * centers.features()];
        weights = new double[size];
    }

    @Override
    public Centers centers() {
        return centers;
    }

    @Override
    public Round next() {
        measureCenters();
        Arrays.fill(sums, 0);
        Arrays.fill(weights, 0);
        double cost = 0;
        for (int position = 0; position < points.size(); position++) {
            int center = closest(position);
            double weight = points.weight(position);
            cost += bestDistance * weight;
            points.addTo(sums, center, position, rule.factor(weight, points.norm(position)));
            weights[center] += weight;
        }
        return new Round(cost, move(), true);
    }

    private void measureCenters() {
        int size = centers.size();
        Arrays.fill(nearest, size == 1 ? Double.NaN : Double.POSITIVE_INFINITY);
        for (int first = 0; first < size; first++) {
            for (int second = first + 1; second < size; second++) {
                double bound = rule.bound(rule.distance(centers, first, second));
                bounds[first * size + second] = bound;
                bounds[second * size + first] = bound;
                nearest[first] = bound < nearest[first] ? bound : nearest[first];
                nearest[second] = bound < nearest[second] ? bound : nearest[second];
            }
        }
    }

    /** The nearest center of a point; how far it is, is left in {@link #bestDistance}. */
    private int closest(int position) {
        int size = centers.size();
        double norm = points.norm(position);
        int best = 0;
        bestDistance = rule.distance(points, position, centers, 0);
        if (bestDistance < nearest[0]) {
            return 0;
        }
        int center = 1;
        while (center < size) {
            int count = 0;
            for (; center < size && count < AT_ONCE; center++) {
                if (mayBeNearer(center, best, norm)) {
                    candidates[count++] = center;
                }
            }
            measure(position, count);
            for (int index = 0; index < count; index++) {
                int candidate = candidates[index];
                double distance = distances[index];
                if (mayBeNearer(candidate, best, norm)) {
                    if (distance < nearest[candidate]) {
                        bestDistance = distance;
                        return candidate;
                    }
                    if (distance < bestDistance) {
                        bestDistance = distance;
                        best = candidate;
                    }
                }
            }
        }
        return best;
    }

    private boolean mayBeNearer(int center, int best, double norm) {
        return rule.leastDistance(centers.norm(center), norm) < bestDistance
                && bounds[center * centers.size() + best] < bestDistance;
    }

    private void measure(int position, int count) {
        if (count > 1 && points.areDense() && rule instanceof EuclideanDistance) {
            Arrays.fill(candidates, count, AT_ONCE, candidates[0]);
            points.squaredDistances(position, centers.values(), candidates, distances);
            return;
        }
        for (int index = 0; index < count; index++) {
            distances[index] = rule.distance(points, position, centers, candidates[index]);
        }
    }

    /** Moves the centers of rows with weight; whether all of them stay near. */
    private boolean move() {
        boolean near = true;
        int features = centers.features();
        for (int center = 0; center < weights.length; center++) {
            if (weights[center] > 0) {
                int start = center * features;
                double norm = rule.center(sums, start, features, weights[center]);
                near &= rule.isNear(centers, center, sums, norm, tolerance);
                centers.move(center, sums, start, norm);
            }
        }
        return near;
    }
}
