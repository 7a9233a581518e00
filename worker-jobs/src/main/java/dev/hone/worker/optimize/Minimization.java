package dev.hone.worker.optimize;

import dev.hone.worker.trial.Cancellation;
import org.jspecify.annotations.Nullable;

/** A minimization that is under way: it can stop at any point at which it wants its objective and go on. Serves one thread. */
public final class Minimization {
    /** Its iterations before the objective at the start is known. */
    static final int NOT_BEGUN = -1;

    private final Descent descent;
    private final double[] start;
    private final Convergence convergence;
    private final ObjectiveHistory objectives = new ObjectiveHistory();
    private InverseHessian curvature = new InverseHessian();
    private @Nullable Position current;
    private @Nullable Step step;
    private int iterations = NOT_BEGUN;

    /** Whether the last step failed. */
    private boolean failed;

    private boolean over;

    Minimization(Descent descent, double[] start, Convergence convergence) {
        this.descent = descent;
        this.start = start;
        this.convergence = convergence;
    }

    /** Evaluates the objective at the start. */
    public void begin(DifferentiableFunction objective) {
        evaluate(objective);
    }

    /** Takes a step, if there is one that is of use. */
    public void step(DifferentiableFunction objective) {
        int before = iterations;
        while (iterations == before && wants()) {
            evaluate(objective);
        }
    }

    /** Evaluates the objective where it is wanted. */
    void evaluate(DifferentiableFunction objective) {
        Cancellation.check();
        double[] gradient = new double[start.length];
        double value = objective.at(wanted(), gradient);
        take(value, gradient);
    }

    /** Whether it wants the objective at a further point; begins a step where none is under way. */
    boolean wants() {
        Position from = current;
        while (!over && from != null && step == null) {
            try {
                step = new Step(descent, from, descent.direction(from, curvature), iterations == 0);
            } catch (FailedStep failure) {
                fail(from);
            }
        }
        return !over;
    }

    /** The point at which it wants the objective. */
    double[] wanted() {
        return step == null ? start : step.wanted();
    }

    /**
     * Takes the objective at the point that was wanted.
     *
     * @param gradient becomes the minimization's own
     */
    void take(double value, double[] gradient) {
        Position position = descent.penalized(wanted(), value, gradient);
        Position from = current;
        Step taken = step;
        if (from == null || taken == null) {
            start(position);
            return;
        }
        try {
            taken.take(position).ifPresent(next -> move(from, next));
        } catch (FailedStep failure) {
            fail(from);
        }
    }

    private void start(Position position) {
        convergence.start(position);
        reach(position);
    }

    private void move(Position from, Position next) {
        curvature.learn(
                Arithmetic.difference(next.point(), from.point()),
                Arithmetic.difference(next.gradient(), from.gradient()));
        convergence.pass(next);
        failed = false;
        step = null;
        reach(next);
    }

    private void reach(Position position) {
        current = position;
        objectives.add(position.penalizedValue());
        over = convergence.isReached(position);
        iterations++;
    }

    private void fail(Position from) {
        objectives.add(from.penalizedValue());
        over = failed;
        failed = true;
        curvature = new InverseHessian();
        step = null;
    }

    /** How many steps it has taken. */
    int iterations() {
        return iterations;
    }

    /** Whether it has converged. */
    public boolean isOver() {
        return over;
    }

    /** Where it is; not to be written to. */
    public double[] point() {
        return current == null ? start : current.point();
    }

    /** The values of the objective so far. */
    ObjectiveHistory objectives() {
        return objectives;
    }

    /** The objective there, penalty included; NaN before it has begun. */
    public double value() {
        return current == null ? Double.NaN : current.penalizedValue();
    }
}
