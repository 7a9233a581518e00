package dev.hone.worker.optimize;

import dev.hone.worker.optimize.SearchLine.Trial;

/**
 * Minimizes smooth objectives; bit-equal to Breeze's {@code LBFGS}.
 *
 * <p>Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6 (a line search for the strong Wolfe conditions). As
 * in Breeze, a bracket is cut by cubic interpolation kept away from its ends, and a trial whose value is not finite halves
 * the step.
 */
public final class SmoothDescent extends Descent {
    private static final int MOST_TRIALS = 10;
    private static final double DESCENT = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final double GROWTH = 1.5;
    private static final double LOWEST = 0.1;
    private static final double HIGHEST = 0.9;
    private static final double SHORTEST = 1E-10;

    /** Breeze's words where the gradient is not finite. */
    private static final String REFUSED_BY_BREEZE = "requirement failed: init value should <= bound";

    /** @param tolerance of the change of the value, and of the gradient, at which the minimization has converged */
    public SmoothDescent(double tolerance) {
        super(tolerance);
    }

    @Override
    double[] direction(Position from, InverseHessian curvature) {
        return curvature.direction(from.gradient());
    }

    @Override
    double[] stepped(Position from, double[] direction, double length) {
        return Arithmetic.moved(from.point(), length, direction);
    }

    @Override
    Position penalized(double[] point, double value, double[] gradient) {
        return Position.withoutPenalty(point, value, gradient);
    }

    @Override
    double length(Position from, double[] direction, SearchLine line, boolean first) {
        double initial = first ? 1.0 / Arithmetic.norm(direction) : 1.0;
        if (Double.isNaN(initial)) {
            throw new IllegalArgumentException(REFUSED_BY_BREEZE);
        }
        double length = search(line, initial);
        if (length * Arithmetic.norm(from.gradient()) < SHORTEST) {
            throw new FailedStep();
        }
        return length;
    }

    private static double search(SearchLine line, double first) {
        Trial start = line.start();
        if (start.slope() > 0) {
            throw new FailedStep();
        }
        Trial low = start;
        double step = first;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            Trial current = line.at(step);
            if (!Double.isFinite(current.value())) {
                step /= 2.0;
            } else if (isTooHigh(current, start) || (current.value() >= low.value() && trial > 0)) {
                return zoom(line, start, low, current);
            } else if (isFlat(current, start)) {
                return current.step();
            } else if (current.slope() >= 0) {
                return zoom(line, start, current, low);
            } else {
                low = current;
                step *= GROWTH;
            }
        }
        throw new FailedStep();
    }

    private static boolean isTooHigh(Trial trial, Trial start) {
        return trial.value() > start.value() + DESCENT * trial.step() * start.slope();
    }

    private static boolean isFlat(Trial trial, Trial start) {
        return Math.abs(trial.slope()) <= CURVATURE * Math.abs(start.slope());
    }

    /** Narrows the bracket between two trials, of which the first is the better one. */
    private static double zoom(SearchLine line, Trial start, Trial best, Trial other) {
        Trial low = best;
        Trial high = other;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            Trial current = line.at(low.step() > high.step() ? between(high, low) : between(low, high));
            if (Double.isNaN(current.step())) {
                throw new FailedStep();
            }
            if (isTooHigh(current, start) || current.value() >= low.value()) {
                high = current;
            } else if (isFlat(current, start)) {
                return current.step();
            } else {
                if (current.slope() * (high.step() - low.step()) >= 0) {
                    high = low;
                }
                low = current;
            }
        }
        throw new FailedStep();
    }

    /** Where the cubic through both trials is least. */
    private static double between(Trial left, Trial right) {
        double first = left.slope() + right.slope() - 3 * (left.value() - right.value()) / (left.step() - right.step());
        double second = Math.sqrt(first * first - left.slope() * right.slope());
        double width = right.step() - left.step();
        double step =
                right.step() - width * (right.slope() + second - first) / (right.slope() - left.slope() + 2 * second);
        double lowest = left.step() + LOWEST * width;
        double highest = left.step() + HIGHEST * width;
        if (step < lowest) {
            return lowest;
        }
        return step > highest ? highest : step;
    }
}
