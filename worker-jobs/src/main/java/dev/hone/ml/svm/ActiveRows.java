package dev.hone.ml.svm;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the kernel matrix as {@link DualVariables} read them: in doubles, in the order of the variables and only for active
 * ones, so that loops over them need no indices and become vector instructions. Rows stay as long as there is room and the
 * order does not change. Serves one training at a time, which uses the memory for one problem after the other.
 */
final class ActiveRows {
    /** A few hundred kilobytes are often used, which then lie in the second cache of a core. */
    private static final long MOST_BYTES = 4 << 20;

    private static final int FEWEST_ROWS = 2;
    /** Lengths of rows are multiples of it: problems of about equal size can use the same memory. */
    private static final int GRAIN = 64;

    private static final int NONE = -1;

    private final KernelRows kernel;
    private final long mostBytes;
    private final Deque<Row> free = new ArrayDeque<>();
    private int length;

    private int[] positions = {};
    private double[] diagonal = {};
    private int active;
    private @Nullable Row[] byVariable = {};
    /** The variables whose rows are there, the oldest next. */
    private int[] ring = {};

    private int next;
    private int last = NONE;

    /** Memory of a row. */
    private static final class Row {
        private final double[] values;
        private final double[] inverseCurvatures;
        private boolean hasCurvatures;

        Row(int length) {
            values = new double[length];
            inverseCurvatures = new double[length];
        }
    }

    ActiveRows(KernelRows kernel) {
        this(kernel, MOST_BYTES);
    }

    /** @param mostBytes of the rows that stay; of two, if two take more */
    ActiveRows(KernelRows kernel, long mostBytes) {
        this.kernel = kernel;
        this.mostBytes = mostBytes;
    }

    KernelRows kernel() {
        return kernel;
    }

    /**
     * Begins with another order of variables or another number of active ones.
     *
     * @param positions row of the kernel matrix of each variable; not copied, like the diagonal
     * @param diagonal the kernel's value of each with itself
     * @param active how many come first of which values are asked
     */
    void reset(int[] positions, double[] diagonal, int active) {
        for (int variable : ring) {
            if (variable != NONE) {
                release(variable);
            }
        }
        if (length < positions.length) {
            free.clear();
            length = (positions.length + GRAIN - 1) / GRAIN * GRAIN;
        }
        this.positions = positions;
        this.diagonal = diagonal;
        this.active = active;
        byVariable = new Row[positions.length];
        long fit = mostBytes / (2L * Double.BYTES * length);
        ring = new int[(int) Math.max(FEWEST_ROWS, Math.min(active, fit))];
        Arrays.fill(ring, NONE);
        next = 0;
        last = NONE;
    }

    /** The kernel's values of a variable with the active ones; valid until the next but one variable is asked for. */
    double[] values(int variable) {
        return row(variable).values;
    }

    /**
     * One over the curvature of the objective along a variable and each of the active ones: 1 / a in the paper of {@link
     * DualVariables}. Valid as the values are.
     */
    double[] inverseCurvatures(int variable) {
        Row row = row(variable);
        if (!row.hasCurvatures) {
            invertCurvatures(row.values, diagonal[variable], diagonal, active, row.inverseCurvatures);
            row.hasCurvatures = true;
        }
        return row.inverseCurvatures;
    }

    private Row row(int variable) {
        Row known = byVariable[variable];
        Row row = known == null ? made(variable) : known;
        last = variable;
        return row;
    }

    private Row made(int variable) {
        int slot = ring[next] == last && last != NONE ? following(next) : next;
        if (ring[slot] != NONE) {
            release(ring[slot]);
        }
        ring[slot] = variable;
        next = following(slot);
        Row row = free.isEmpty() ? new Row(length) : free.pop();
        copy(kernel.row(positions[variable]), positions, active, row.values);
        row.hasCurvatures = false;
        byVariable[variable] = row;
        return row;
    }

    private int following(int slot) {
        return slot + 1 == ring.length ? 0 : slot + 1;
    }

    private void release(int variable) {
        Row row = byVariable[variable];
        if (row != null) {
            free.push(row);
            byVariable[variable] = null;
        }
    }

    private static void copy(float[] row, int[] positions, int count, double[] target) {
        for (int variable = 0; variable < count; variable++) {
            target[variable] = row[positions[variable]];
        }
    }

    private static void invertCurvatures(double[] values, double own, double[] diagonal, int count, double[] target) {
        for (int variable = 0; variable < count; variable++) {
            double curvature = own + diagonal[variable] - 2.0 * values[variable];
            target[variable] = 1 / Math.max(curvature, DualVariables.LEAST_CURVATURE);
        }
    }
}
