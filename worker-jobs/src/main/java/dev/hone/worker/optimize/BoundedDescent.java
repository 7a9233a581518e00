package dev.hone.worker.optimize;

import breeze.optimize.FirstOrderMinimizer;
import breeze.optimize.LBFGSB;
import java.util.List;
import scala.collection.Iterator;

/** Minimizes smooth objectives within bounds, by Breeze's {@code LBFGSB} as MLlib sets it up. */
public final class BoundedDescent implements Minimizer {
    private static final int MEMORY = 10;
    private static final int MOST_ZOOMS = 64;
    private static final int MOST_TRIALS = 64;

    private final double tolerance;
    private final double[] lower;
    private final double[] upper;

    /** The bounds are one a coefficient, infinite where there is none. */
    public BoundedDescent(double tolerance, double[] lower, double[] upper) {
        this.tolerance = tolerance;
        this.lower = lower;
        this.upper = upper;
    }

    @Override
    public List<Solution> solutions(DifferentiableFunction objective, double[] start, int[] iterations) {
        SolutionPath path = new SolutionPath(iterations);
        LBFGSB minimizer = new LBFGSB(
                BreezeFunction.vector(lower),
                BreezeFunction.vector(upper),
                path.length(),
                MEMORY,
                tolerance,
                MOST_ZOOMS,
                MOST_TRIALS);
        Iterator<?> states = minimizer.iterations(BreezeFunction.of(objective), BreezeFunction.vector(start));
        double[] point = start;
        ObjectiveHistory objectives = new ObjectiveHistory();
        while (states.hasNext()) {
            FirstOrderMinimizer.State<?, ?, ?> state = (FirstOrderMinimizer.State<?, ?, ?>) states.next();
            point = BreezeFunction.values(state.x());
            objectives.add(state.adjustedValue());
            path.pass(point, objectives, state.iter());
        }
        return path.endingAt(point, objectives);
    }
}
