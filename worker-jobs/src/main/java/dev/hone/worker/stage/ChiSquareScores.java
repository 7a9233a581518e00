package dev.hone.worker.stage;

import java.util.Arrays;
import org.apache.spark.mllib.linalg.DenseMatrix;
import org.apache.spark.mllib.stat.test.ChiSqTest$;

/** Pearson's test of independence of each feature and the label, both categorical, as {@code ChiSquareTest} does it. */
final class ChiSquareScores {
    private final FeatureValues columns;
    private final FeatureValues.Scratch scratch;
    private final ClassCodes labels;
    private final int[] classCounts;

    private ChiSquareScores(FeatureValues columns, ClassCodes labels) {
        this.columns = columns;
        this.labels = labels;
        scratch = FeatureValues.Scratch.of(columns);
        classCounts = labels.counts();
    }

    /**
     * The p-value of each feature.
     *
     * @throws StageFailedException if a feature or the label has more distinct values than Spark takes for categories
     */
    static double[] pValues(FeatureValues columns, double[] labels) {
        ClassCodes classes = ClassCodes.of(labels);
        requireCategories(classes.numClasses(), "label values");
        ChiSquareScores scores = new ChiSquareScores(columns, classes);
        double[] pValues = new double[columns.numFeatures()];
        for (int feature = 0; feature < pValues.length; feature++) {
            pValues[feature] = ChiSqTest$.MODULE$
                    .chiSquaredMatrix(scores.contingency(feature), "pearson")
                    .pValue();
        }
        return pValues;
    }

    private static void requireCategories(int number, String what) {
        int most = ChiSqTest$.MODULE$.maxCategories();
        if (number > most) {
            throw StageFailedException.of("Chi-square test expect factors (categorical values) but found more than "
                    + most + " distinct " + what + ".");
        }
    }

    /** Rows of each value, ascending, and class. */
    private DenseMatrix contingency(int feature) {
        int count = columns.nonZeros(feature, scratch.positions(), scratch.values());
        double[] categories = categories(count);
        requireCategories(categories.length, "values in column " + feature);
        double[] cells = new double[categories.length * labels.numClasses()];
        if (count < columns.numRows()) {
            int zero = Arrays.binarySearch(categories, 0.0);
            for (int code = 0; code < classCounts.length; code++) {
                cells[zero + code * categories.length] = classCounts[code];
            }
            for (int index = 0; index < count; index++) {
                cells[zero + labels.codes()[scratch.positions()[index]] * categories.length]--;
            }
        }
        for (int index = 0; index < count; index++) {
            int category = Arrays.binarySearch(categories, scratch.values()[index]);
            cells[category + labels.codes()[scratch.positions()[index]] * categories.length]++;
        }
        return new DenseMatrix(categories.length, labels.numClasses(), cells);
    }

    /** The distinct values, zero among them if a row has it. */
    private double[] categories(int count) {
        double[] sorted = Arrays.copyOf(scratch.values(), count < columns.numRows() ? count + 1 : count);
        if (count < columns.numRows()) {
            sorted[count] = 0;
        }
        Arrays.sort(sorted);
        if (sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1])) {
            throw StageFailedException.of("Values of features must not be NaN");
        }
        int distinct = 0;
        for (double value : sorted) {
            if (distinct == 0 || value != sorted[distinct - 1]) {
                sorted[distinct++] = value;
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }
}
