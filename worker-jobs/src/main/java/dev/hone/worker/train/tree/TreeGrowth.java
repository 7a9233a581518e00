package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.ml.tree.DecisionTreeParams;
import org.apache.spark.ml.tree.TreeClassifierParams;

/** How all trees of a training grow. */
final class TreeGrowth {
    private final RowView rows;
    private final BinnedRows binned;
    private final LabelledRows labelled;
    private final FeatureSpace space;
    private final Impurity impurity;
    private final GrowthLimits limits;

    TreeGrowth(DecisionTreeParams params, RowView rows, BinnedRows binned, LabelledRows labelled) {
        this.rows = rows;
        this.binned = binned;
        this.labelled = labelled;
        space = new FeatureSpace(binned, labelled.classes());
        impurity = impurity(params, labelled.classes());
        limits = new GrowthLimits(
                params.getMaxDepth(),
                params.getMinInstancesPerNode(),
                params.getMinWeightFractionPerNode() * labelled.weight(),
                params.getMinInfoGain());
    }

    private static Impurity impurity(DecisionTreeParams params, int classes) {
        return classes == 0
                ? Impurity.VARIANCE
                : Impurity.valueOf(((TreeClassifierParams) params).getImpurity().toUpperCase(Locale.ROOT));
    }

    LabelledRows labelled() {
        return labelled;
    }

    FeatureSpace space() {
        return space;
    }

    Impurity impurity() {
        return impurity;
    }

    /** Grows a tree of the labels of the rows. */
    GrownTree grow(RowDraws draws, FeatureSubsets subsets, int maxDepth) {
        return labelled.classes() == 0
                ? grow(labelled.labels(), draws, subsets, maxDepth)
                : growClasses(draws, subsets, rule(maxDepth));
    }

    /** Grows a tree of quantities, one a row. */
    GrownTree grow(double[] quantities, RowDraws draws, FeatureSubsets subsets, int maxDepth) {
        GainRule rule = rule(maxDepth);
        if (labelled.weighted()) {
            RowSums sums = new MomentSums(quantities, labelled.weights(), draws.draws());
            return grow(new ExactSearch(space, sums, rule), sums.width(), draws, subsets, rule);
        }
        CellCounter counter = counter(1, draws, subsets);
        RoundedLabels rounded = new RoundedLabels(quantities, draws.draws(), draws.rows());
        RowSums sums = new CountedMoments(quantities, draws.draws(), counter, rounded);
        ExactSearch exact = new ExactSearch(space, sums, rule);
        return grow(
                new MomentSearch(space, counter, rounded, exact, rule.limits()), sums.width(), draws, subsets, rule);
    }

    private GrownTree growClasses(RowDraws draws, FeatureSubsets subsets, GainRule rule) {
        int classes = labelled.classes();
        int[] labels = new int[labelled.size()];
        Arrays.setAll(labels, row -> (int) labelled.labels()[row]);
        if (labelled.weighted()) {
            RowSums sums = new ClassSums(impurity, classes, labels, labelled.weights(), draws.draws());
            return grow(new ExactSearch(space, sums, rule), classes, draws, subsets, rule);
        }
        CellCounter counter = counter(ClassCountSearch.width(classes), draws, subsets);
        ClassScore scoring =
                impurity == Impurity.ENTROPY ? new ClassScore.Entropy(LogTable.of(rows)) : new ClassScore.Gini();
        return grow(
                new ClassCountSearch(space, counter, classes, rule, scoring, labels, draws.draws()),
                classes,
                draws,
                subsets,
                rule);
    }

    private CellCounter counter(int width, RowDraws draws, FeatureSubsets subsets) {
        return subsets.areWhole() && BinTable.holds(binned, rows.size())
                ? new TableCounter(space, width, BinTable.of(rows, binned))
                : new ColumnCounter(space, width, draws.rows().length);
    }

    private GrownTree grow(SplitSearch search, int width, RowDraws draws, FeatureSubsets subsets, GainRule rule) {
        int[] sorted = draws.rows().clone();
        return new GrownTree(new TreeGrower(space, search, subsets, rule, width, sorted).grow(), sorted);
    }

    private GainRule rule(int maxDepth) {
        return new GainRule(impurity, limits.withMaxDepth(maxDepth));
    }
}
