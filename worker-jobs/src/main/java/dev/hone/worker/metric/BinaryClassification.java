package dev.hone.worker.metric;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of Spark's {@code BinaryClassificationEvaluator}. A row's score is {@code rawPrediction(1)} where the model
 * has raw predictions, else its prediction; a row is positive if its label is above 0.5.
 */
public enum BinaryClassification implements Metric {
    /** Area under the receiver operating characteristic, thinned to {@code numBins} points. */
    areaUnderROC(ScoreCurve::areaUnderRoc),
    /** Area under the precision-recall curve, thinned to {@code numBins} points. */
    areaUnderPR(ScoreCurve::areaUnderPr);

    @SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
    private final ToDoubleFunction<ScoreCurve> area;

    BinaryClassification(ToDoubleFunction<ScoreCurve> area) {
        this.area = area;
    }

    @Override
    public MetricFamily family() {
        return MetricFamily.BINARY;
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }

    @Override
    public double value(Evaluation evaluation) {
        return area.applyAsDouble(evaluation.scoreCurve());
    }

    /** Without rows of both classes there is no curve; one of precision and recall needs positive rows only. */
    @Override
    public Optional<String> undefined(Evaluation evaluation) {
        TestLabels labels = evaluation.testLabels();
        boolean defined = labels.hasPositive() && (this == areaUnderPR || labels.hasNegative());
        return defined ? Optional.empty() : Optional.of(labels.single());
    }
}
