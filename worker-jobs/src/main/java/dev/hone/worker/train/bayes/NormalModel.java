package dev.hone.worker.train.bayes;

import org.apache.spark.ml.classification.NaiveBayesModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Vectors;

/** The model of features that are normally distributed within a class: gaussian. */
final class NormalModel {
    private static final double LEAST_VARIANCE = 1e-9;

    private final ClassSums sums;

    NormalModel(ClassSums sums) {
        this.sums = sums;
    }

    NaiveBayesModel named(String uid) {
        int classes = sums.numClasses();
        int features = sums.features();
        double[] priors = new double[classes];
        double[] means = new double[classes * features];
        double[] variances = new double[classes * features];
        double leastVariance = largestVariance() * LEAST_VARIANCE;
        double logOfWeight = Math.log(sums.weight());
        for (int number = 0; number < classes; number++) {
            double weight = sums.weight(number);
            priors[number] = Math.log(weight) - logOfWeight;
            for (int feature = 0; feature < features; feature++) {
                double mean = sums.mean(number, feature);
                int at = number * features + feature;
                means[at] = mean;
                variances[at] = leastVariance + sums.squareSum(number, feature) / weight - mean * mean;
            }
        }
        return new NaiveBayesModel(
                uid,
                Vectors.dense(priors).compressed(),
                new DenseMatrix(classes, features, means, true).compressed(),
                new DenseMatrix(classes, features, variances, true).compressed());
    }

    private double largestVariance() {
        double largest = variance(0);
        for (int feature = 1; feature < sums.features(); feature++) {
            largest = Math.max(largest, variance(feature));
        }
        return largest;
    }

    /** Over all classes. */
    private double variance(int feature) {
        double weight = sums.weight();
        double sum = 0;
        double squareSum = 0;
        for (int number = 0; number < sums.numClasses(); number++) {
            sum += sums.mean(number, feature) * sums.weight(number);
            squareSum += sums.squareSum(number, feature);
        }
        return squareSum / weight - sum * sum / weight / weight;
    }
}
