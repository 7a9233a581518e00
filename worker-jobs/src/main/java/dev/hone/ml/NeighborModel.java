package dev.hone.ml;

import dev.hone.ml.neighbor.NeighborTable;

/** A model that asks the nearest of the rows that it has learned. */
public interface NeighborModel extends NeighborParams, RowPredictor {

    /** Number of rows that it has learned. */
    int numRows();

    /**
     * Makes {@link #predictRows} find at least as many neighbours, so that models of the same rows and metric that are given
     * the same number share one search. Predictions do not change.
     *
     * @param neighbors at most {@link #numRows()}; below {@code k} it has no effect
     */
    void searchAtLeast(int neighbors);

    /** The arrays that are saved with it. */
    static ModelArrays arrays(NeighborTable table) {
        return Matrices.put(new ModelArrays(), "features", table.features())
                .put("labels", table.labels())
                .put("classes", table.numClasses());
    }

    static NeighborTable table(ModelArrays arrays) {
        return new NeighborTable(Matrices.get(arrays, "features"), arrays.doubles("labels"), arrays.whole("classes"));
    }
}
