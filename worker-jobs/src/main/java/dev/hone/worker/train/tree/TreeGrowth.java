package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
    private final TreeVariants own;

    TreeGrowth(DecisionTreeParams params, RowView rows, BinnedRows binned, LabelledRows labelled) {
        this.rows = rows;
        this.binned = binned;
        this.labelled = labelled;
        space = new FeatureSpace(binned, labelled.numClasses());
        impurity = impurity(params, labelled.numClasses());
        own = variants(List.of(params));
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

    /** The limits of estimators. */
    TreeVariants variants(Collection<? extends DecisionTreeParams> estimators) {
        return new TreeVariants(estimators, labelled.weight());
    }

    /** Grows the variants of a tree of the labels of the rows. */
    GrownNode grow(RowDraws draws, FeatureSubsets subsets, TreeVariants variants) {
        return labelled.numClasses() == 0
                ? growQuantities(labelled.labels(), draws, subsets, variants).root()
                : growClasses(draws, subsets, variants);
    }

    /** Grows a tree of quantities, one per row. */
    GrownTree grow(double[] quantities, RowDraws draws, FeatureSubsets subsets) {
        return growQuantities(quantities, draws, subsets, own);
    }

    private GrownTree growQuantities(
            double[] quantities, RowDraws draws, FeatureSubsets subsets, TreeVariants variants) {
        if (labelled.weighted()) {
            RowSums sums = new LabelMoments(quantities, labelled.weights(), draws.draws());
            return grow(new ExactSplitter(space, sums, impurity), sums.width(), draws, subsets, variants);
        }
        HistogramBuilder builder = histogramBuilder(1, draws, subsets);
        RoundedLabels rounded = new RoundedLabels(quantities, draws.draws(), draws.rows());
        RowSums sums = new CountedMoments(quantities, draws.draws(), builder, rounded);
        ExactSplitter exact = new ExactSplitter(space, sums, impurity);
        return grow(
                new RegressionHistogramSplitter(space, builder, rounded, exact),
                sums.width(),
                draws,
                subsets,
                variants);
    }

    private GrownNode growClasses(RowDraws draws, FeatureSubsets subsets, TreeVariants variants) {
        int classes = labelled.numClasses();
        int[] labels = new int[labelled.size()];
        Arrays.setAll(labels, row -> (int) labelled.labels()[row]);
        if (labelled.weighted()) {
            RowSums sums = new ClassSums(impurity, classes, labels, labelled.weights(), draws.draws());
            return grow(new ExactSplitter(space, sums, impurity), classes, draws, subsets, variants)
                    .root();
        }
        HistogramBuilder builder = histogramBuilder(ClassHistogramSplitter.width(classes), draws, subsets);
        ClassScore scoring =
                impurity == Impurity.ENTROPY ? new ClassScore.Entropy(LogTable.of(rows)) : new ClassScore.Gini();
        Splitter splitter =
                new ClassHistogramSplitter(space, builder, classes, impurity, scoring, labels, draws.draws());
        return grow(splitter, classes, draws, subsets, variants).root();
    }

    private HistogramBuilder histogramBuilder(int width, RowDraws draws, FeatureSubsets subsets) {
        return subsets.areWhole() && BinTable.holds(binned, rows.size())
                ? new RowWiseHistogramBuilder(space, width, BinTable.of(rows, binned))
                : new ColumnWiseHistogramBuilder(space, width, draws.rows().length);
    }

    private GrownTree grow(
            Splitter splitter, int width, RowDraws draws, FeatureSubsets subsets, TreeVariants variants) {
        int[] sorted = draws.rows().clone();
        TreeGrower grower = new TreeGrower(space, splitter, subsets, impurity, variants.limits(), width, sorted);
        return new GrownTree(grower.grow(), sorted);
    }
}
