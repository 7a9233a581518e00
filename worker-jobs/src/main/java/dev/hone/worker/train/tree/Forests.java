package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.RandomForestParams;

/** Forests that differ in number and depth of trees, cut out of the largest of them. */
final class Forests {
    private final List<? extends Estimator<?>> estimators;
    private final RowView rows;
    private final TreeGrowth growth;
    private final Map<Place, GrownNode> grown = new HashMap<>();
    private final Map<Cut, Node> cut = new HashMap<>();

    /** A tree of forests whose nodes look at {@code subset} features. */
    private record Place(int subset, int tree) {}

    private record Cut(Place place, int maxDepth) {}

    Forests(List<? extends Estimator<?>> estimators, RowView rows, TreeGrowth growth) {
        this.estimators = estimators;
        this.rows = rows;
        this.growth = growth;
    }

    List<Model<?>> models() {
        List<Model<?>> models = new ArrayList<>(estimators.size());
        for (Estimator<?> estimator : estimators) {
            models.add(model(estimator, 0, ((RandomForestParams) estimator).getNumTrees()));
        }
        return models;
    }

    /** Some trees of one of the forests. */
    Model<?> model(Estimator<?> estimator, int from, int to) {
        return new TreeModels(estimator, rows.data())
                .forest(
                        roots((RandomForestParams) estimator, from, to),
                        growth.labelled().classes());
    }

    private List<Node> roots(RandomForestParams params, int from, int to) {
        List<Node> roots = new ArrayList<>(to - from);
        for (int tree = from; tree < to; tree++) {
            Place place = new Place(subset(params), tree);
            roots.add(cut.computeIfAbsent(new Cut(place, params.getMaxDepth()), this::node));
        }
        return roots;
    }

    private Node node(Cut wanted) {
        GrownNode root = grown.computeIfAbsent(wanted.place(), this::grow);
        return ModelNodes.of(root, growth.impurity(), wanted.maxDepth());
    }

    private GrownNode grow(Place place) {
        RandomForestParams params = (RandomForestParams) estimators.get(0);
        long seed = RandomStream.seed(params.getSeed(), place.tree());
        FeatureSubsets subsets = FeatureSubsets.drawn(growth.space().size(), place.subset(), seed);
        return growth.grow(draws(params, seed), subsets, deepest(place)).root();
    }

    private RowDraws draws(RandomForestParams params, long seed) {
        double rate = params.getSubsamplingRate();
        if (params.getBootstrap()) {
            return RowDraws.poisson(rows.size(), rate, seed);
        }
        return rate == 1 ? RowDraws.once(rows.size()) : RowDraws.some(rows.size(), rate, seed);
    }

    /** The depth to which some forest has this tree. */
    private int deepest(Place place) {
        return estimators.stream()
                .map(RandomForestParams.class::cast)
                .filter(params -> params.getNumTrees() > place.tree() && subset(params) == place.subset())
                .mapToInt(RandomForestParams::getMaxDepth)
                .max()
                .orElse(0);
    }

    /** The strategy was checked when it was set. */
    private int subset(RandomForestParams params) {
        return SubsetSize.of(
                        params.getFeatureSubsetStrategy(),
                        growth.space().size(),
                        params.getNumTrees(),
                        growth.labelled().classes() > 0)
                .orElseThrow();
    }
}
