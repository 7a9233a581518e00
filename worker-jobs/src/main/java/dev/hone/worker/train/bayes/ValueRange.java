package dev.hone.worker.train.bayes;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;

/**
 * What the stored values of some rows are.
 *
 * @param finite whether none is infinite or not a number
 * @param positive whether none is negative
 * @param binary whether each is 0 or 1
 */
record ValueRange(boolean finite, boolean positive, boolean binary) {

    static ValueRange of(RowView rows) {
        FeatureMatrix features = rows.data().features();
        ValueRange range = new ValueRange(true, true, true);
        double[] values = features.values();
        for (int position = 0; position < rows.size(); position++) {
            int row = rows.row(position);
            range = range.with(values, features.start(row), features.start(row + 1));
        }
        return range;
    }

    /** Whether MLlib takes such values for that kind of model. */
    boolean suits(String modelType) {
        return switch (modelType) {
            case "multinomial", "complement" -> finite && positive;
            case "bernoulli" -> binary;
            case "gaussian" -> finite;
            default -> false;
        };
    }

    private ValueRange with(double[] values, int from, int to) {
        boolean allFinite = finite;
        boolean allPositive = positive;
        boolean allBinary = binary;
        for (int at = from; at < to; at++) {
            double value = values[at];
            allFinite &= Math.abs(value) <= Double.MAX_VALUE;
            allPositive &= value >= 0;
            allBinary &= value == 0 || value == 1;
        }
        return allFinite == finite && allPositive == positive && allBinary == binary
                ? this
                : new ValueRange(allFinite, allPositive, allBinary);
    }
}
