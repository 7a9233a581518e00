package dev.hone.worker.optimize;

import org.jspecify.annotations.Nullable;

/**
 * Minimizes smooth objectives plus a penalty on the size of coefficients; bit-equal to Breeze's {@code OWLQN}.
 *
 * <p>Andrew and Gao, Scalable Training of L1-Regularized Log-Linear Models (ICML 2007): a step stays in the orthant of its
 * start, where the penalty is linear. As in Breeze, the step is found by backtracking that also grows it, and the first
 * trial is judged by the value at the start.
 */
public final class OrthantDescent extends Descent {
    private static final int MOST_TRIALS = 20;
    private static final double DESCENT = 1E-4;
    private static final double CURVATURE = 0.9;
    private static final double GROWTH = 2.1;
    private static final double SHORTEST = 1E-10;
    private static final double LONGEST = 1E10;

    private final double[] penalties;

    /** @param penalties on the size of each coefficient, none negative */
    public OrthantDescent(double tolerance, double[] penalties) {
        super(tolerance);
        this.penalties = penalties;
    }

    @Override
    double[] direction(Position from, InverseHessian curvature) {
        double[] direction = curvature.direction(from.penalizedGradient());
        for (int index = 0; index < direction.length; index++) {
            if (!(direction[index] * from.penalizedGradient()[index] < 0)) {
                direction[index] = 0.0;
            }
        }
        return direction;
    }

    @Override
    double[] stepped(Position from, double[] direction, double length) {
        double[] to = Arithmetic.moved(from.point(), length, direction);
        for (int index = 0; index < to.length; index++) {
            double old = from.point()[index];
            double side = Math.signum(old != 0 ? old : -from.penalizedGradient()[index]);
            to[index] *= Math.signum(to[index]) == side ? 1.0 : 0.0;
        }
        return to;
    }

    @Override
    Position penalized(double[] point, double value, double[] gradient) {
        double penalizedValue = value;
        double[] penalizedGradient = new double[point.length];
        for (int index = 0; index < point.length; index++) {
            double penalty = penalties[index];
            if (penalty == 0) {
                penalizedGradient[index] = gradient[index];
            } else {
                penalizedValue += Math.abs(penalty * point[index]);
                penalizedGradient[index] = slope(point[index], gradient[index], penalty);
            }
        }
        return new Position(point, value, gradient, penalizedValue, penalizedGradient);
    }

    /** At 0, where the penalty has none, the slope to the side that descends, if there is one. */
    private static double slope(double coefficient, double gradient, double penalty) {
        if (coefficient != 0) {
            return gradient + Math.signum(coefficient) * penalty;
        }
        if (gradient - penalty > 0) {
            return gradient - penalty;
        }
        return gradient + penalty < 0 ? gradient + penalty : 0.0;
    }

    @Override
    StepLength length(Position from, double[] direction, Trial start, boolean first) {
        double initial = first ? 0.5 / Arithmetic.norm(from.gradient()) : 1.0;
        return new Backtracking(from.value(), start, initial, first ? 0.1 : 0.5);
    }

    /** Shrinks the length, or makes it grow, until it does. */
    private static final class Backtracking implements StepLength {
        private final double valueOfFirst;
        private final Trial start;
        private final double shrinkage;
        private double length;
        private boolean found;
        private @Nullable Trial last;
        private int trials;

        Backtracking(double valueOfFirst, Trial start, double initial, double shrinkage) {
            this.valueOfFirst = valueOfFirst;
            this.start = start;
            this.shrinkage = shrinkage;
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
            Trial before = last;
            if (before == null) {
                judge(new Trial(trial.step(), valueOfFirst, trial.slope()));
            } else if (trials == MOST_TRIALS) {
                length = before.step();
                found = true;
            } else {
                judge(trial);
            }
        }

        private void judge(Trial trial) {
            last = trial;
            trials++;
            double factor = factor(trial);
            found = factor == 1.0;
            length = found ? trial.step() : checked(trial.step() * factor);
        }

        private double factor(Trial trial) {
            if (trial.value() > start.value() + trial.step() * start.slope() * DESCENT) {
                return shrinkage;
            }
            if (trial.slope() < CURVATURE * start.slope()) {
                return GROWTH;
            }
            return trial.slope() > -CURVATURE * start.slope() ? shrinkage : 1.0;
        }
    }

    private static double checked(double step) {
        if (step < SHORTEST || step > LONGEST) {
            throw new FailedStep();
        }
        return step;
    }
}
