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

/** Forests that differ in the number of trees and in when these stop growing, made of the same trees. */
final class Forests {
    private final List<? extends Estimator<?>> estimators;
    private final RowView rows;
    private final TreeGrowth growth;
    private final Map<Place, Tree> trees = new HashMap<>();

    /** A tree of forests whose nodes look at {@code subset} features. */
    private record Place(int subset, int tree) {}

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
                        growth.labelled().numClasses());
    }

    private List<Node> roots(RandomForestParams params, int from, int to) {
        List<Node> roots = new ArrayList<>(to - from);
        for (int tree = from; tree < to; tree++) {
            Place place = new Place(subset(params), tree);
            roots.add(trees.computeIfAbsent(place, this::grown).cutFor(params));
        }
        return roots;
    }

    private Tree grown(Place place) {
        RandomForestParams params = (RandomForestParams) estimators.get(0);
        long seed = RandomStream.seed(params.getSeed(), place.tree());
        FeatureSubsets subsets = FeatureSubsets.drawn(growth.space().size(), place.subset(), seed);
        TreeVariants variants = growth.variants(having(place));
        return new Tree(growth.grow(draws(params, seed), subsets, variants), growth.impurity(), variants);
    }

    private RowDraws draws(RandomForestParams params, long seed) {
        double rate = params.getSubsamplingRate();
        if (params.getBootstrap()) {
            return RowDraws.poisson(rows.size(), rate, seed);
        }
        return rate == 1 ? RowDraws.once(rows.size()) : RowDraws.some(rows.size(), rate, seed);
    }

    /** The forests that have this tree. */
    private List<RandomForestParams> having(Place place) {
        return estimators.stream()
                .map(RandomForestParams.class::cast)
                .filter(params -> params.getNumTrees() > place.tree() && subset(params) == place.subset())
                .toList();
    }

    /** The strategy was checked when it was set. */
    private int subset(RandomForestParams params) {
        return SubsetSize.of(
                        params.getFeatureSubsetStrategy(),
                        growth.space().size(),
                        params.getNumTrees(),
                        growth.labelled().numClasses() > 0)
                .orElseThrow();
    }

    /** A tree with its variants, each cut once a depth. */
    private static final class Tree {
        private final GrownNode root;
        private final Impurity impurity;
        private final TreeVariants variants;
        private final Map<Cut, Node> cuts = new HashMap<>();

        private record Cut(int variant, int maxDepth) {}

        Tree(GrownNode root, Impurity impurity, TreeVariants variants) {
            this.root = root;
            this.impurity = impurity;
            this.variants = variants;
        }

        Node cutFor(RandomForestParams params) {
            return cuts.computeIfAbsent(new Cut(variants.of(params), params.getMaxDepth()), this::cut);
        }

        private Node cut(Cut wanted) {
            return ModelNodes.of(root, impurity, wanted.variant(), wanted.maxDepth());
        }
    }
}
