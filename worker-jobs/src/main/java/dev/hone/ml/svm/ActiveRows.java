package dev.hone.ml.svm;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the kernel matrix as {@link DualVariables} read them: in doubles, in the order of the variables and only for active
 * ones, so that loops over them need no indices and become vector instructions. Rows stay as long as there is room; when the
 * order of the variables changes so does theirs. Serves one training at a time, which uses the memory for one problem after the
 * other.
 */
final class ActiveRows {
    /** A few hundred kilobytes are often used, which then lie in the second cache of a core. */
    private static final long MOST_BYTES = 4 << 20;

    private static final int FEWEST_ROWS = 2;
    /** Lengths of rows are multiples of it: problems of about equal size can use the same memory. */
    private static final int GRAIN = 64;

    /** A row is copied anew where more than one variable of so many that remain changes its place. */
    private static final int MOST_MOVED = 4;

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

    /** Memory of a row, of which the first numbers are known. */
    private static final class Row {
        private final double[] values;
        private final double[] inverseCurvatures;
        private int knownValues;
        private int knownCurvatures;

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
     * Begins with another problem, all of whose variables are active.
     *
     * @param positions row of the kernel matrix of each variable; not copied, like the diagonal
     * @param diagonal the kernel's value of each with itself
     */
    void begin(int[] positions, double[] diagonal) {
        releaseAll();
        if (length < positions.length) {
            free.clear();
            length = (positions.length + GRAIN - 1) / GRAIN * GRAIN;
        }
        this.positions = positions;
        this.diagonal = diagonal;
        active = positions.length;
        byVariable = new Row[positions.length];
        long fit = mostBytes / (2L * Double.BYTES * length);
        ring = new int[(int) Math.max(FEWEST_ROWS, Math.min(positions.length, fit))];
        Arrays.fill(ring, NONE);
        next = 0;
        last = NONE;
    }

    /**
     * Goes on with another order of the variables.
     *
     * @param order the variable that takes the place of each so far active one; any two change places with each other
     * @param ordered the positions of all variables in that order; not copied, like the diagonal
     * @param remaining how many of those so far active come first of which values are asked
     */
    void reorder(int[] order, int[] ordered, double[] orderedDiagonal, int remaining) {
        int[] moved = IntStream.range(0, order.length)
                .filter(variable -> order[variable] > variable)
                .toArray();
        boolean pays = MOST_MOVED * moved.length <= remaining;
        if (pays) {
            for (int slot = 0; slot < ring.length; slot++) {
                reorderRow(slot, order, moved);
            }
            last = last == NONE || last >= order.length ? last : order[last];
            Row[] before = byVariable.clone();
            for (int variable = 0; variable < order.length; variable++) {
                byVariable[variable] = before[order[variable]];
            }
        } else {
            releaseAll();
        }
        positions = ordered;
        diagonal = orderedDiagonal;
        active = remaining;
    }

    private void reorderRow(int slot, int[] order, int[] moved) {
        int variable = ring[slot];
        Row row = variable == NONE ? null : byVariable[variable];
        if (row == null) {
            return;
        }
        row.knownValues = reordered(row.values, row.knownValues, order, moved);
        row.knownCurvatures = reordered(row.inverseCurvatures, row.knownCurvatures, order, moved);
        ring[slot] = variable < order.length ? order[variable] : variable;
    }

    /** Returns how many are known; none where not all that change places were. */
    private static int reordered(double[] numbers, int known, int[] order, int[] moved) {
        if (known < order.length) {
            return 0;
        }
        for (int variable : moved) {
            double number = numbers[variable];
            numbers[variable] = numbers[order[variable]];
            numbers[order[variable]] = number;
        }
        return known;
    }

    /** All variables are active again, in the order that they have. */
    void activateAll() {
        active = positions.length;
    }

    private void releaseAll() {
        for (int slot = 0; slot < ring.length; slot++) {
            if (ring[slot] != NONE) {
                release(ring[slot]);
                ring[slot] = NONE;
            }
        }
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
        if (row.knownCurvatures < active) {
            invertCurvatures(
                    row.values, diagonal[variable], diagonal, row.knownCurvatures, active, row.inverseCurvatures);
            row.knownCurvatures = active;
        }
        return row.inverseCurvatures;
    }

    private Row row(int variable) {
        Row known = byVariable[variable];
        Row row = known == null ? made(variable) : known;
        if (row.knownValues < active) {
            copy(kernel.row(positions[variable]), positions, row.knownValues, active, row.values);
            row.knownValues = active;
        }
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
        row.knownValues = 0;
        row.knownCurvatures = 0;
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

    private static void copy(float[] row, int[] positions, int from, int to, double[] target) {
        for (int variable = from; variable < to; variable++) {
            target[variable] = row[positions[variable]];
        }
    }

    private static void invertCurvatures(
            double[] values, double own, double[] diagonal, int from, int to, double[] target) {
        for (int variable = from; variable < to; variable++) {
            double curvature = own + diagonal[variable] - 2.0 * values[variable];
            target[variable] = 1 / Math.max(curvature, DualVariables.LEAST_CURVATURE);
        }
    }
}
