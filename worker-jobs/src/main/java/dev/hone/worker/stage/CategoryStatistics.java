package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import scala.Tuple2;
import scala.collection.immutable.Map;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The distinct values of a feature, as {@code VectorIndexer} collects them: NaN is one of them, and 0.0 another one than -0.0.
 * Of a feature with more than the most that a category may have it is not known how many there are.
 */
final class CategoryStatistics {
    private final int most;
    private double[] sorted = new double[8];
    private int count;

    private CategoryStatistics(int most) {
        this.most = most;
    }

    /**
     * The categories of the features that have at most so many values, by feature and value: ascending, but for zero, which is the
     * first.
     */
    static Map<Object, Map<Object, Object>> of(FeatureMatrix matrix, int[] rows, int most) {
        CategoryStatistics[] features = new CategoryStatistics[matrix.numFeatures()];
        Arrays.setAll(features, feature -> new CategoryStatistics(most));
        double[] values = new double[features.length];
        for (int row : rows) {
            matrix.copyRow(row, values, 0);
            for (int feature = 0; feature < values.length; feature++) {
                features[feature].add(values[feature]);
            }
        }
        List<Tuple2<Object, Map<Object, Object>>> categorical = new ArrayList<>();
        for (int feature = 0; feature < features.length; feature++) {
            if (features[feature].count <= most) {
                categorical.add(new Tuple2<>(feature, features[feature].indices()));
            }
        }
        return Map.from(CollectionConverters.asScala(categorical));
    }

    private void add(double value) {
        if (count > most) {
            return;
        }
        int place = Arrays.binarySearch(sorted, 0, count, value);
        if (place < 0) {
            insert(-place - 1, value);
        }
    }

    private void insert(int place, double value) {
        if (count == sorted.length) {
            sorted = Arrays.copyOf(sorted, 2 * count);
        }
        System.arraycopy(sorted, place, sorted, place + 1, count - place);
        sorted[place] = value;
        count++;
    }

    private Map<Object, Object> indices() {
        double[] values =
                Arrays.stream(sorted, 0, count).filter(value -> value != 0).toArray();
        boolean hasZero = values.length + 1 == count;
        List<Tuple2<Object, Object>> indices = new ArrayList<>();
        if (hasZero) {
            indices.add(new Tuple2<>(0.0, 0));
        }
        for (double value : values) {
            indices.add(new Tuple2<>(value, indices.size()));
        }
        return Map.from(CollectionConverters.asScala(indices));
    }
}
