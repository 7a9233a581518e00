package dev.hone.worker.fold;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Deals groups out to folds for {@link StratifiedGroupKFold}. Sums are added up in the order of numpy, on which ties depend. */
final class GroupDeal {
    private static final double ABSOLUTE_TOLERANCE = 1e-8;
    private static final double RELATIVE_TOLERANCE = 1e-5;

    private final int folds;
    private final double[] rowsOfClass;
    private final double[][] ofGroup;
    private final double[][] ofFold;

    /**
     * @param classes the rows of each class
     * @param groupOfRow number of each row's group, from 0
     */
    GroupDeal(int folds, List<int[]> classes, int[] groupOfRow, int groups) {
        this.folds = folds;
        rowsOfClass = classes.stream().mapToDouble(rows -> rows.length).toArray();
        ofGroup = new double[groups][classes.size()];
        ofFold = new double[folds][classes.size()];
        for (int label = 0; label < classes.size(); label++) {
            for (int row : classes.get(label)) {
                ofGroup[groupOfRow[row]][label]++;
            }
        }
    }

    /** The fold of each group; can be asked once. */
    int[] deal(RowOrder order) {
        int[] arranged = FoldSupport.upTo(ofGroup.length);
        order.arrange(arranged, 0);
        int[] foldOfGroup = new int[ofGroup.length];
        IntStream.of(arranged)
                .boxed()
                .sorted(Comparator.comparingDouble(group -> -NumpySums.std(ofGroup[group])))
                .forEach(group -> {
                    int fold = bestFold(ofGroup[group]);
                    add(ofFold[fold], ofGroup[group], 1);
                    foldOfGroup[group] = fold;
                });
        return foldOfGroup;
    }

    private int bestFold(double[] group) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        double fewest = Double.POSITIVE_INFINITY;
        for (int fold = 0; fold < folds; fold++) {
            add(ofFold[fold], group, 1);
            double unevenness = unevenness();
            add(ofFold[fold], group, -1);
            double rows = NumpySums.sum(ofFold[fold]);
            if (unevenness < least || (isClose(unevenness, least) && rows < fewest)) {
                least = unevenness;
                fewest = rows;
                best = fold;
            }
        }
        return best;
    }

    /** Mean over the classes of the standard deviation of the folds' shares of a class. */
    private double unevenness() {
        double[] deviations = new double[rowsOfClass.length];
        double[] shares = new double[folds];
        for (int label = 0; label < deviations.length; label++) {
            for (int fold = 0; fold < folds; fold++) {
                shares[fold] = ofFold[fold][label] / rowsOfClass[label];
            }
            deviations[label] = NumpySums.stdInOrder(shares);
        }
        return NumpySums.sum(deviations) / deviations.length;
    }

    /** As numpy's {@code isclose}. */
    private static boolean isClose(double value, double other) {
        return Math.abs(value - other) <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * Math.abs(other);
    }

    private static void add(double[] sums, double[] counts, int sign) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] += sign * counts[index];
        }
    }
}
