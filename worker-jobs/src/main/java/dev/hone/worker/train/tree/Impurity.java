package dev.hone.worker.train.tree;

import org.apache.spark.mllib.tree.impurity.Entropy;
import org.apache.spark.mllib.tree.impurity.EntropyCalculator;
import org.apache.spark.mllib.tree.impurity.Gini;
import org.apache.spark.mllib.tree.impurity.GiniCalculator;
import org.apache.spark.mllib.tree.impurity.ImpurityCalculator;
import org.apache.spark.mllib.tree.impurity.Variance;
import org.apache.spark.mllib.tree.impurity.VarianceCalculator;

/** MLlib's measures of how mixed the rows of a node are, on the sums that its calculators hold. */
enum Impurity {
    /** On the weight of each class. */
    GINI {
        @Override
        double of(double[] sums) {
            return Gini.calculate(sums, total(sums));
        }

        @Override
        ImpurityCalculator calculator(double[] sums, long rows) {
            return new GiniCalculator(sums, rows);
        }
    },
    /** On the weight of each class. */
    ENTROPY {
        @Override
        double of(double[] sums) {
            return Entropy.calculate(sums, total(sums));
        }

        @Override
        ImpurityCalculator calculator(double[] sums, long rows) {
            return new EntropyCalculator(sums, rows);
        }
    },
    /** On weight, weighted sum and weighted sum of squares of the labels. */
    VARIANCE {
        @Override
        double of(double[] sums) {
            return Variance.calculate(sums[0], sums[1], sums[2]);
        }

        @Override
        double weight(double[] sums) {
            return sums[0];
        }

        @Override
        double prediction(double[] sums) {
            return sums[0] == 0 ? 0 : sums[1] / sums[0];
        }

        @Override
        ImpurityCalculator calculator(double[] sums, long rows) {
            return new VarianceCalculator(sums, rows);
        }
    };

    abstract double of(double[] sums);

    abstract ImpurityCalculator calculator(double[] sums, long rows);

    /** Weight of the rows. */
    double weight(double[] sums) {
        return total(sums);
    }

    /** What a leaf of these rows predicts. */
    double prediction(double[] sums) {
        int largest = 0;
        for (int index = 1; index < sums.length; index++) {
            if (sums[index] > sums[largest]) {
                largest = index;
            }
        }
        return largest;
    }

    private static double total(double[] sums) {
        double total = sums[0];
        for (int index = 1; index < sums.length; index++) {
            total += sums[index];
        }
        return total;
    }
}
