package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.feature.VectorIndexerModel;

/**
 * The categories of a feature.
 *
 * @param feature its index
 * @param values distinct ones that have a category, ascending; NaN never has
 * @param indices the category of each value
 * @param number of categories
 */
record FeatureCategories(int feature, double[] values, int[] indices, int number) {
    static final int NONE = -1;

    /** Those of the categorical features, by index. */
    static List<FeatureCategories> of(VectorIndexerModel model) {
        return model.javaCategoryMaps().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static FeatureCategories of(int feature, Map<Double, Integer> categories) {
        List<Map.Entry<Double, Integer>> entries = categories.entrySet().stream()
                .filter(entry -> !entry.getKey().isNaN())
                .sorted(Map.Entry.comparingByKey())
                .toList();
        return new FeatureCategories(
                feature,
                entries.stream().mapToDouble(entry -> entry.getKey() + 0.0).toArray(),
                entries.stream().mapToInt(Map.Entry::getValue).toArray(),
                categories.size());
    }

    /** The category of a value, or {@link #NONE}. */
    int indexOf(double value) {
        int place = Arrays.binarySearch(values, value + 0.0); // -0.0 is 0.0
        return place >= 0 ? indices[place] : NONE;
    }

    boolean hasZero() {
        return indexOf(0) != NONE;
    }
}
