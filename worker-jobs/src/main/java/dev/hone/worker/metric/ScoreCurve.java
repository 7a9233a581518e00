package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;
import java.util.Arrays;

/**
 * Weights of positive and of negative rows at or above each threshold, thresholds descending: what Spark's
 * {@code BinaryClassificationMetrics} holds for one partition.
 */
final class ScoreCurve {
    private final double[] positives;
    private final double[] negatives;

    private ScoreCurve(double[] positives, double[] negatives) {
        this.positives = positives;
        this.negatives = negatives;
    }

    /** The curve with a point for each distinct score, or for several together as {@code numBins} asks. */
    static ScoreCurve of(Predictions predictions, int numBins) {
        double[] scores = scores(predictions);
        double[] thresholds = distinctAscending(scores);
        double[] positives = new double[thresholds.length];
        double[] negatives = new double[thresholds.length];
        RowView rows = predictions.rows();
        for (int position = 0; position < scores.length; position++) {
            int point = thresholds.length - 1 - Arrays.binarySearch(thresholds, scores[position]);
            double[] side = rows.label(position) > 0.5 ? positives : negatives;
            side[point] += rows.weight(position);
        }
        int group = pointsPerBin(thresholds.length, numBins);
        return new ScoreCurve(cumulative(positives, group), cumulative(negatives, group));
    }

    double areaUnderRoc() {
        double area = 0.0;
        double x = 0.0;
        double y = 0.0;
        for (int point = 0; point < positives.length; point++) {
            double nextX = falsePositiveRate(point);
            double nextY = recall(point);
            area += trapezoid(x, y, nextX, nextY);
            x = nextX;
            y = nextY;
        }
        return area + trapezoid(x, y, 1.0, 1.0);
    }

    double areaUnderPr() {
        double area = 0.0;
        double x = 0.0;
        double y = precision(0);
        for (int point = 0; point < positives.length; point++) {
            double nextX = recall(point);
            double nextY = precision(point);
            area += trapezoid(x, y, nextX, nextY);
            x = nextX;
            y = nextY;
        }
        return area;
    }

    private double recall(int point) {
        double all = positives[positives.length - 1];
        return all == 0.0 ? 0.0 : positives[point] / all;
    }

    private double falsePositiveRate(int point) {
        double all = negatives[negatives.length - 1];
        return all == 0.0 ? 0.0 : negatives[point] / all;
    }

    private double precision(int point) {
        double predicted = positives[point] + negatives[point];
        return predicted == 0.0 ? 1.0 : positives[point] / predicted;
    }

    private static double trapezoid(double x, double y, double nextX, double nextY) {
        return (nextX - x) * (nextY + y) / 2.0;
    }

    /** Spark counts scores of 0.0 and -0.0 as one (its map side compares pairs by value); adding 0.0 makes them so. */
    private static double[] scores(Predictions predictions) {
        double[] scores = new double[predictions.size()];
        if (!predictions.hasRawPrediction()) {
            Arrays.setAll(scores, position -> predictions.prediction(position) + 0.0);
            return scores;
        }
        if (predictions.width() != 2) {
            throw new IllegalArgumentException(
                    "Metrics areaUnderROC and areaUnderPR need a model of 2 classes (classes: " + predictions.width()
                            + ")");
        }
        Arrays.setAll(scores, position -> predictions.rawPrediction(position, 1) + 0.0);
        return scores;
    }

    private static double[] distinctAscending(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int kept = 0;
        for (double score : sorted) {
            if (kept == 0 || Double.compare(score, sorted[kept - 1]) != 0) {
                sorted[kept++] = score;
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    private static int pointsPerBin(int points, int numBins) {
        return numBins == 0 ? 1 : Math.max(1, points / numBins);
    }

    private static double[] cumulative(double[] weights, int group) {
        double[] sums = new double[(weights.length + group - 1) / group];
        for (int point = 0; point < weights.length; point++) {
            sums[point / group] += weights[point];
        }
        for (int bin = 1; bin < sums.length; bin++) {
            sums[bin] += sums[bin - 1];
        }
        return sums;
    }
}
