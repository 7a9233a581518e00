package dev.hone.driver.sampler.gp;

import dev.hone.worker.optimize.DifferentiableFunction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Minimizes a smooth function within bounds by projected L-BFGS: coordinates that are at a bound and would leave it rest, the
 * others take the direction of the two-loop recursion (Nocedal and Wright, Numerical Optimization, algorithm 7.4), and each step
 * is projected onto the box (Bertsekas, "Projected Newton methods for optimization problems with simple constraints", SIAM J.
 * Control Optim. 20, 1982). Made for few dimensions and few iterations: Breeze's {@code LBFGSB} takes seconds to load.
 */
final class BoxDescent {
    private static final int MEMORY = 8;
    private static final int MOST_TRIALS = 12;
    private static final double FIRST_CUT = 0.5;
    private static final double CUT = 0.25;
    private static final double LEAST_CURVATURE = 1e-12;
    private static final double DECREASE = 1e-4;

    private final double[] lower;
    private final double[] upper;
    private final int iterations;
    private final double tolerance;

    /**
     * Where a minimization has ended.
     *
     * @param value of the function there
     */
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

    /**
     * Goes down from a start.
     *
     * @param start is projected onto the box, and left as it is
     */
    Minimum minimize(DifferentiableFunction function, double[] start) {
        State state = State.at(function, projected(start));
        Deque<Pair> memory = new ArrayDeque<>();
        for (int iteration = 0; iteration < iterations; iteration++) {
            Optional<State> next = next(function, state, memory);
            if (next.isEmpty() && memory.isEmpty()) {
                break;
            }
            if (next.isEmpty()) {
                // The memory has misled: the next iteration takes the steepest direction.
                memory.clear();
                continue;
            }
            remember(Pair.of(state, next.get()), memory);
            double decrease = state.value - next.get().value;
            state = next.get();
            if (decrease < tolerance) {
                break;
            }
        }
        return new Minimum(state.point, state.value);
    }

    private static void remember(Pair pair, Deque<Pair> memory) {
        if (pair.product > LEAST_CURVATURE) {
            memory.addFirst(pair);
        }
        if (memory.size() > MEMORY) {
            memory.removeLast();
        }
    }

    /** A point that is lower by enough (Armijo's rule); empty if there is none in the direction. */
    private Optional<State> next(DifferentiableFunction function, State state, Deque<Pair> memory) {
        double[] direction = direction(state, memory);
        if (Dense.dot(direction, state.gradient, direction.length) >= 0) {
            return Optional.empty();
        }
        double length = Math.sqrt(Dense.dot(direction, direction, direction.length));
        double step = memory.isEmpty() ? Math.min(1, 1 / length) : 1;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            State next = State.at(function, moved(state.point, step, direction));
            double slope = state.slopeTo(next.point);
            if (next.value <= state.value + DECREASE * slope && next.value < state.value) {
                return Optional.of(next);
            }
            step *= trial == 0 ? FIRST_CUT : CUT;
        }
        return Optional.empty();
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

    private double[] direction(State state, Deque<Pair> memory) {
        double[] direction = new double[state.point.length];
        for (int index = 0; index < direction.length; index++) {
            direction[index] = rests(state, index) ? 0 : -state.gradient[index];
        }
        multiply(direction, memory);
        for (int index = 0; index < direction.length; index++) {
            if (rests(state, index)) {
                direction[index] = 0;
            }
        }
        return direction;
    }

    private boolean rests(State state, int index) {
        return (state.point[index] <= lower[index] && state.gradient[index] > 0)
                || (state.point[index] >= upper[index] && state.gradient[index] < 0);
    }

    /** Multiplies by the inverse of the Hessian as the last steps let it appear. */
    private static void multiply(double[] direction, Deque<Pair> memory) {
        double[] alphas = new double[memory.size()];
        int age = 0;
        for (Pair pair : memory) {
            alphas[age] = Dense.dot(pair.step, direction, direction.length) / pair.product;
            Dense.addScaled(direction, -alphas[age++], pair.change, direction.length);
        }
        if (!memory.isEmpty()) {
            Pair last = memory.getFirst();
            double scale = last.product / Dense.dot(last.change, last.change, direction.length);
            for (int index = 0; index < direction.length; index++) {
                direction[index] *= scale;
            }
        }
        for (Iterator<Pair> oldest = memory.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            double beta = Dense.dot(pair.change, direction, direction.length) / pair.product;
            Dense.addScaled(direction, alphas[--age] - beta, pair.step, direction.length);
        }
    }

    /** The function at a point. */
    private record State(double[] point, double value, double[] gradient) {
        static State at(DifferentiableFunction function, double[] point) {
            double[] gradient = new double[point.length];
            return new State(point, function.at(point, gradient), gradient);
        }

        double slopeTo(double[] next) {
            double slope = 0;
            for (int index = 0; index < next.length; index++) {
                slope += gradient[index] * (next[index] - point[index]);
            }
            return slope;
        }
    }

    /**
     * A step, and how the gradient changed over it.
     *
     * @param product of both
     */
    private record Pair(double[] step, double[] change, double product) {
        static Pair of(State from, State to) {
            double[] step = difference(to.point, from.point);
            double[] change = difference(to.gradient, from.gradient);
            return new Pair(step, change, Dense.dot(step, change, step.length));
        }

        private static double[] difference(double[] one, double[] other) {
            double[] difference = one.clone();
            Dense.addScaled(difference, -1, other, difference.length);
            return difference;
        }
    }
}
