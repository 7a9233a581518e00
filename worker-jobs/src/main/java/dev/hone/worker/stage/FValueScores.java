package dev.hone.worker.stage;

import org.apache.commons.math3.distribution.FDistribution;
import org.apache.spark.ml.stat.SummarizerBuffer;

/**
 * Test of the correlation r of each continuous feature with a continuous label, as {@code FValueTest} does it: {@code F = r^2 / (1
 * - r^2) * (n - 2)}.
 */
final class FValueScores {
    private FValueScores() {}

    /**
     * The p-value of each feature.
     *
     * @param summary mean and std of the features
     * @param labels one per row
     */
    static double[] pValues(FeatureValues columns, SummarizerBuffer summary, double[] labels) {
        double[] means = summary.mean().toArray();
        double[] stds = summary.std().toArray();
        double[] differences = differences(labels);
        double labelStd = std(labels);
        int freedom = labels.length - 2;
        FDistribution distribution = new FDistribution(1, freedom);
        FeatureValues.Scratch scratch = FeatureValues.Scratch.of(columns);
        double[] values = new double[labels.length];
        double[] pValues = new double[means.length];
        for (int feature = 0; feature < pValues.length; feature++) {
            columns.copy(feature, scratch, values);
            double covariance = products(differences, values, means[feature]) / (labels.length - 1);
            double correlation = covariance / (labelStd * stds[feature]);
            double f = correlation * correlation / (1 - correlation * correlation) * freedom;
            pValues[feature] = 1 - distribution.cumulativeProbability(f);
        }
        return pValues;
    }

    /** From the mean. */
    private static double[] differences(double[] labels) {
        double sum = 0;
        for (double label : labels) {
            sum += label;
        }
        double mean = sum / labels.length;
        double[] differences = new double[labels.length];
        for (int row = 0; row < differences.length; row++) {
            differences[row] = labels[row] - mean;
        }
        return differences;
    }

    /** As SQL's {@code stddev} updates it. */
    private static double std(double[] labels) {
        double mean = 0;
        double squares = 0;
        for (int row = 0; row < labels.length; row++) {
            double difference = labels[row] - mean;
            double step = difference / (row + 1.0);
            mean += step;
            squares += difference * (difference - step);
        }
        return Math.sqrt(squares / (labels.length - 1.0));
    }

    private static double products(double[] differences, double[] values, double mean) {
        double sum = 0;
        for (int row = 0; row < values.length; row++) {
            if (differences[row] != 0) {
                sum += differences[row] * (values[row] - mean);
            }
        }
        return sum;
    }
}
