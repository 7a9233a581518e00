package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.jspecify.annotations.Nullable;

/** The rows among which neighbours are sought, with their labels. Immutable and safe for use by many threads. */
public final class NeighborTable implements Serializable, FoldCache.Sized {
    private static final long serialVersionUID = 1L;
    private static final int KEPT_SEARCHES = 4;

    private final FeatureMatrix features;
    private final double[] labels;
    private final int classes;
    private transient @Nullable Map<Distance, NeighborSearch> searches;

    /**
     * A table.
     *
     * @param features becomes part of the table
     * @param labels one per row; becomes part of the table
     * @param classes number of classes, 0 where labels are quantities
     */
    public NeighborTable(FeatureMatrix features, double[] labels, int classes) {
        this.features = features;
        this.labels = labels;
        this.classes = classes;
    }

    /**
     * The rows of a view; made once for all that ask for the same view.
     *
     * @param classes number of classes, 0 where labels are quantities
     */
    public static NeighborTable of(RowView rows, int classes) {
        return rows.shared(new Rows(classes), () -> new NeighborTable(rows.features(), rows.labels(), classes));
    }

    private record Rows(int classes) {}

    public FeatureMatrix features() {
        return features;
    }

    /** The shared array; not to be written to. */
    public double[] labels() {
        return labels;
    }

    public int numClasses() {
        return classes;
    }

    /** With room for one structure that a search needs. */
    @Override
    public long bytes() {
        return 2 * features.bytes() + (long) Double.BYTES * labels.length;
    }

    /** The neighbours of one row. */
    public Neighbors nearest(Vector row, NeighborRule rule) {
        requireSize(row.size());
        requireFinite(row);
        Neighbors found = new Neighbors(1, requireEnough(rule.k()));
        Nearest nearest = new Nearest(rule.k());
        NeighborSearch search = search(rule.distance());
        search.find(row, nearest);
        found.put(0, nearest, search.distance);
        return found;
    }

    /**
     * The neighbours of each row of a view, found once for all that ask for the same view and depth.
     *
     * @param depth how many of each, at least the rule's k
     */
    public Neighbors nearest(RowView rows, NeighborRule rule, int depth) {
        requireSize(rows.data().features().numFeatures());
        requireEnough(depth);
        Distance distance = rule.distance();
        return rows.shared(
                new Search(this, distance, depth), () -> search(distance).findAll(rows, depth));
    }

    private record Search(NeighborTable table, Distance distance, int depth) {}

    private synchronized NeighborSearch search(Distance distance) {
        Map<Distance, NeighborSearch> known = searches;
        if (known == null) {
            known = new LinkedHashMap<>(16, 0.75f, true);
            searches = known;
        }
        NeighborSearch search = known.computeIfAbsent(distance, unknown -> NeighborSearch.of(features, unknown));
        if (known.size() > KEPT_SEARCHES) {
            known.remove(known.keySet().iterator().next());
        }
        return search;
    }

    /** Sums the weights of the query's neighbours by class. */
    public double[] votes(Neighbors found, int query, NeighborRule rule) {
        double[] votes = new double[classes];
        double[] weights = weights(found, query, rule);
        for (int nth = 0; nth < weights.length; nth++) {
            votes[(int) labels[found.row(query, nth)]] += weights[nth];
        }
        return votes;
    }

    /** The weighted mean of the labels of the query's neighbours. */
    public double mean(Neighbors found, int query, NeighborRule rule) {
        double[] weights = weights(found, query, rule);
        double sum = 0;
        double total = 0;
        for (int nth = 0; nth < weights.length; nth++) {
            sum += weights[nth] * labels[found.row(query, nth)];
            total += weights[nth];
        }
        return sum / total;
    }

    private static double[] weights(Neighbors found, int query, NeighborRule rule) {
        double[] weights = new double[rule.k()];
        rule.weights().of(found, query, weights);
        return weights;
    }

    /**
     * Returns k.
     *
     * @throws IllegalArgumentException if there are fewer rows
     */
    public int requireEnough(int k) {
        if (k > labels.length) {
            throw new IllegalArgumentException("Param 'k' must be at most the number of rows to learn from (k: " + k
                    + ", rows: " + labels.length + ")");
        }
        return k;
    }

    private void requireSize(int size) {
        if (size != features.numFeatures()) {
            throw new IllegalArgumentException("Features must be as many as were learned (learned: "
                    + features.numFeatures() + ", features: " + size + ")");
        }
    }

    private static void requireFinite(Vector row) {
        double[] values = row instanceof SparseVector sparse ? sparse.values() : row.toArray();
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("Features must be finite numbers (features: " + row + ")");
            }
        }
    }
}
