package dev.hone.driver.publish;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The scores of a version in its own run, and what other scores must have in common with them to be scores of the same rows.
 *
 * @param objective the metric and its direction
 * @param metricParams the metric with its params
 * @param dataFingerprint of the table, equal for equal content
 * @param foldFingerprint see {@link FoldFingerprint}
 * @param ofFolds by fold, of models that were not trained on its test rows
 */
public record Scores(
        Objective objective,
        String metricParams,
        String dataFingerprint,
        String foldFingerprint,
        List<Double> ofFolds) {
    public Scores {
        ofFolds = List.copyOf(ofFolds);
    }

    /** Whether both are scores of the same rows by the same metric. */
    public boolean areOnRowsOf(Scores other) {
        return objective.metric().equals(other.objective.metric())
                && metricParams.equals(other.metricParams)
                && dataFingerprint.equals(other.dataFingerprint)
                && foldFingerprint.equals(other.foldFingerprint)
                && ofFolds.size() == other.ofFolds.size();
    }

    /** The mean over the folds. */
    public double mean() {
        return DoubleStream.of(values()).sum() / ofFolds.size();
    }

    double[] values() {
        return ofFolds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** By how much these are better than others, fold by fold. */
    public double[] improvementsOver(double[] others) {
        double[] improvements = values();
        for (int fold = 0; fold < improvements.length; fold++) {
            double difference = improvements[fold] - others[fold];
            improvements[fold] = objective.direction() == Direction.MAXIMIZE ? difference : -difference;
        }
        return improvements;
    }
}
