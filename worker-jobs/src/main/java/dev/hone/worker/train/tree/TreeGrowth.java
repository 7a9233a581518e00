package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.ml.tree.DecisionTreeParams;
import org.apache.spark.ml.tree.TreeClassifierParams;

/**
 * How all trees of a training grow.
 *
 * @param scoring for classes
 * @param minWeight weight that each side of a split must have
 */
record TreeGrowth(
        FeatureSpace space,
        LabelledRows labelled,
        Impurity impurity,
        ClassScore scoring,
        int minRows,
        double minWeight,
        double minGain) {

    static TreeGrowth of(DecisionTreeParams params, RowView rows, BinnedRows binned, LabelledRows labelled) {
        Impurity impurity = impurity(params, labelled.classes());
        return new TreeGrowth(
                new FeatureSpace(binned, labelled.classes()),
                labelled,
                impurity,
                impurity == Impurity.ENTROPY ? new ClassScore.Entropy(LogTable.of(rows)) : new ClassScore.Gini(),
                params.getMinInstancesPerNode(),
                params.getMinWeightFractionPerNode() * labelled.weight(),
                params.getMinInfoGain());
    }

    private static Impurity impurity(DecisionTreeParams params, int classes) {
        return classes == 0
                ? Impurity.VARIANCE
                : Impurity.valueOf(((TreeClassifierParams) params).getImpurity().toUpperCase(Locale.ROOT));
    }

    /** Grows a tree of the labels of the rows. */
    GrownTree grow(RowDraws draws, FeatureSubsets subsets, int maxDepth) {
        return impurity == Impurity.VARIANCE
                ? grow(labelled.labels(), draws, subsets, maxDepth)
                : classTree(draws, subsets, rule(maxDepth));
    }

    /** Grows a tree of quantities, one a row. */
    GrownTree grow(double[] quantities, RowDraws draws, FeatureSubsets subsets, int maxDepth) {
        GainRule rule = rule(maxDepth);
        RowSums sums = new MomentSums(quantities, labelled.weights(), draws.draws());
        ExactSearch exact = new ExactSearch(space, sums, rule);
        SplitSearch search = labelled.weighted()
                ? exact
                : new MomentSearch(
                        space,
                        exact,
                        rule.limits(),
                        new RoundedLabels(quantities, draws.draws(), draws.rows()),
                        draws.rows().length);
        return grow(search, sums.width(), draws, subsets, rule);
    }

    private GrownTree classTree(RowDraws draws, FeatureSubsets subsets, GainRule rule) {
        int classes = labelled.classes();
        int[] labels = new int[labelled.size()];
        Arrays.setAll(labels, row -> (int) labelled.labels()[row]);
        SplitSearch search = labelled.weighted()
                ? new ExactSearch(
                        space, new ClassSums(impurity, classes, labels, labelled.weights(), draws.draws()), rule)
                : new ClassCountSearch(space, classes, rule, scoring, labels, draws.draws(), draws.rows().length);
        return grow(search, classes, draws, subsets, rule);
    }

    private GrownTree grow(SplitSearch search, int width, RowDraws draws, FeatureSubsets subsets, GainRule rule) {
        int[] rows = draws.rows().clone();
        return new GrownTree(new TreeGrower(space, search, subsets, rule, width, rows).grow(), rows);
    }

    private GainRule rule(int maxDepth) {
        return new GainRule(impurity, new GrowthLimits(maxDepth, minRows, minWeight, minGain));
    }
}
