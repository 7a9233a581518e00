package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.stream.IntStream;
import libsvm.svm_node;
import libsvm.svm_problem;

/**
 * Training rows in the form of libsvm, ordered by class and within a class as in the table: libsvm numbers classes in order
 * of appearance, scikit-learn in ascending order. Immutable and shared by all trainings on a fold.
 */
public final class SvmProblem implements FoldCache.Sized {
    private final svm_node[][] rows;
    private final double[] labels;
    private final int columns;
    private final boolean sparse;
    private final int classes;
    private final double variance;

    private SvmProblem(svm_node[][] rows, double[] labels, int columns, boolean sparse, int classes) {
        this.rows = rows;
        this.labels = labels;
        this.columns = columns;
        this.sparse = sparse;
        this.classes = classes;
        this.variance = variance(rows, columns);
    }

    /**
     * The rows of a view; made once for all that ask for the same view.
     *
     * @param classes number of classes, 0 where labels are quantities
     */
    public static SvmProblem of(RowView view, int classes) {
        return view.shared(new Rows(classes), () -> made(view, classes));
    }

    private record Rows(int classes) {}

    private static SvmProblem made(RowView view, int classes) {
        double[] labels = view.labels();
        int[] order = IntStream.range(0, labels.length)
                .boxed()
                .sorted((one, other) -> classes == 0 ? 0 : Double.compare(labels[one], labels[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        svm_node[][] rows = new svm_node[order.length][];
        double[] ordered = new double[order.length];
        for (int at = 0; at < order.length; at++) {
            rows[at] = nodes(view.vector(order[at]).toArray());
            ordered[at] = labels[order[at]];
        }
        FeatureMatrix features = view.data().features();
        return new SvmProblem(rows, ordered, features.numFeatures(), features.isSparse(), classes);
    }

    private static svm_node[] nodes(double[] values) {
        svm_node[] nodes = new svm_node
                [(int) Arrays.stream(values).filter(value -> value != 0).count()];
        int at = 0;
        for (int column = 0; column < values.length; column++) {
            if (values[column] != 0) {
                svm_node node = new svm_node();
                node.index = column;
                node.value = values[column];
                nodes[at++] = node;
            }
        }
        return nodes;
    }

    /** Of all values, zeros included. */
    private static double variance(svm_node[][] rows, int columns) {
        double count = (double) rows.length * columns;
        double sum = 0;
        long stored = 0;
        for (svm_node[] row : rows) {
            stored += row.length;
            for (svm_node node : row) {
                sum += node.value;
            }
        }
        double mean = sum / count;
        double squares = (count - stored) * mean * mean;
        for (svm_node[] row : rows) {
            for (svm_node node : row) {
                squares += (node.value - mean) * (node.value - mean);
            }
        }
        return squares / count;
    }

    /** Some of the rows, in ascending order of {@code positions}. */
    SvmProblem part(int[] positions) {
        svm_node[][] chosen = new svm_node[positions.length][];
        double[] own = new double[positions.length];
        for (int at = 0; at < positions.length; at++) {
            chosen[at] = rows[positions[at]];
            own[at] = labels[positions[at]];
        }
        return new SvmProblem(chosen, own, columns, sparse, classes);
    }

    svm_problem problem() {
        svm_problem problem = new svm_problem();
        problem.l = rows.length;
        problem.x = rows;
        problem.y = labels;
        return problem;
    }

    int size() {
        return rows.length;
    }

    int numFeatures() {
        return columns;
    }

    /** Number of classes, 0 where labels are quantities. */
    public int numClasses() {
        return classes;
    }

    double variance() {
        return variance;
    }

    int label(int position) {
        return (int) labels[position];
    }

    /** The classes that have rows, in ascending order. */
    public int[] present() {
        return Arrays.stream(labels).mapToInt(label -> (int) label).distinct().toArray();
    }

    /** A row with every value stored. */
    double[] row(int position) {
        double[] row = new double[columns];
        for (svm_node node : rows[position]) {
            row[node.index] = node.value;
        }
        return row;
    }

    /** Rows of libsvm as a matrix of the kind that the table has. */
    FeatureMatrix matrix(svm_node[][] chosen) {
        return sparse ? sparse(chosen) : dense(chosen);
    }

    private FeatureMatrix dense(svm_node[][] chosen) {
        double[] values = new double[Math.multiplyExact(chosen.length, columns)];
        for (int row = 0; row < chosen.length; row++) {
            for (svm_node node : chosen[row]) {
                values[row * columns + node.index] = node.value;
            }
        }
        return FeatureMatrix.dense(chosen.length, columns, values);
    }

    private FeatureMatrix sparse(svm_node[][] chosen) {
        int[] starts = new int[chosen.length + 1];
        for (int row = 0; row < chosen.length; row++) {
            starts[row + 1] = starts[row] + chosen[row].length;
        }
        int[] indices = new int[starts[chosen.length]];
        double[] values = new double[indices.length];
        for (int row = 0; row < chosen.length; row++) {
            for (int nth = 0; nth < chosen[row].length; nth++) {
                indices[starts[row] + nth] = chosen[row][nth].index;
                values[starts[row] + nth] = chosen[row][nth].value;
            }
        }
        return FeatureMatrix.sparse(columns, starts, indices, values);
    }

    /** A node takes 24 bytes and the reference to it 4 or 8. */
    @Override
    public long bytes() {
        long nodes = 0;
        for (svm_node[] row : rows) {
            nodes += row.length;
        }
        return 32 * nodes + 32L * rows.length;
    }
}
