package dev.hone.worker.data;

import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.spark.ml.linalg.Vector;

/** Some rows of a table in a given order; copies nothing. */
public final class RowView implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TrainingData data;
    private final int[] rows;

    /**
     * @param data the table
     * @param rows indices into the table; becomes the view's own
     */
    public RowView(TrainingData data, int[] rows) {
        this.data = data;
        this.rows = rows;
    }

    public TrainingData data() {
        return data;
    }

    public int size() {
        return rows.length;
    }

    /** The table's index of the view's {@code position}-th row. */
    public int row(int position) {
        return rows[position];
    }

    int[] rows() {
        return rows;
    }

    /** What trials on these rows have in common; see {@link FoldCache#get}. */
    public <T extends FoldCache.Sized> T shared(Object key, Supplier<T> work) {
        return data.foldCache().get(this, key, work);
    }

    /** What trials on any rows of the table have in common, one for all folds; see {@link FoldCache#getOfTable}. */
    public <T extends FoldCache.Sized> T sharedByTable(Object key, Supplier<T> work) {
        return data.foldCache().getOfTable(key, work);
    }

    /** Most bytes that the cache of the table keeps; work that alone is more had better not be shared. */
    public long cacheBytes() {
        return data.foldCache().mostBytes();
    }

    public double label(int position) {
        return data.labels()[rows[position]];
    }

    /** The weight of a row, 1 where the table has no weights. */
    public double weight(int position) {
        return data.weight(rows[position]);
    }

    /** The features of a row, shared; not to be written to. */
    public Vector vector(int position) {
        return data.vector(rows[position]);
    }

    /** The features of all rows in the view's order: a copy, or the table's own matrix where these are its rows in their order. */
    public FeatureMatrix features() {
        return SelectedRows.features(this);
    }

    /** A copy of the labels. */
    public double[] labels() {
        double[] labels = new double[rows.length];
        for (int position = 0; position < labels.length; position++) {
            labels[position] = label(position);
        }
        return labels;
    }

    /** The value of a further column. */
    public double value(String column, int position) {
        return data.column(column)[rows[position]];
    }
}
