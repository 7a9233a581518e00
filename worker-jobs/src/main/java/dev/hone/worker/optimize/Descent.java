package dev.hone.worker.optimize;

import dev.hone.worker.trial.Cancellation;
import java.util.List;

/**
 * Minimizes by steps along directions that an approximate inverse Hessian gives; bit-equal to Breeze's
 * {@code FirstOrderMinimizer}s of the same kind. Those take seconds to load into a JVM, and most of the time of small
 * problems, in which a step costs a microsecond. Serves one training in one thread.
 */
abstract class Descent implements Minimizer {
    private final double tolerance;
    private DifferentiableFunction objective = (point, gradient) -> 0;

    Descent(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Where to go. */
    abstract double[] direction(Position from, InverseHessian curvature);

    /**
     * How far to go.
     *
     * @throws FailedStep if no length is found that does
     */
    abstract double length(Position from, double[] direction, SearchLine line, boolean first);

    /** The point after a step. */
    abstract double[] stepped(Position from, double[] direction, double length);

    /** Adds the penalty on the size of coefficients. */
    abstract Position penalized(double[] point, double value, double[] gradient);

    @Override
    public final List<Solution> solutions(DifferentiableFunction minimized, double[] start, int[] iterations) {
        SolutionPath path = new SolutionPath(iterations);
        Minimization minimization = start(minimized, start);
        path.pass(start, minimization.objectives(), 0);
        for (int iteration = 1; iteration <= path.length() && minimization.step(); iteration++) {
            path.pass(minimization.point(), minimization.objectives(), iteration);
        }
        return path.endingAt(minimization.point(), minimization.objectives());
    }

    /**
     * Begins a minimization, the only one at a time.
     *
     * @param start becomes the minimizer's own
     */
    public final Minimization start(DifferentiableFunction minimized, double[] start) {
        objective = minimized;
        return new Minimization(this, evaluate(start), new Convergence(tolerance));
    }

    final Position next(Position from, InverseHessian curvature, boolean first) {
        double[] direction = direction(from, curvature);
        SearchLine line = new SearchLine(this, from, direction);
        return line.positionAt(length(from, direction, line, first));
    }

    final Position evaluate(double[] point) {
        Cancellation.check();
        double[] gradient = new double[point.length];
        double value = objective.at(point, gradient);
        return penalized(point, value, gradient);
    }
}
