/**
 * Decision trees, random forests and boosted trees, trained on binned columns that all trials of a fold share.
 *
 * <p>Split candidates, statistics and gains are those of MLlib's {@code RandomForest} on one partition, down to the order
 * in which numbers are added, so a decision tree and boosted trees equal MLlib's node for node. Forests draw rows and
 * features by their own means, keyed by seed, tree and node, so that fewer trees or a smaller depth are a part of the
 * same forest; they equal MLlib's in distribution.
 *
 * <pre>{@code
 * BINS, once per fold, cached (FoldCache)
 *   ColumnValues (Dense-, Sparse-)  CandidateSample           the values of a feature
 *         |
 *   ThresholdFinder (Counted-, Weighted-)                     ValueSort, ValueWeights
 *         |
 *   SplitCandidates --> BinWriter (BinSearch)                 value -> bin
 *                         |
 *   BinnedRows ---- BinColumn (Byte-, Char-)                  per feature: bin of each row
 *              `--- BinTable                                  per row: bins of all features
 *
 * TRAININGS, one per trial group
 *   TreeTrainer
 *    |-- DecisionTreeTrainer
 *    |-- ForestTrainer --- Forests (SubsetSize)               the same trees for all trials
 *    `-- BoostingTrainer - Boosting, BoostedRows              EarlyStop on a ValidationSplit
 *         |
 *   TreeGrowth (LabelledRows, FeatureSpace)                   what all trees have in common
 *         |          RowDraws, FeatureSubsets (RandomStream)  rows of a tree, features of a node
 *         v
 * NODES, one TreeGrower per tree: rows of a node -> its children
 *   TreeGrower (TreeVariants, GrowthLimits)                   limits of all trials at once
 *    |-- Splitter
 *    |    |-- HistogramBuilder (RowWise-, ColumnWise-)       rows of weight 1 -> histogram
 *    |    |-- ClassHistogramSplitter (ClassScore, LogTable)    of classes
 *    |    |-- RegressionHistogramSplitter (RoundedLabels)      of quantities
 *    |    `-- ExactSplitter                                    weighted rows, near ties
 *    |          `-- RowSums (ClassSums, LabelMoments, CountedMoments)
 *    |-- BestSplits (FoundSplit)                              histogram -> best split per limit
 *    |      GainRule (Impurity, Side, CategoryOrder)          MLlib's gain
 *    `-- GrownNode (NodeSplit, NodeStatistics)
 *         |
 *         v
 * MODELS
 *   GrownTree, ModelNodes --> TreeModels                      cut at each depth -> MLlib's models
 * }</pre>
 *
 * <p>How a tree grows: {@link dev.hone.worker.train.tree.TreeGrower} hands each node to a
 * {@link dev.hone.worker.train.tree.Splitter}. Where rows count once or a whole number of times, the splitter adds up
 * whole numbers per bin, which loses nothing, so that a node's sums can also be had by subtracting its sibling's from its
 * parent's. These sums tell which splits can be the best; only for those is the gain computed as MLlib does. Weighted
 * rows are added up as MLlib does from the start.
 *
 * <p>Estimators that differ in when trees stop growing have variants of the same tree: a node is counted once for all that
 * came to it by the same splits, and {@link dev.hone.worker.train.tree.BestSplits} tells which of them go on together.
 *
 * <p>Row numbers in this package are positions in the view of rows that is trained on.
 */
@NullMarked
package dev.hone.worker.train.tree;

import org.jspecify.annotations.NullMarked;
