package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.regression.DecisionTreeRegressor;
import org.apache.spark.ml.tree.DecisionTreeParams;
import org.apache.spark.ml.tree.Node;

/** Trains {@link DecisionTreeClassifier} and {@link DecisionTreeRegressor}; the model equals MLlib's node for node. */
public final class DecisionTreeTrainer extends TreeTrainer {

    public DecisionTreeTrainer() {
        super(Set.of(DecisionTreeClassifier.class, DecisionTreeRegressor.class), LIMITS);
    }

    @Override
    Coverage<List<Model<?>>> models(List<? extends Estimator<?>> estimators, RowView rows) {
        DecisionTreeParams first = (DecisionTreeParams) estimators.get(0);
        return labelled(first, rows).flatMap(labelled -> {
            BinnedRows binned = BinnedRows.of(rows, first.getMaxBins(), first.getSeed());
            return binned.areUsable()
                    ? Coverage.of(models(estimators, rows, new TreeGrowth(first, rows, binned, labelled)))
                    : Coverage.left(FEATURES);
        });
    }

    private static List<Model<?>> models(List<? extends Estimator<?>> estimators, RowView rows, TreeGrowth growth) {
        TreeVariants variants = growth.variants(
                estimators.stream().map(DecisionTreeParams.class::cast).toList());
        FeatureSubsets all = FeatureSubsets.all(growth.space().size());
        GrownNode root = growth.grow(RowDraws.once(rows.size()), all, variants);
        List<Model<?>> models = new ArrayList<>(estimators.size());
        for (Estimator<?> estimator : estimators) {
            DecisionTreeParams params = (DecisionTreeParams) estimator;
            Node node = ModelNodes.of(root, growth.impurity(), variants.of(params), params.getMaxDepth());
            models.add(new TreeModels(estimator, rows.data())
                    .tree(node, growth.labelled().numClasses()));
        }
        return models;
    }
}
