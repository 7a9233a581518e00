package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.Coverage;
import dev.hone.worker.train.EnsembleTrainer;
import dev.hone.worker.train.OutputColumns;
import dev.hone.worker.trial.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.RandomForestParams;
import org.apache.spark.ml.tree.TreeEnsembleModel;

/**
 * Trains {@link RandomForestClassifier} and {@link RandomForestRegressor}. Rows and features are drawn with MLlib's
 * probabilities, but by a generator of each tree's own, so that a forest of fewer or shallower trees is a part of a larger
 * one. Where nothing is drawn the trees equal MLlib's node for node.
 *
 * <p>Above MLlib's limit (10,000 rows or the square of {@code maxBins}), split candidates come from a sample of the rows;
 * it is the same one for all seeds, so that trials share it.
 */
public final class ForestTrainer extends TreeTrainer implements EnsembleTrainer {
    private static final long CANDIDATE_SEED = 1;
    private static final Set<String> PATH =
            Stream.concat(LIMITS.stream(), Stream.of("numTrees")).collect(Collectors.toUnmodifiableSet());

    public ForestTrainer() {
        super(Set.of(RandomForestClassifier.class, RandomForestRegressor.class), PATH);
    }

    @Override
    Coverage<List<Model<?>>> models(List<? extends Estimator<?>> estimators, RowView rows) {
        return forests(estimators, rows).map(Forests::models);
    }

    private static Coverage<Forests> forests(List<? extends Estimator<?>> estimators, RowView rows) {
        RandomForestParams first = (RandomForestParams) estimators.get(0);
        return labelled(first, rows).flatMap(labelled -> {
            BinnedRows binned = BinnedRows.of(rows, first.getMaxBins(), CANDIDATE_SEED);
            return binned.areUsable()
                    ? Coverage.of(new Forests(estimators, rows, new TreeGrowth(first, rows, binned, labelled)))
                    : Coverage.left(FEATURES);
        });
    }

    @Override
    public int members(Estimator<?> estimator) {
        return ((RandomForestParams) estimator).getNumTrees();
    }

    @Override
    public Optional<Model<?>> trainMembers(Estimator<?> estimator, RowView rows, int from, int to) {
        Cancellation.check();
        return OutputColumns.of(estimator).areFreeIn(rows.data())
                ? forests(List.of(estimator), rows).value().map(forests -> forests.model(estimator, from, to))
                : Optional.empty();
    }

    @Override
    public Model<?> joined(Estimator<?> estimator, List<Model<?>> parts) {
        List<Node> roots = new ArrayList<>(members(estimator));
        int classes = 0;
        for (Model<?> part : parts) {
            for (DecisionTreeModel tree : ((TreeEnsembleModel<? extends DecisionTreeModel>) part).trees()) {
                roots.add(tree.rootNode());
            }
            classes = part instanceof RandomForestClassificationModel forest ? forest.numClasses() : 0;
        }
        return TreeModels.like(estimator, parts.get(0)).forest(roots, classes);
    }
}
