package dev.hone.worker.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A whole table in memory, immutable and shared by all trials of an executor: features, and where the study names them
 * labels, weights, groups, fold numbers and further numeric columns. Nobody writes to the arrays that it hands out.
 */
public final class TrainingData implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final double[] NOTHING = {};

    private final FeatureMatrix features;
    private final String[] featureNames;
    private final int[] categories;
    private final Labels labels;
    private final double @Nullable [] weights;
    private final long @Nullable [] groups;
    private final int @Nullable [] foldNumbers;
    private final NamedColumns columns;
    private final double cacheShare;
    private transient volatile @Nullable String fingerprint;
    private transient volatile @Nullable RowVectors vectors;
    private transient @Nullable FoldCache foldCache;

    private TrainingData(Builder builder) {
        features = builder.features;
        featureNames = builder.featureNames;
        categories = builder.categories;
        labels = builder.labels;
        weights = builder.weights;
        groups = builder.groups;
        foldNumbers = builder.foldNumbers;
        columns = new NamedColumns(builder.columns);
        cacheShare = builder.cache.share();
    }

    /**
     * The same rows, their labels being the indices of classes.
     *
     * @param count number of classes, above the label of every row that has a weight
     */
    public TrainingData withClasses(int count) {
        return copy().classLabels(labels(), count, List.of()).build();
    }

    /**
     * The same table, whose cache takes another share of the memory.
     *
     * @param budget of its cache, which no other table of this data shares
     */
    public TrainingData caching(CacheBudget budget) {
        return copy().cache(budget).build();
    }

    /** The same table with a further numeric column. */
    public TrainingData withColumn(String name, double[] values) {
        return copy().column(name, values).build();
    }

    private Builder copy() {
        Builder builder = copyOfColumns();
        builder.labels = labels;
        builder.weights = weights;
        builder.groups = groups;
        builder.foldNumbers = foldNumbers;
        builder.cache = new CacheBudget(cacheShare);
        return builder;
    }

    private Builder copyOfColumns() {
        Builder builder = new Builder(features);
        builder.featureNames = featureNames;
        builder.categories = categories;
        builder.columns.putAll(columns.byName());
        return builder;
    }

    /**
     * The same features and further columns, with labels and weights out of another table.
     *
     * @param other has a row for each of these
     * @param rows which row, by row of this table
     * @param budget of the cache of what trials share
     */
    public TrainingData withLabelsOf(TrainingData other, int[] rows, CacheBudget budget) {
        Builder builder = copyOfColumns().cache(budget);
        builder.labels = other.labels.of(rows);
        builder.weights = selected(other.weights, rows);
        return builder.build();
    }

    /**
     * Some rows of the table as a table of their own, without groups and fold numbers.
     *
     * @param rows which ones, in the order of the new table
     */
    public TrainingData of(int[] rows) {
        Builder builder = new Builder(new RowView(this, rows).features());
        builder.featureNames = featureNames;
        builder.categories = categories;
        builder.labels = labels.of(rows);
        builder.weights = selected(weights, rows);
        builder.cache = new CacheBudget(cacheShare);
        columns.byName().forEach((name, values) -> builder.column(name, of(values, rows)));
        return builder.build();
    }

    private static double[] of(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double @Nullable [] selected(double @Nullable [] values, int[] rows) {
        return values == null ? null : of(values, rows);
    }

    public static Builder builder(FeatureMatrix features) {
        return new Builder(features);
    }

    public int numRows() {
        return features.numRows();
    }

    public FeatureMatrix features() {
        return features;
    }

    /** One name a feature column; empty where the table has a single vector column without names. */
    public List<String> featureNames() {
        return List.of(featureNames);
    }

    /** Number of categories of a feature, 0 where it is continuous. */
    public int categories(int feature) {
        return categories.length == 0 ? 0 : categories[feature];
    }

    public boolean hasLabels() {
        return labels.arePresent();
    }

    /** One label a row; for classes their index from 0. */
    public double[] labels() {
        return labels.values();
    }

    /** Number of classes of the label, 0 where it is a quantity or absent. */
    public int numClasses() {
        return labels.numClasses();
    }

    /** The text of each class in the order of its index; empty where the table's label is used as it is. */
    public List<String> labelNames() {
        return labels.names();
    }

    /** A label as the table writes it: the text of a class, or the number, whole ones without decimals. */
    public String labelName(double label) {
        return labels.name(label);
    }

    public boolean hasWeights() {
        return weights != null;
    }

    public double weight(int row) {
        return weights == null ? 1.0 : weights[row];
    }

    /** The group of each row, for folds that keep groups together; {@code null} where none is named. */
    public long @Nullable [] groups() {
        return groups;
    }

    /** The fold of each row out of the table's own fold column; {@code null} where none is named. */
    public int @Nullable [] foldNumbers() {
        return foldNumbers;
    }

    public boolean hasColumn(String name) {
        return columns.has(name);
    }

    /** A further numeric column that an estimator's param names (censorCol, offsetCol, ...), one value per row. */
    public double[] column(String name) {
        return columns.get(name);
    }

    public List<String> columnNames() {
        return columns.names();
    }

    /** SHA-256 over everything above, in hexadecimal: equal content, equal fingerprint. */
    public String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            known = digest();
            fingerprint = known;
        }
        return known;
    }

    /** Bytes of the arrays. */
    public long bytes() {
        long perRow = (hasLabels() ? 8 : 0)
                + (weights == null ? 0 : 8)
                + (groups == null ? 0 : 8)
                + (foldNumbers == null ? 0 : 4)
                + 8L * columnNames().size();
        return features.bytes() + perRow * numRows();
    }

    /** Row {@code row} as a vector, shared by all trials of this JVM while there is memory; not to be written to. */
    public Vector vector(int row) {
        RowVectors known = vectors;
        return (known == null ? rowVectors() : known).get(row);
    }

    private synchronized RowVectors rowVectors() {
        RowVectors known = vectors;
        if (known == null) {
            known = new RowVectors(features);
            vectors = known;
        }
        return known;
    }

    /** What trials on this table have in common, within the budget of the table. */
    synchronized FoldCache foldCache() {
        FoldCache work = foldCache;
        if (work == null) {
            work = new FoldCache(new CacheBudget(cacheShare).bytes());
            foldCache = work;
        }
        return work;
    }

    /** All rows in order. */
    public RowView allRows() {
        int[] all = new int[numRows()];
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
        }
        return new RowView(this, all);
    }

    private String digest() {
        ContentDigest digest = new ContentDigest();
        digest.add(features.numRows()).add(features.numFeatures());
        features.byLayout(
                dense -> digest.add(dense.values()),
                sparse -> digest.add(sparse.starts()).add(sparse.indices()).add(sparse.values()));
        digest.add(featureNames).add(categories);
        labels.addTo(digest);
        digest.add(weights == null ? NOTHING : weights);
        digest.add(groups == null ? new long[0] : groups).add(foldNumbers == null ? new int[0] : foldNumbers);
        columns.addTo(digest);
        return digest.hex();
    }

    /** Gathers the parts of a table; every array given becomes the table's own. */
    public static final class Builder {
        private final FeatureMatrix features;
        private String[] featureNames = {};
        private int[] categories = {};
        private Labels labels = Labels.none();
        private double @Nullable [] weights;
        private long @Nullable [] groups;
        private int @Nullable [] foldNumbers;
        private CacheBudget cache = CacheBudget.ONE_TABLE;
        private final SortedMap<String, double[]> columns = new TreeMap<>();

        private Builder(FeatureMatrix features) {
            this.features = features;
        }

        /** One name a feature column. */
        public Builder featureNames(List<String> names) {
            requireLength("feature names", names.size(), features.numFeatures());
            featureNames = names.toArray(String[]::new);
            return this;
        }

        /** Number of categories of each feature column, 0 for a continuous one. */
        public Builder categories(int[] counts) {
            requireLength("category counts", counts.length, features.numFeatures());
            categories = counts;
            return this;
        }

        /** A quantity a row, for regression. */
        public Builder quantities(double[] values) {
            requireLength("labels", values.length, features.numRows());
            labels = Labels.ofQuantities(values);
            return this;
        }

        /**
         * A class a row.
         *
         * @param values index of each row's class, from 0
         * @param count number of classes, above every index
         * @param names text of each class in the order of its index; empty if the table itself holds the indices
         */
        public Builder classLabels(double[] values, int count, List<String> names) {
            requireLength("labels", values.length, features.numRows());
            labels = Labels.ofClasses(values, count, names);
            return this;
        }

        /** A weight per row, none negative. */
        public Builder weights(double[] values) {
            requireLength("weights", values.length, features.numRows());
            weights = values;
            return this;
        }

        /** A group a row. */
        public Builder groups(long[] values) {
            requireLength("groups", values.length, features.numRows());
            groups = values;
            return this;
        }

        /** The fold in which each row is tested. */
        public Builder foldNumbers(int[] values) {
            requireLength("fold numbers", values.length, features.numRows());
            foldNumbers = values;
            return this;
        }

        /** A further numeric column. */
        public Builder column(String name, double[] values) {
            requireLength("values of column '" + name + "'", values.length, features.numRows());
            columns.put(name, values);
            return this;
        }

        /** How much memory the cache of what trials share may take; default {@link CacheBudget#ONE_TABLE}. */
        public Builder cache(CacheBudget budget) {
            cache = budget;
            return this;
        }

        public TrainingData build() {
            return new TrainingData(this);
        }

        private static void requireLength(String what, int actual, int expected) {
            if (actual != expected) {
                throw new IllegalArgumentException(
                        "Number of " + what + " must be " + expected + " (was: " + actual + ")");
            }
        }
    }
}
