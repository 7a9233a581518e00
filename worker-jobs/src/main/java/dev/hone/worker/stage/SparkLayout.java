package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;

/**
 * How MLlib stores a vector, as far as results depend on it. In memory a whole column has one layout, and MLlib's stages choose
 * one for each vector ({@code Vector.compressed}); a few of them take zeros that are not stored for something else than zeros
 * that are.
 */
final class SparkLayout {
    private SparkLayout() {}

    /** Whether {@code compressed} stores the zeros of a row. */
    static boolean isDense(FeatureMatrix matrix, int row) {
        int nonZeros = 0;
        for (int at = matrix.start(row); at < matrix.start(row + 1); at++) {
            nonZeros += matrix.values()[at] == 0 ? 0 : 1;
        }
        return 1.5 * (nonZeros + 1.0) >= matrix.numFeatures();
    }

    /**
     * Leaves to Spark a row whose result depends on how it is stored.
     *
     * @throws StageFailedException if MLlib's stages would store the row another way than the matrix does
     */
    static void requireAsStored(FeatureMatrix matrix, int row) {
        if (isDense(matrix, row) == matrix.isSparse()) {
            throw StageFailedException.of("The result of a zero depends on whether Spark stores it");
        }
    }
}
