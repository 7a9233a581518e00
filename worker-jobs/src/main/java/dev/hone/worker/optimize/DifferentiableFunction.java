package dev.hone.worker.optimize;

/** A function to be minimized. Serves one training in one thread. */
public interface DifferentiableFunction {

    /**
     * Its value at a point.
     *
     * @param point not to be written to, nor kept
     * @param gradient of the length of the point, to be filled
     */
    double at(double[] point, double[] gradient);
}
