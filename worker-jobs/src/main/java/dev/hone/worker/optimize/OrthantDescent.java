package dev.hone.worker.optimize;

import dev.hone.worker.optimize.SearchLine.Trial;

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
    double length(Position from, double[] direction, SearchLine line, boolean first) {
        Trial start = line.start();
        double shrinkage = first ? 0.1 : 0.5;
        double step = first ? 0.5 / Arithmetic.norm(from.gradient()) : 1.0;
        Trial current = new Trial(step, from.value(), line.at(step).slope());
        for (int trial = 1; ; trial++) {
            double factor = factor(current, start, shrinkage);
            if (factor == 1.0) {
                return current.step();
            }
            Trial next = line.at(checked(current.step() * factor));
            if (trial == MOST_TRIALS) {
                return current.step();
            }
            current = next;
        }
    }

    private static double factor(Trial current, Trial start, double shrinkage) {
        if (current.value() > start.value() + current.step() * start.slope() * DESCENT) {
            return shrinkage;
        }
        if (current.slope() < CURVATURE * start.slope()) {
            return GROWTH;
        }
        return current.slope() > -CURVATURE * start.slope() ? shrinkage : 1.0;
    }

    private static double checked(double step) {
        if (step < SHORTEST || step > LONGEST) {
            throw new FailedStep();
        }
        return step;
    }
}
