package dev.hone.driver.space;

/** How a range of numbers is spread over the unit interval, the same on every machine to the last bit. */
public enum Scale {
    /** Equal differences are equally likely. */
    LINEAR {
        @Override
        double between(double low, double high, double unit) {
            return low + unit * (high - low);
        }

        @Override
        double share(double low, double high, double from, double to) {
            return (to - from) / (high - low);
        }
    },
    /** Equal ratios are equally likely; bounds must be above 0. */
    LOG {
        @Override
        double between(double low, double high, double unit) {
            return low * StrictMath.exp(unit * (StrictMath.log(high) - StrictMath.log(low)));
        }

        @Override
        double share(double low, double high, double from, double to) {
            return StrictMath.log(to / from) / StrictMath.log(high / low);
        }
    };

    abstract double between(double low, double high, double unit);

    /** The part of the unit interval that leads to a value between {@code from} and {@code to}. */
    abstract double share(double low, double high, double from, double to);

    void check(String name, double low, double high) {
        String bounds = "(low: " + text(low) + ", high: " + text(high) + ")";
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw Dimension.invalid(name, "low and high must be finite numbers " + bounds);
        }
        if (low >= high) {
            throw Dimension.invalid(name, "low must be below high " + bounds);
        }
        if (Double.isInfinite(high - low)) {
            throw Dimension.invalid(name, "low and high must be less than 1.8e308 apart " + bounds);
        }
        if (this == LOG && low <= 0) {
            throw Dimension.invalid(name, "low of a log range must be above 0 " + bounds);
        }
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }
}
