package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;

/**
 * How documents become vectors of term frequencies.
 *
 * @param features index in the vectors by code of a token + 1, so that the first is that of null; {@link #IGNORED} where a token
 *     is not counted
 * @param numFeatures length of the vectors
 * @param minTermFrequency the least frequency that a vector has: times that the term comes in the document where at least 1, a
 *     share of the document's tokens where less
 * @param isBinary whether a vector has 1 for each of its terms, in place of the frequency
 */
record TermFrequencies(int[] features, int numFeatures, double minTermFrequency, boolean isBinary) {
    static final int IGNORED = -1;

    /**
     * Counts the tokens of every document, none of which is null.
     *
     * <p>The features of a document are written where its row of the matrix is to be, sorted there, and each run of equal ones is
     * then replaced by one entry, so that no memory but the matrix's is needed:
     *
     * <pre>
     *   indices  | rows before | 7 3 7 9 |      ->      | rows before | 3 7 9 |
     *   values                                          |             | 1 2 1 |
     * </pre>
     */
    FeatureMatrix count(StageColumn.Tokens documents) {
        int[] starts = new int[documents.numRows() + 1];
        int[] indices = new int[documents.codes().length];
        double[] values = new double[indices.length];
        for (int row = 0; row < documents.numRows(); row++) {
            int start = starts[row];
            int end = writeFeatures(documents, row, indices, start);
            Arrays.sort(indices, start, end);
            int numTokens = documents.starts()[row + 1] - documents.starts()[row];
            double least = minTermFrequency >= 1 ? minTermFrequency : numTokens * minTermFrequency;
            starts[row + 1] = countRuns(indices, values, start, end, least);
        }
        int stored = starts[documents.numRows()];
        return FeatureMatrix.sparse(numFeatures, starts, Arrays.copyOf(indices, stored), Arrays.copyOf(values, stored));
    }

    private int writeFeatures(StageColumn.Tokens documents, int row, int[] indices, int start) {
        int end = start;
        for (int at = documents.starts()[row]; at < documents.starts()[row + 1]; at++) {
            int feature = features[documents.codes()[at] + 1];
            if (feature != IGNORED) {
                indices[end++] = feature;
            }
        }
        return end;
    }

    /** Returns where the entries end. */
    private int countRuns(int[] indices, double[] values, int start, int end, double least) {
        int stored = start;
        int at = start;
        while (at < end) {
            int first = at;
            int feature = indices[first];
            while (at < end && indices[at] == feature) {
                at++;
            }
            if (at - first >= least) {
                indices[stored] = feature;
                values[stored++] = isBinary ? 1 : at - first;
            }
        }
        return stored;
    }
}
