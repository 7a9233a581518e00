package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.encoding.Coordinate;
import dev.hone.driver.sampler.encoding.SpaceEncoding;

/**
 * How far apart two places of a coordinate are, as a squared distance before it is divided by the squared lengthscale.
 *
 * <p>Places of an active dimension that another point lacks are equally far from it: they lie on a quarter of a circle, and
 * inactive ones at its centre (as in Swersky et al., "Raiders of the lost architecture: kernels for Bayesian optimization in
 * conditional parameter spaces", 2013, with a fixed angle). So distances are Euclidean, hence the kernel positive definite;
 * between active places they are a little shorter than on a line.
 *
 * <pre>
 *   unconditional   (a - b)^2
 *   conditional     ((4 / pi) sin(pi (a - b) / 4))^2      one inactive: (2 / pi)^2
 *   category        0 if equal, else 1                    one inactive: 1 / 2
 * </pre>
 */
enum KernelDimension {
    /** A number that every point has. */
    NUMBER {
        @Override
        double squared(double one, double other) {
            return (one - other) * (one - other);
        }

        @Override
        double slope(double one, double other) {
            return 2 * (one - other);
        }
    },

    /** A number that some points have. */
    CONDITIONAL_NUMBER {
        @Override
        double squared(double one, double other) {
            if (Double.isNaN(one) || Double.isNaN(other)) {
                return Double.isNaN(one) && Double.isNaN(other) ? 0 : RADIUS * RADIUS;
            }
            double chord = 2 * RADIUS * StrictMath.sin(ANGLE / 2 * (one - other));
            return chord * chord;
        }

        @Override
        double slope(double one, double other) {
            return Double.isNaN(one) || Double.isNaN(other) ? 0 : 2 * RADIUS * StrictMath.sin(ANGLE * (one - other));
        }
    },

    /** A value without an order. */
    CATEGORY {
        @Override
        double squared(double one, double other) {
            if (Double.isNaN(one) || Double.isNaN(other)) {
                return Double.isNaN(one) && Double.isNaN(other) ? 0 : 0.5;
            }
            return one == other ? 0 : 1;
        }

        @Override
        double slope(double one, double other) {
            return 0;
        }
    };

    private static final double ANGLE = Math.PI / 2;
    private static final double RADIUS = 1 / ANGLE;

    /** The squared distance of two places, NaN where inactive. */
    abstract double squared(double one, double other);

    /** The derivative of the squared distance by the first place. */
    abstract double slope(double one, double other);

    static KernelDimension of(SpaceEncoding encoding, int index) {
        Coordinate coordinate = encoding.coordinates().get(index);
        if (coordinate.isCategory()) {
            return CATEGORY;
        }
        return encoding.isConditional(index) ? CONDITIONAL_NUMBER : NUMBER;
    }
}
