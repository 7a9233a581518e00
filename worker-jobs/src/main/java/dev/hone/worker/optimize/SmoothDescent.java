package dev.hone.worker.optimize;

import org.jspecify.annotations.Nullable;

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
    StepLength length(Position from, double[] direction, Trial start, boolean first) {
        double initial = first ? 1.0 / Arithmetic.norm(direction) : 1.0;
        if (Double.isNaN(initial)) {
            throw new IllegalArgumentException(REFUSED_BY_BREEZE);
        }
        if (start.slope() > 0) {
            throw new FailedStep();
        }
        return new Bracket(start, initial, Arithmetic.norm(from.gradient()));
    }

    /** Goes on until the length is bracketed by two trials, and then narrows the bracket. */
    private static final class Bracket implements StepLength {
        private final Trial start;

        /** Of the gradient at the start. */
        private final double norm;

        private double length;
        private boolean found;

        /** The better end of the bracket, or the best trial before there is one. */
        private Trial low;

        /** The other end, once there is one. */
        private @Nullable Trial high;

        private int trials;

        Bracket(Trial start, double initial, double norm) {
            this.start = start;
            this.norm = norm;
            low = start;
            length = initial;
        }

        @Override
        public double length() {
            return length;
        }

        @Override
        public boolean isFound() {
            return found;
        }

        @Override
        public void take(Trial trial) {
            Trial end = high;
            if (end == null) {
                extend(trial);
            } else {
                narrow(trial, end);
            }
            if (!found && trials == MOST_TRIALS) {
                throw new FailedStep();
            }
        }

        private void extend(Trial trial) {
            trials++;
            if (!Double.isFinite(trial.value())) {
                length /= 2.0;
            } else if (isTooHigh(trial) || (trial.value() >= low.value() && trials > 1)) {
                bracket(low, trial);
            } else if (isFlat(trial)) {
                find(trial.step());
            } else if (trial.slope() >= 0) {
                bracket(trial, low);
            } else {
                low = trial;
                length *= GROWTH;
            }
        }

        private void bracket(Trial best, Trial other) {
            trials = 0;
            aim(best, other);
        }

        private void narrow(Trial trial, Trial end) {
            trials++;
            if (Double.isNaN(trial.step())) {
                throw new FailedStep();
            }
            if (isTooHigh(trial) || trial.value() >= low.value()) {
                aim(low, trial);
            } else if (isFlat(trial)) {
                find(trial.step());
            } else {
                aim(trial, trial.slope() * (end.step() - low.step()) >= 0 ? low : end);
            }
        }

        private void aim(Trial best, Trial other) {
            low = best;
            high = other;
            length = best.step() > other.step() ? between(other, best) : between(best, other);
        }

        private void find(double step) {
            if (step * norm < SHORTEST) {
                throw new FailedStep();
            }
            length = step;
            found = true;
        }

        private boolean isTooHigh(Trial trial) {
            return trial.value() > start.value() + DESCENT * trial.step() * start.slope();
        }

        private boolean isFlat(Trial trial) {
            return Math.abs(trial.slope()) <= CURVATURE * Math.abs(start.slope());
        }
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
