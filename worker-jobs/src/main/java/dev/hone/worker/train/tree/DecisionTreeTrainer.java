package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.regression.DecisionTreeRegressor;
import org.apache.spark.ml.tree.DecisionTreeParams;

/** Trains {@link DecisionTreeClassifier} and {@link DecisionTreeRegressor}; the model equals MLlib's node for node. */
public final class DecisionTreeTrainer extends TreeTrainer {

    public DecisionTreeTrainer() {
        super(Set.of(DecisionTreeClassifier.class, DecisionTreeRegressor.class), Set.of("maxDepth"));
    }

    @Override
    Optional<List<Model<?>>> models(List<? extends Estimator<?>> estimators, RowView rows) {
        DecisionTreeParams first = (DecisionTreeParams) estimators.get(0);
        return labelled(first, rows).flatMap(labelled -> {
            BinnedRows binned = BinnedRows.of(rows, first.getMaxBins(), first.getSeed());
            return binned.areUsable()
                    ? Optional.of(models(estimators, rows, new TreeGrowth(first, rows, binned, labelled)))
                    : Optional.empty();
        });
    }

    private static List<Model<?>> models(List<? extends Estimator<?>> estimators, RowView rows, TreeGrowth growth) {
        int deepest = estimators.stream()
                .mapToInt(estimator -> ((DecisionTreeParams) estimator).getMaxDepth())
                .max()
                .orElse(0);
        FeatureSubsets all = FeatureSubsets.all(growth.space().size());
        GrownNode root = growth.grow(RowDraws.once(rows.size()), all, deepest).root();
        List<Model<?>> models = new ArrayList<>(estimators.size());
        for (Estimator<?> estimator : estimators) {
            int maxDepth = ((DecisionTreeParams) estimator).getMaxDepth();
            models.add(new TreeModels(estimator, rows.data())
                    .tree(
                            ModelNodes.of(root, growth.impurity(), maxDepth),
                            growth.labelled().classes()));
        }
        return models;
    }
}
