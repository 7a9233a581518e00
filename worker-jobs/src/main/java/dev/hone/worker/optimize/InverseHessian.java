package dev.hone.worker.optimize;

/**
 * The inverse of an objective's second derivatives as its last steps let it appear; as Breeze's
 * {@code LBFGS.ApproximateInverseHessian}.
 *
 * <p>Nocedal and Wright, Numerical Optimization, algorithm 7.4 (two-loop recursion): s are the steps, y the changes of the
 * gradient, rho here is s'y and not its inverse.
 */
final class InverseHessian {
    private static final int MEMORY = 10;

    private final double[][] steps = new double[MEMORY][];
    private final double[][] changes = new double[MEMORY][];
    private final double[] rho = new double[MEMORY];
    private final double[] alpha = new double[MEMORY];
    private int count;

    /** Takes a step and the change of the gradient over it, and forgets the oldest if there are too many. */
    void learn(double[] step, double[] change) {
        int kept = Math.min(count, MEMORY - 1);
        System.arraycopy(steps, 0, steps, 1, kept);
        System.arraycopy(changes, 0, changes, 1, kept);
        System.arraycopy(rho, 0, rho, 1, kept);
        steps[0] = step;
        changes[0] = change;
        rho[0] = Arithmetic.dot(step, change);
        count = kept + 1;
    }

    /**
     * The direction to the minimum of the approximated objective.
     *
     * @throws FailedStep if the steps do not describe a minimum
     */
    double[] direction(double[] gradient) {
        double scale = scale();
        double[] direction = gradient.clone();
        for (int age = 0; age < count; age++) {
            alpha[age] = Arithmetic.dot(steps[age], direction) / rho[age];
            if (Double.isNaN(alpha[age])) {
                throw new FailedStep();
            }
            Arithmetic.addScaled(direction, -alpha[age], changes[age]);
        }
        Arithmetic.scale(direction, scale);
        for (int age = count - 1; age >= 0; age--) {
            double beta = Arithmetic.dot(changes[age], direction) / rho[age];
            Arithmetic.addScaled(direction, alpha[age] - beta, steps[age]);
        }
        Arithmetic.scale(direction, -1.0);
        return direction;
    }

    private double scale() {
        if (count == 0) {
            return 1.0;
        }
        if (!(rho[0] >= 0)) {
            throw new FailedStep();
        }
        return rho[0] / Arithmetic.dot(changes[0], changes[0]);
    }
}
