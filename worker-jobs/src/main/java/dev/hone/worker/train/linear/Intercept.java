package dev.hone.worker.train.linear;

/** The intercept of a model that has one offset for all rows; in the optimizer's point it follows the coefficients. */
final class Intercept {
    private final InterceptKind kind;
    private final Centering centering;
    private final int features;

    Intercept(InterceptKind kind, FeatureSummary statistics) {
        this.kind = kind;
        centering = new Centering(statistics.scaledMeans());
        features = statistics.features();
    }

    InterceptKind kind() {
        return kind;
    }

    /** What every row's margin begins with. */
    double offset(double[] point) {
        return switch (kind) {
            case NONE -> 0;
            case PLAIN -> point[features];
            case CENTERED -> point[features] - centering.shift(point);
        };
    }

    /** Adds the intercept's part to a gradient made of rows that were not centered. */
    void addTo(double[] gradientSum, double multiplierSum) {
        if (kind == InterceptKind.CENTERED) {
            centering.correct(multiplierSum, gradientSum);
        }
        if (kind != InterceptKind.NONE) {
            gradientSum[features] += multiplierSum;
        }
    }
}
