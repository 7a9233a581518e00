package dev.hone.driver.sampler.gp;

import dev.hone.worker.optimize.DifferentiableFunction;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimizes a smooth function within bounds by projected L-BFGS: coordinates that are at a bound and would leave it rest, the
 * others take the direction of the two-loop recursion (Nocedal and Wright, Numerical Optimization, algorithm 7.4), and each step
 * is projected onto the box (Bertsekas, "Projected Newton methods for optimization problems with simple constraints", SIAM J.
 * Control Optim. 20, 1982). Made for few dimensions and few iterations: Breeze's {@code LBFGSB} takes seconds to load.
 */
final class BoxDescent {
    private static final int MEMORY = 8;
    private static final int MOST_HALVINGS = 12;
    private static final double DECREASE = 1e-4;

    private final double[] lower;
    private final double[] upper;
    private final int iterations;
    private final double tolerance;

    /** Where a minimization has ended. */
    record Minimum(double[] point, double value) {}

    /**
     * @param lower least value per coordinate
     * @param upper largest value per coordinate
     * @param iterations at most
     * @param tolerance ends when an iteration lowers the value by less
     */
    BoxDescent(double[] lower, double[] upper, int iterations, double tolerance) {
        this.lower = lower;
        this.upper = upper;
        this.iterations = iterations;
        this.tolerance = tolerance;
    }

    Minimum minimize(DifferentiableFunction function, double[] start) {
        double[] point = projected(start);
        double[] gradient = new double[point.length];
        double value = function.at(point, gradient);
        Deque<Pair> memory = new ArrayDeque<>();
        for (int iteration = 0; iteration < iterations; iteration++) {
            double[] direction = direction(point, gradient, memory);
            if (dot(direction, gradient) >= 0) {
                memory.clear();
                direction = direction(point, gradient, memory);
            }
            double[] nextGradient = new double[point.length];
            double step = memory.isEmpty() ? Math.min(1, 1 / norm(direction)) : 1;
            double[] next = point;
            double nextValue = value;
            boolean isLower = false;
            for (int halving = 0; halving < MOST_HALVINGS && !isLower; halving++) {
                next = moved(point, step, direction);
                nextValue = function.at(next, nextGradient);
                isLower = nextValue <= value + DECREASE * slope(point, next, gradient) && nextValue < value;
                step *= halving == 0 ? 0.5 : 0.25;
            }
            if (!isLower) {
                if (memory.isEmpty()) {
                    break;
                }
                memory.clear();
                continue;
            }
            Pair pair = Pair.of(point, next, gradient, nextGradient);
            if (pair.product > 1e-12) {
                memory.addFirst(pair);
                if (memory.size() > MEMORY) {
                    memory.removeLast();
                }
            }
            double decrease = value - nextValue;
            point = next;
            value = nextValue;
            gradient = nextGradient;
            if (decrease < tolerance) {
                break;
            }
        }
        return new Minimum(point, value);
    }

    private double[] projected(double[] point) {
        double[] projected = point.clone();
        for (int index = 0; index < projected.length; index++) {
            projected[index] = Math.min(Math.max(projected[index], lower[index]), upper[index]);
        }
        return projected;
    }

    private double[] moved(double[] point, double step, double[] direction) {
        double[] moved = new double[point.length];
        for (int index = 0; index < moved.length; index++) {
            moved[index] = point[index] + step * direction[index];
        }
        return projected(moved);
    }

    private static double slope(double[] point, double[] next, double[] gradient) {
        double slope = 0;
        for (int index = 0; index < point.length; index++) {
            slope += gradient[index] * (next[index] - point[index]);
        }
        return slope;
    }

    private double[] direction(double[] point, double[] gradient, Deque<Pair> memory) {
        double[] direction = new double[point.length];
        boolean[] rests = new boolean[point.length];
        for (int index = 0; index < direction.length; index++) {
            rests[index] = (point[index] <= lower[index] && gradient[index] > 0)
                    || (point[index] >= upper[index] && gradient[index] < 0);
            direction[index] = rests[index] ? 0 : -gradient[index];
        }
        double[] alphas = new double[memory.size()];
        int age = 0;
        for (Pair pair : memory) {
            alphas[age] = dot(pair.step, direction) / pair.product;
            Dense.addScaled(direction, -alphas[age++], pair.change, direction.length);
        }
        if (!memory.isEmpty()) {
            Pair last = memory.getFirst();
            double scale = last.product / dot(last.change, last.change);
            for (int index = 0; index < direction.length; index++) {
                direction[index] *= scale;
            }
        }
        for (Iterator<Pair> oldest = memory.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            double beta = dot(pair.change, direction) / pair.product;
            Dense.addScaled(direction, alphas[--age] - beta, pair.step, direction.length);
        }
        for (int index = 0; index < direction.length; index++) {
            if (rests[index]) {
                direction[index] = 0;
            }
        }
        return direction;
    }

    private static double dot(double[] one, double[] other) {
        return Dense.dot(one, other, one.length);
    }

    private static double norm(double[] vector) {
        return Math.max(Math.sqrt(dot(vector, vector)), Double.MIN_NORMAL);
    }

    /** A step, and how the gradient changed over it. */
    private record Pair(double[] step, double[] change, double product) {
        static Pair of(double[] point, double[] next, double[] gradient, double[] nextGradient) {
            double[] step = next.clone();
            Dense.addScaled(step, -1, point, step.length);
            double[] change = nextGradient.clone();
            Dense.addScaled(change, -1, gradient, change.length);
            return new Pair(step, change, dot(step, change));
        }
    }
}
