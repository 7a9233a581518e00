package dev.hone.worker.metric;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Metrics of Spark's {@code RegressionEvaluator}. */
public enum Regression implements Metric {
    /** Root of the mean squared error, in the label's unit. */
    rmse(evaluation -> Math.sqrt(evaluation.regressionSums().meanSquaredError())),
    /** Mean squared error. */
    mse(evaluation -> evaluation.regressionSums().meanSquaredError()),
    /** One minus the share of the labels' sum of squares that the errors leave; see {@link RegressionLine}. */
    r2(evaluation ->
            evaluation.regressionSums().determination(evaluation.options().regressionLine())),
    /** Mean absolute error, in the label's unit. */
    mae(evaluation -> evaluation.regressionSums().meanAbsoluteError()),
    /** Explained variance: mean squared distance of the predictions from the labels' mean. */
    var(evaluation -> evaluation.regressionSums().explainedVariance());

    @SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
    private final ToDoubleFunction<Evaluation> value;

    Regression(ToDoubleFunction<Evaluation> value) {
        this.value = value;
    }

    @Override
    public MetricFamily family() {
        return MetricFamily.REGRESSION;
    }

    @Override
    public boolean largerIsBetter() {
        return this == r2 || this == var;
    }

    @Override
    public double value(Evaluation evaluation) {
        return value.applyAsDouble(evaluation);
    }

    /** {@code r2} compares with the labels' sum of squares, which must not be 0. */
    @Override
    public Optional<String> undefined(Evaluation evaluation) {
        TestLabels labels = evaluation.testLabels();
        boolean centered = evaluation.options().regressionLine() == RegressionLine.WITH_INTERCEPT;
        boolean defined = this != r2 || !labels.areEqual() || (!centered && !labels.has(0));
        return defined ? Optional.empty() : Optional.of(labels.single());
    }
}
