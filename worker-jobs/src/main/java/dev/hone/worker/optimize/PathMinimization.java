package dev.hone.worker.optimize;

import java.util.List;

/**
 * A minimization of which the solutions after some numbers of iterations are wanted. It asks for its objective point by point,
 * so that those of several can be evaluated together. Serves one thread.
 */
public final class PathMinimization {
    private final Minimization minimization;
    private final SolutionPath path;
    private int passed = Minimization.NOT_BEGUN;

    PathMinimization(Minimization minimization, SolutionPath path) {
        this.minimization = minimization;
        this.path = path;
    }

    /** Whether it wants the objective at a further point. */
    public boolean wants() {
        return passed < path.length() && minimization.wants();
    }

    /** The point at which it wants the objective; not to be written to. */
    public double[] wanted() {
        return minimization.wanted();
    }

    /**
     * Takes the objective at that point.
     *
     * @param gradient becomes the minimization's own
     */
    public void take(double value, double[] gradient) {
        minimization.take(value, gradient);
        pass();
    }

    /** Evaluates the objective where it is wanted. */
    void evaluate(DifferentiableFunction objective) {
        minimization.evaluate(objective);
        pass();
    }

    private void pass() {
        if (minimization.iterations() > passed) {
            passed = minimization.iterations();
            path.pass(minimization.point(), minimization.objectives(), passed);
        }
    }

    /** The solutions, once it wants nothing any more. */
    public List<Solution> solutions() {
        return path.endingAt(minimization.point(), minimization.objectives());
    }
}
