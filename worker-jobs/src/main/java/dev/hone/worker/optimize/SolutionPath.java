package dev.hone.worker.optimize;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps the points that a minimizer passes at given iterations. */
final class SolutionPath {
    private final int[] iterations;
    private final double[][] points;

    SolutionPath(int[] iterations) {
        this.iterations = iterations;
        points = new double[iterations.length][];
    }

    /** The most iterations that are asked for. */
    int length() {
        return IntStream.of(iterations).max().orElse(0);
    }

    void pass(double[] point, int iteration) {
        for (int index = 0; index < points.length; index++) {
            if (points[index] == null && iteration >= iterations[index]) {
                points[index] = point.clone();
            }
        }
    }

    /** The points at all iterations that are asked for, of which the later ones may not have been reached. */
    List<double[]> endingAt(double[] last) {
        pass(last, Integer.MAX_VALUE);
        return Arrays.asList(points);
    }
}
