package dev.hone.worker.train.linear;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;

/** A table's rows, each feature divided by its standard deviation: all features, or those of a summary. Serves one thread. */
final class StandardizedRows {
    private final FeatureRows rows;
    private final double[] scales;
    private final int features;
    private final boolean isOfAll;

    /** The place among the features of each of the table's; of use for those that vary. */
    private final int[] places;

    private final int[] indices;
    private final double[] values;

    StandardizedRows(FeatureMatrix table, FeatureSummary statistics) {
        rows = FeatureRows.of(table);
        scales = statistics.spread(statistics.inverseDeviations());
        features = statistics.features();
        isOfAll = statistics.isOfAll();
        places = isOfAll ? new int[0] : places(statistics);
        indices = new int[isOfAll ? 0 : features];
        values = new double[isOfAll ? 0 : features];
    }

    private static int[] places(FeatureSummary statistics) {
        int[] places = new int[statistics.tableFeatures()];
        for (int feature = 0; feature < statistics.features(); feature++) {
            places[statistics.columns()[feature]] = feature;
        }
        return places;
    }

    int features() {
        return features;
    }

    int tableFeatures() {
        return rows.numFeatures();
    }

    /** How many values of a row are not zero. */
    int nonZeros(int row) {
        return rows.nonZeros(row, scales);
    }

    /** Writes a row, zeros included, to {@code target} from {@code at} on. */
    void write(int row, double[] target, int at) {
        if (isOfAll) {
            rows.scale(row, scales, target, at);
            return;
        }
        Arrays.fill(target, at, at + features, 0.0);
        int count = write(row, indices, values, 0);
        for (int index = 0; index < count; index++) {
            target[at + indices[index]] = values[index];
        }
    }

    /** Writes the values of a row that are not zero from {@code at} on; returns where they end. */
    int write(int row, int[] targetIndices, double[] targetValues, int at) {
        int end = rows.scale(row, scales, targetIndices, targetValues, at);
        for (int index = at; index < end && !isOfAll; index++) {
            targetIndices[index] = places[targetIndices[index]];
        }
        return end;
    }
}
