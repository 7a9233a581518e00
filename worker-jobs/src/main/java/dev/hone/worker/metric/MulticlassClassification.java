package dev.hone.worker.metric;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of Spark's {@code MulticlassClassificationEvaluator}. Weighted metrics average over the classes that occur as
 * labels, each by its share of the rows' weight.
 */
public enum MulticlassClassification implements Metric {
    /** Weighted F-measure at beta 1. */
    f1(evaluation -> evaluation.classCounts().weightedFMeasure(1.0)),
    /** Share of the weight that is predicted right. */
    accuracy(evaluation -> evaluation.classCounts().accuracy()),
    /** Precision of each class, averaged. */
    weightedPrecision(evaluation -> evaluation.classCounts().weightedPrecision()),
    /** Recall of each class, averaged. */
    weightedRecall(evaluation -> evaluation.classCounts().weightedRecall()),
    /** The same as {@link #weightedRecall}. */
    weightedTruePositiveRate(evaluation -> evaluation.classCounts().weightedRecall()),
    /** False positive rate of each class, averaged; NaN where all rows are of one class. */
    weightedFalsePositiveRate(evaluation -> evaluation.classCounts().weightedFalsePositiveRate()),
    /** Weighted F-measure at {@link MetricOptions#beta}. */
    weightedFMeasure(evaluation ->
            evaluation.classCounts().weightedFMeasure(evaluation.options().beta())),
    /** The same as {@link #recallByLabel}. */
    truePositiveRateByLabel(evaluation -> evaluation.classCounts().recall(evaluation.metricClass())),
    /** Share of the other classes' weight that is predicted as {@link MetricOptions#metricLabel}. */
    falsePositiveRateByLabel(evaluation -> evaluation.classCounts().falsePositiveRate(evaluation.metricClass())),
    /** Share of what is predicted as {@link MetricOptions#metricLabel} that is right; 0 where nothing is. */
    precisionByLabel(evaluation -> evaluation.classCounts().precision(evaluation.metricClass())),
    /** Share of the rows of {@link MetricOptions#metricLabel} that are predicted right. */
    recallByLabel(evaluation -> evaluation.classCounts().recall(evaluation.metricClass())),
    /** F-measure of {@link MetricOptions#metricLabel} at {@link MetricOptions#beta}. */
    fMeasureByLabel(evaluation -> evaluation
            .classCounts()
            .fMeasure(evaluation.metricClass(), evaluation.options().beta())),
    /** Mean of minus the logarithm of the probability given to the row's label. */
    logLoss(evaluation ->
            LogLoss.of(evaluation.predictions(), evaluation.options().eps())),
    /** Share of the weight that is predicted wrong. */
    hammingLoss(evaluation -> evaluation.classCounts().hammingLoss());

    @SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
    private final ToDoubleFunction<Evaluation> value;

    MulticlassClassification(ToDoubleFunction<Evaluation> value) {
        this.value = value;
    }

    @Override
    public MetricFamily family() {
        return MetricFamily.MULTICLASS;
    }

    @Override
    public boolean largerIsBetter() {
        return this != weightedFalsePositiveRate
                && this != falsePositiveRateByLabel
                && this != logLoss
                && this != hammingLoss;
    }

    @Override
    public double value(Evaluation evaluation) {
        return value.applyAsDouble(evaluation);
    }

    /** Metrics of one label need rows of it, false positive rates need rows of another. */
    @Override
    public Optional<String> undefined(Evaluation evaluation) {
        TestLabels labels = evaluation.testLabels();
        double label = evaluation.options().metricLabel();
        if (name().endsWith("ByLabel") && !labels.has(label)) {
            return Optional.of("no test row has the label " + labels.name(label));
        }
        boolean needsTwo = this == falsePositiveRateByLabel || this == weightedFalsePositiveRate;
        return needsTwo && labels.areEqual() ? Optional.of(labels.single()) : Optional.empty();
    }
}
