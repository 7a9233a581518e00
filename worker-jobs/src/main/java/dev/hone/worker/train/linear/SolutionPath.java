package dev.hone.worker.train.linear;

import breeze.linalg.DenseVector;
import breeze.optimize.DiffFunction;
import breeze.optimize.FirstOrderMinimizer;
import java.util.Arrays;
import java.util.List;
import scala.collection.Iterator;

/** The points that an optimizer passes: each is what it would end with if it might take no more iterations. */
final class SolutionPath {
    private final int[] iterations;
    private final double[][] points;

    private SolutionPath(int[] iterations) {
        this.iterations = iterations;
        points = new double[iterations.length][];
    }

    /**
     * The point after each number of iterations, or where the optimizer ended before.
     *
     * @param minimizer allowed the largest of the numbers
     * @return arrays of their own
     */
    static List<double[]> points(
            FirstOrderMinimizer<DenseVector<Object>, DiffFunction<DenseVector<Object>>> minimizer,
            Objective objective,
            double[] start,
            int[] iterations) {
        SolutionPath path = new SolutionPath(iterations);
        Iterator<?> states = minimizer.iterations(BreezeFunction.of(objective), BreezeFunction.vector(start));
        double[] point = start;
        while (states.hasNext()) {
            FirstOrderMinimizer.State<?, ?, ?> state = (FirstOrderMinimizer.State<?, ?, ?>) states.next();
            point = BreezeFunction.values(state.x());
            path.pass(point, state.iter());
        }
        path.pass(point, Integer.MAX_VALUE);
        return Arrays.asList(path.points);
    }

    private void pass(double[] point, int iteration) {
        for (int index = 0; index < points.length; index++) {
            if (points[index] == null && iteration >= iterations[index]) {
                points[index] = point.clone();
            }
        }
    }
}
