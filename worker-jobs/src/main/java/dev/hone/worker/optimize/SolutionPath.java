package dev.hone.worker.optimize;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps the points that a minimizer passes at given iterations, and the values of the objective up to there. */
final class SolutionPath {
    private final int[] iterations;
    private final Solution[] solutions;

    SolutionPath(int[] iterations) {
        this.iterations = iterations;
        solutions = new Solution[iterations.length];
    }

    /** The most iterations that are asked for. */
    int length() {
        return IntStream.of(iterations).max().orElse(0);
    }

    void pass(double[] point, ObjectiveHistory objectives, int iteration) {
        for (int index = 0; index < solutions.length; index++) {
            if (solutions[index] == null && iteration >= iterations[index]) {
                solutions[index] = new Solution(point.clone(), objectives.values());
            }
        }
    }

    /** The solutions at all iterations that are asked for, of which the later ones may not have been reached. */
    List<Solution> endingAt(double[] last, ObjectiveHistory objectives) {
        pass(last, objectives, Integer.MAX_VALUE);
        return Arrays.asList(solutions);
    }
}
