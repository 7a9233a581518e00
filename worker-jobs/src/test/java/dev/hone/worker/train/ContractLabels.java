package dev.hone.worker.train;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What the labels of a table are. */
public enum ContractLabels {
    /** 0 and 1. */
    TWO_CLASSES {
        @Override
        TrainingData.Builder of(FeatureMatrix features, Random random) {
            return classes(features, 2, random);
        }
    },
    /** From 0: three in tables that are not about the number of classes, two to 26 in those that are. */
    CLASSES {
        @Override
        TrainingData.Builder of(FeatureMatrix features, Random random) {
            return classes(features, 3, random);
        }
    },
    /** Any number. */
    QUANTITIES {
        @Override
        TrainingData.Builder of(FeatureMatrix features, Random random) {
            return TrainingData.builder(features).quantities(signal(features, random));
        }
    },
    /** 1, 2, ... */
    COUNTS {
        @Override
        TrainingData.Builder of(FeatureMatrix features, Random random) {
            double[] labels = Arrays.stream(signal(features, random))
                    .map(value -> Math.ceil(3 * Math.exp(value / 4)))
                    .toArray();
            return TrainingData.builder(features).quantities(labels);
        }
    },
    /** None. */
    ABSENT {
        @Override
        TrainingData.Builder of(FeatureMatrix features, Random random) {
            return TrainingData.builder(features);
        }
    };

    /** A table of these labels, which depend on the features and on chance. */
    abstract TrainingData.Builder of(FeatureMatrix features, Random random);

    /** Every class has a row as long as there are as many rows. */
    static TrainingData.Builder classes(FeatureMatrix features, int count, Random random) {
        double[] labels = signal(features, random);
        for (int row = 0; row < labels.length; row++) {
            labels[row] = row < count ? row : Math.floorMod((int) Math.floor(labels[row]), count);
        }
        return TrainingData.builder(features).classLabels(labels, count, List.of());
    }

    /** Follows the features however large they are, with noise enough to keep classes from being separable. */
    private static double[] signal(FeatureMatrix features, Random random) {
        double[] scales = new double[features.numFeatures()];
        for (int row = 0; row < features.numRows(); row++) {
            double[] values = features.vector(row).toArray();
            for (int column = 0; column < scales.length; column++) {
                scales[column] = Math.max(scales[column], Math.abs(values[column]));
            }
        }
        double[] signal = new double[features.numRows()];
        for (int row = 0; row < signal.length; row++) {
            signal[row] = 0.5 + sum(features.vector(row).toArray(), scales) + random.nextGaussian();
        }
        return signal;
    }

    private static double sum(double[] values, double[] scales) {
        double sum = 0;
        for (int column = 0; column < values.length; column++) {
            double scaled = scales[column] == 0 ? 0 : values[column] / scales[column];
            sum += (column % 2 == 0 ? 3 : -1.5) * scaled;
        }
        return sum;
    }
}
