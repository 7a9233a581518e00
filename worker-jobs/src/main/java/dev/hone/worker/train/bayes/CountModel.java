package dev.hone.worker.train.bayes;

import org.apache.spark.ml.classification.NaiveBayesModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vectors;

/** The model of features that count something, or that are there or not: multinomial, complement or bernoulli. */
final class CountModel {
    private final ClassSums sums;
    private final String modelType;
    private final double smoothing;

    CountModel(ClassSums sums, String modelType, double smoothing) {
        this.sums = sums;
        this.modelType = modelType;
        this.smoothing = smoothing;
    }

    NaiveBayesModel named(String uid) {
        double[] priors = priors();
        double[] logs = logs();
        Matrix theta = new DenseMatrix(sums.numClasses(), sums.features(), logs, true).compressed();
        NaiveBayesModel model =
                new NaiveBayesModel(uid, Vectors.dense(priors).compressed(), theta, Matrices.zeros(0, 0));
        return isComplement() ? model : model.setOldLabels(labels());
    }

    private double[] priors() {
        double denominator = Math.log(sums.weight() + sums.numClasses() * smoothing);
        double[] priors = new double[sums.numClasses()];
        for (int number = 0; number < priors.length; number++) {
            priors[number] = Math.log(sums.weight(number) + smoothing) - denominator;
        }
        return priors;
    }

    private double[] logs() {
        int features = sums.features();
        double[] ofAll = isComplement() ? sumsOfAll() : new double[0];
        double[] logs = new double[sums.numClasses() * features];
        for (int number = 0; number < sums.numClasses(); number++) {
            double[] counts = isComplement() ? complement(ofAll, number) : counts(number);
            double denominator = Math.log(denominator(counts, number));
            for (int feature = 0; feature < features; feature++) {
                double log = Math.log(counts[feature] + smoothing) - denominator;
                logs[number * features + feature] = isComplement() ? -log : log;
            }
        }
        return logs;
    }

    private double denominator(double[] counts, int number) {
        if (modelType.equals("bernoulli")) {
            return sums.weight(number) + 2.0 * smoothing;
        }
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        return sum + counts.length * smoothing;
    }

    private double[] counts(int number) {
        double[] counts = new double[sums.features()];
        for (int feature = 0; feature < counts.length; feature++) {
            counts[feature] = sums.sum(number, feature);
        }
        return counts;
    }

    private double[] sumsOfAll() {
        double[] all = new double[sums.features()];
        for (int number = 0; number < sums.numClasses(); number++) {
            for (int feature = 0; feature < all.length; feature++) {
                all[feature] += sums.sum(number, feature);
            }
        }
        return all;
    }

    private double[] complement(double[] ofAll, int number) {
        double[] others = ofAll.clone();
        for (int feature = 0; feature < others.length; feature++) {
            others[feature] -= sums.sum(number, feature);
        }
        return others;
    }

    private boolean isComplement() {
        return modelType.equals("complement");
    }

    private double[] labels() {
        double[] labels = new double[sums.numClasses()];
        for (int number = 0; number < labels.length; number++) {
            labels[number] = sums.label(number);
        }
        return labels;
    }
}
