package dev.hone.worker.train.linear;

import java.util.List;
import org.apache.spark.TaskContext;

/**
 * Minimizes by steps along directions that an approximate inverse Hessian gives; bit-equal to Breeze's
 * {@code FirstOrderMinimizer}s of the same kind. Those take seconds to load into a JVM, and most of the time of small
 * problems, in which a step costs a microsecond. Serves one training in one thread.
 */
abstract class Descent implements Minimizer {
    private final double tolerance;
    private Objective objective = (point, gradient) -> 0;

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
    public final List<double[]> points(Objective minimized, double[] start, int[] iterations) {
        objective = minimized;
        SolutionPath path = new SolutionPath(iterations);
        Convergence convergence = new Convergence(tolerance);
        InverseHessian curvature = new InverseHessian();
        Position current = evaluate(start);
        convergence.start(current);
        path.pass(start, 0);
        boolean failed = false;
        for (int iteration = 0; iteration < path.length() && !convergence.isReached(current); ) {
            try {
                Position next = next(current, curvature, iteration == 0);
                curvature.learn(
                        Arithmetic.difference(next.point(), current.point()),
                        Arithmetic.difference(next.gradient(), current.gradient()));
                current = next;
                convergence.pass(current);
                path.pass(current.point(), ++iteration);
                failed = false;
            } catch (FailedStep failure) {
                if (failed) {
                    break;
                }
                failed = true;
                curvature = new InverseHessian();
            }
        }
        return path.endingAt(current.point());
    }

    private Position next(Position from, InverseHessian curvature, boolean first) {
        double[] direction = direction(from, curvature);
        SearchLine line = new SearchLine(this, from, direction);
        return line.positionAt(length(from, direction, line, first));
    }

    final Position evaluate(double[] point) {
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.killTaskIfInterrupted();
        }
        double[] gradient = new double[point.length];
        double value = objective.at(point, gradient);
        return penalized(point, value, gradient);
    }
}
