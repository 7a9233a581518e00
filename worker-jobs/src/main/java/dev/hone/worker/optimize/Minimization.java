package dev.hone.worker.optimize;

/** A minimization that is under way: it can stop after any step and go on. Serves one thread. */
public final class Minimization {
    private final Descent descent;
    private final Convergence convergence;
    private final ObjectiveHistory objectives = new ObjectiveHistory();
    private InverseHessian curvature = new InverseHessian();
    private Position current;
    private boolean first = true;
    private boolean over;

    Minimization(Descent descent, Position start, Convergence convergence) {
        this.descent = descent;
        this.convergence = convergence;
        current = start;
        convergence.start(start);
        objectives.add(start.penalizedValue());
        over = convergence.isReached(start);
    }

    /** Takes a step; returns whether there was one that is of use. */
    public boolean step() {
        boolean failed = false;
        while (!over) {
            try {
                move(descent.next(current, curvature, first));
                return true;
            } catch (FailedStep failure) {
                objectives.add(current.penalizedValue());
                over = failed;
                failed = true;
                curvature = new InverseHessian();
            }
        }
        return false;
    }

    private void move(Position next) {
        curvature.learn(
                Arithmetic.difference(next.point(), current.point()),
                Arithmetic.difference(next.gradient(), current.gradient()));
        current = next;
        first = false;
        convergence.pass(next);
        objectives.add(next.penalizedValue());
        over = convergence.isReached(next);
    }

    /** Whether it has converged. */
    public boolean isOver() {
        return over;
    }

    /** Where it is; not to be written to. */
    public double[] point() {
        return current.point();
    }

    /** The values of the objective so far. */
    ObjectiveHistory objectives() {
        return objectives;
    }

    /** The objective there, penalty included. */
    public double value() {
        return current.penalizedValue();
    }
}
