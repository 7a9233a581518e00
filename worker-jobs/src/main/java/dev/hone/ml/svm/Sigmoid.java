package dev.hone.ml.svm;

/**
 * The probability 1 / (1 + exp(slope · raw + offset)) of a raw prediction, fitted by Newton's method with backtracking (Lin,
 * Lin and Weng, "A note on Platt's probabilistic outputs for support vector machines", Machine Learning 68, 2007, where slope
 * is A and offset B).
 */
record Sigmoid(double slope, double offset) {
    private static final int MOST_STEPS = 100;
    private static final double LEAST_STEP = 1e-10;
    private static final double RIDGE = 1e-12;
    private static final double FLAT = 1e-9;

    /**
     * Fits one.
     *
     * @param raw raw predictions
     * @param isClass for each, whether its row is of the class
     */
    static Sigmoid fit(double[] raw, boolean[] isClass) {
        double[] targets = targets(isClass);
        int in = count(isClass);
        Sigmoid current = new Sigmoid(0, Math.log((isClass.length - in + 1.0) / (in + 1.0)));
        for (int step = 0; step < MOST_STEPS; step++) {
            Sigmoid next = current.improved(raw, targets);
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        return current;
    }

    /** Not quite 0 and 1, which keeps separable classes from steps without end. */
    private static double[] targets(boolean[] isClass) {
        int in = count(isClass);
        double[] targets = new double[isClass.length];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = isClass[row] ? (in + 1.0) / (in + 2.0) : 1 / (isClass.length - in + 2.0);
        }
        return targets;
    }

    private static int count(boolean[] isClass) {
        int count = 0;
        for (boolean is : isClass) {
            count += is ? 1 : 0;
        }
        return count;
    }

    double of(double raw) {
        double exponent = slope * raw + offset;
        return exponent >= 0 ? Math.exp(-exponent) / (1 + Math.exp(-exponent)) : 1 / (1 + Math.exp(exponent));
    }

    private double loss(double[] raw, double[] targets) {
        double loss = 0;
        for (int row = 0; row < raw.length; row++) {
            double exponent = slope * raw[row] + offset;
            loss += exponent >= 0
                    ? targets[row] * exponent + Math.log1p(Math.exp(-exponent))
                    : (targets[row] - 1) * exponent + Math.log1p(Math.exp(exponent));
        }
        return loss;
    }

    /** One step of Newton's method; the same where there is none. */
    private Sigmoid improved(double[] raw, double[] targets) {
        double bySlope = 0;
        double byOffset = 0;
        double slopeSlope = RIDGE;
        double offsetOffset = RIDGE;
        double slopeOffset = 0;
        for (int row = 0; row < raw.length; row++) {
            double probability = of(raw[row]);
            double curvature = probability * (1 - probability);
            bySlope += raw[row] * (targets[row] - probability);
            byOffset += targets[row] - probability;
            slopeSlope += raw[row] * raw[row] * curvature;
            offsetOffset += curvature;
            slopeOffset += raw[row] * curvature;
        }
        if (Math.abs(bySlope) < FLAT && Math.abs(byOffset) < FLAT) {
            return this;
        }
        double determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
        double toSlope = -(offsetOffset * bySlope - slopeOffset * byOffset) / determinant;
        double toOffset = -(slopeSlope * byOffset - slopeOffset * bySlope) / determinant;
        return along(toSlope, toOffset, bySlope * toSlope + byOffset * toOffset, raw, targets);
    }

    private Sigmoid along(double toSlope, double toOffset, double descent, double[] raw, double[] targets) {
        double loss = loss(raw, targets);
        for (double step = 1; step >= LEAST_STEP; step /= 2) {
            Sigmoid next = new Sigmoid(slope + step * toSlope, offset + step * toOffset);
            if (next.loss(raw, targets) < loss + 1e-4 * step * descent) {
                return next;
            }
        }
        return this;
    }
}
