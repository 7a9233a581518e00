package dev.hone.worker.train.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.tree.DecisionTreeParams;

/**
 * The limits by which estimators stop growing a tree, each once: estimators that differ in depth alone have one variant of
 * the tree, cut at different depths. Weaker limits come first, as {@link BestSplits} wants them.
 */
final class TreeVariants {
    private static final Comparator<GrowthLimits> WEAKEST_FIRST = Comparator.comparingInt(GrowthLimits::minRows)
            .thenComparingDouble(GrowthLimits::minWeight)
            .thenComparingDouble(GrowthLimits::minGain);

    private final double weight;
    private final List<GrowthLimits> limits;

    /** @param weight of all rows */
    TreeVariants(Collection<? extends DecisionTreeParams> estimators, double weight) {
        this.weight = weight;
        Map<GrowthLimits, Integer> depths = new TreeMap<>(WEAKEST_FIRST);
        estimators.forEach(estimator -> depths.merge(limits(estimator), estimator.getMaxDepth(), Math::max));
        List<GrowthLimits> distinct = new ArrayList<>(depths.size());
        depths.forEach((shared, depth) -> distinct.add(shared.withMaxDepth(depth)));
        limits = List.copyOf(distinct);
    }

    private GrowthLimits limits(DecisionTreeParams params) {
        return new GrowthLimits(
                params.getMaxDepth(),
                params.getMinInstancesPerNode(),
                params.getMinWeightFractionPerNode() * weight,
                params.getMinInfoGain());
    }

    /** Limits of each variant, with the depth of its deepest tree. */
    List<GrowthLimits> limits() {
        return limits;
    }

    /** Which of the variants is an estimator's. */
    int of(DecisionTreeParams estimator) {
        return Collections.binarySearch(limits, limits(estimator), WEAKEST_FIRST);
    }
}
