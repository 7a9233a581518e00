package dev.hone.worker.stage;

import dev.hone.worker.data.FoldCache;
import java.util.function.Supplier;

/**
 * What a selector finds out about each feature before its threshold is applied; shared.
 *
 * @param values by feature
 */
record FeatureScores(double[] values) implements FoldCache.Sized {

    /** Those of a stage, computed by the first that differs in no other param than those that choose. */
    static double[] of(ParamsKey key, SharedLearning learning, Supplier<double[]> scores) {
        return learning.get(key, () -> new FeatureScores(scores.get())).values();
    }

    @Override
    public long bytes() {
        return 8L * values.length;
    }
}
