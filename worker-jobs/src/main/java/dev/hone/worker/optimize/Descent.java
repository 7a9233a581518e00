package dev.hone.worker.optimize;

import java.util.List;

/**
 * Minimizes by steps along directions that an approximate inverse Hessian gives; bit-equal to Breeze's
 * {@code FirstOrderMinimizer}s of the same kind. Those take seconds to load into a JVM, and most of the time of small
 * problems, in which a step costs a microsecond. Keeps nothing of a minimization.
 */
public abstract sealed class Descent implements Minimizer permits SmoothDescent, OrthantDescent {
    private final double tolerance;

    Descent(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Where to go. */
    abstract double[] direction(Position from, InverseHessian curvature);

    /**
     * Begins to find how far to go.
     *
     * @param start the objective before the step
     * @param first whether no step was taken yet
     * @throws FailedStep if that is not to be found
     */
    abstract StepLength length(Position from, double[] direction, Trial start, boolean first);

    /** The point after a step. */
    abstract double[] stepped(Position from, double[] direction, double length);

    /** Adds the penalty on the size of coefficients. */
    abstract Position penalized(double[] point, double value, double[] gradient);

    @Override
    public final List<Solution> solutions(DifferentiableFunction minimized, double[] start, int[] iterations) {
        PathMinimization path = path(start, iterations);
        while (path.wants()) {
            path.evaluate(minimized);
        }
        return path.solutions();
    }

    /**
     * Begins a minimization.
     *
     * @param start becomes the minimization's own
     */
    public final Minimization start(double[] start) {
        return new Minimization(this, start, new Convergence(tolerance));
    }

    /**
     * Begins a minimization of which solutions are wanted.
     *
     * @param start becomes the minimization's own
     * @param iterations after which a solution is wanted
     */
    public final PathMinimization path(double[] start, int[] iterations) {
        return new PathMinimization(start(start), new SolutionPath(iterations));
    }
}
