package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.tree.GBTParams;
import org.apache.spark.ml.tree.Node;

/**
 * Trains {@link GBTClassifier} and {@link GBTRegressor}; the model equals MLlib's node for node, subsampled rows included.
 * Only where {@code featureSubsetStrategy} draws features are these others than MLlib's, with the same probabilities.
 */
public final class BoostingTrainer extends TreeTrainer {
    /** MLlib refuses more here. */
    private static final int MOST_MEMORY_IN_MB = 10_240;

    public BoostingTrainer() {
        super(Set.of(GBTClassifier.class, GBTRegressor.class), Set.of("maxIter"));
    }

    @Override
    Coverage<List<Model<?>>> models(List<? extends Estimator<?>> estimators, RowView rows) {
        boolean boostable = estimators.stream().allMatch(estimator -> ((GBTParams) estimator).getMaxIter() > 0);
        GBTParams first = (GBTParams) estimators.get(0);
        OptionalInt subset = SubsetSize.of(
                (String) first.getOrDefault(first.featureSubsetStrategy()),
                rows.data().features().numFeatures(),
                1,
                false);
        return Coverage.of(first)
                .filter(params -> boostable, "maxIter 0")
                .filter(params -> subset.isPresent(), "featureSubsetStrategy is none of MLlib's")
                .filter(
                        params -> params.getMaxMemoryInMB() <= MOST_MEMORY_IN_MB,
                        "maxMemoryInMB above " + MOST_MEMORY_IN_MB)
                .filter(
                        params -> !(params instanceof GBTClassifier classifier) || thresholdsFit(classifier, 2),
                        THRESHOLDS)
                .flatMap(params -> BoostedRows.of(params, rows))
                .map(boosted -> models(estimators, rows, boosted, subset.getAsInt()));
    }

    private static List<Model<?>> models(
            List<? extends Estimator<?>> estimators, RowView rows, BoostedRows boosted, int subset) {
        int longest = estimators.stream()
                .mapToInt(estimator -> ((GBTParams) estimator).getMaxIter())
                .max()
                .orElseThrow();
        Boosting boosting = new Boosting((GBTParams) estimators.get(0), boosted, subset);
        boosting.run(longest);
        List<Model<?>> models = new ArrayList<>(estimators.size());
        for (Estimator<?> estimator : estimators) {
            int trees = boosting.treesAfter(((GBTParams) estimator).getMaxIter());
            List<Node> roots = boosting.trees().subList(0, trees);
            models.add(new TreeModels(estimator, rows.data()).boosted(roots, boosting.weights(trees)));
        }
        return models;
    }
}
