package dev.hone.ml.svm;

import java.util.Arrays;

/**
 * The state of {@link SmoSolver}: variables b, the gradient g = K b + linear, and which variables are active. Active ones
 * come first; the gradient of the others is stale until {@link #activateAll}.
 *
 * <p>In signed variables the optimality conditions need no labels: with m the largest -g among variables that may rise and M
 * the least among those that may fall, the solution is optimal where m - M is 0. Equation numbers are those of Fan, Chen and
 * Lin, "Working set selection using second order information for training support vector machines", JMLR 6, 2005.
 */
final class DualVariables {
    /** Stands in for the curvature along a pair where the kernel is not positive definite, tau in equation 12. */
    static final double LEAST_CURVATURE = 1e-12;

    /** Less than what any variable has that may move. */
    private static final double LEAST = -Double.MAX_VALUE;

    private static final int NONE = -1;
    private static final byte MAY_RISE = 1;
    private static final byte MAY_FALL = 2;

    private final ActiveRows rows;
    private final int size;
    private int active;

    private int[] origins;
    private int[] positions;
    private double[] linear;
    private double[] lower;
    private double[] upper;
    private double[] diagonal;
    private double[] values;
    private double[] gradient;
    /** Bits of the directions in which a variable may still move. */
    private final byte[] directions;
    /** 0 where a variable may rise, else minus infinity: loops that add it need no branch that a processor cannot predict. */
    private final double[] riseMask;
    /** Likewise where it may fall. */
    private final double[] fallMask;
    /** -g of each active variable that may rise, else minus infinity, as of the last move. */
    private final double[] rises;
    /** By how much each active variable that may fall would lower the objective together with the rising one, times two. */
    private final double[] gains;

    /** The variable that is to rise: the one with m. */
    private int rising;
    /** The variable that is to fall, or none if no pair improves the objective. */
    private int falling;

    private double largestRise;

    /**
     * All variables at 0 and active.
     *
     * @param rows of the problem's kernel matrix; this problem's until the next one uses them
     * @throws IllegalArgumentException if the kernel's value of a row with itself is not finite
     */
    DualVariables(DualProblem problem, ActiveRows rows) {
        this.rows = rows;
        size = problem.size();
        active = size;
        origins = new int[size];
        Arrays.setAll(origins, variable -> variable);
        positions = problem.positions().clone();
        linear = problem.linear().clone();
        lower = problem.lower().clone();
        upper = problem.upper().clone();
        values = new double[size];
        gradient = linear.clone();
        diagonal = new double[size];
        directions = new byte[size];
        riseMask = new double[size];
        fallMask = new double[size];
        rises = new double[size];
        gains = new double[size];
        for (int variable = 0; variable < size; variable++) {
            diagonal[variable] = rows.kernel().diagonal(positions[variable]);
            SvmTraining.requireFinite(diagonal[variable]);
            updateDirections(variable);
        }
        rows.begin(positions, diagonal);
        selectRising();
    }

    int size() {
        return size;
    }

    int active() {
        return active;
    }

    /**
     * How far active variables are from optimal: m and M.
     *
     * @param largestRise largest -g among variables that may rise
     * @param leastFall least -g among variables that may fall
     */
    record Violation(double largestRise, double leastFall) {
        double size() {
            return largestRise - leastFall;
        }
    }

    Violation violation() {
        double largestSlope = LEAST;
        for (int variable = 0; variable < active; variable++) {
            double slope = gradient[variable] + fallMask[variable];
            if (slope > largestSlope) {
                largestSlope = slope;
            }
        }
        return new Violation(largestRise, -largestSlope);
    }

    /** Whether active variables violate optimality by that much: most often the selected pair does, which saves a search. */
    boolean violate(double tolerance) {
        return largestRise + gradient[falling] >= tolerance || violation().size() >= tolerance;
    }

    private void updateDirections(int variable) {
        boolean rises = values[variable] < upper[variable];
        boolean falls = values[variable] > lower[variable];
        directions[variable] = (byte) ((rises ? MAY_RISE : 0) | (falls ? MAY_FALL : 0));
        riseMask[variable] = rises ? 0 : Double.NEGATIVE_INFINITY;
        fallMask[variable] = falls ? 0 : Double.NEGATIVE_INFINITY;
    }

    private static double curvature(double value) {
        return value > 0 ? value : LEAST_CURVATURE;
    }

    private void selectRising() {
        for (int variable = 0; variable < active; variable++) {
            rises[variable] = riseMask[variable] - gradient[variable];
        }
        selectLargestRise();
    }

    private void selectLargestRise() {
        rising = lastOfLargest(rises, active, LEAST);
        largestRise = rising == NONE ? LEAST : rises[rising];
    }

    /**
     * Selects the pair to move (WSS 2 of the paper): the variable with m, and of those that violate optimality together with it
     * the one which lowers the objective most by its quadratic approximation, -b² / a in the paper.
     *
     * @return whether there is a pair
     */
    boolean selectPair() {
        falling = NONE;
        if (rising != NONE) {
            double[] inverseCurvatures = rows.inverseCurvatures(rising);
            estimateGains(gradient, fallMask, largestRise, inverseCurvatures, active, gains);
            falling = lastOfLargest(gains, active, Double.MIN_NORMAL);
            if (falling == NONE) {
                requireNumbers(inverseCurvatures);
            }
        }
        return falling != NONE;
    }

    /** No gain is larger than one that is no number: there would seem to be no pair. */
    private void requireNumbers(double[] inverseCurvatures) {
        for (int variable = 0; variable < active; variable++) {
            SvmTraining.requireFinite(inverseCurvatures[variable]);
        }
    }

    private static void estimateGains(
            double[] slopes, double[] masks, double rise, double[] inverseCurvatures, int count, double[] target) {
        for (int variable = 0; variable < count; variable++) {
            double difference = rise + (slopes[variable] + masks[variable]);
            target[variable] = difference * Math.abs(difference) * inverseCurvatures[variable];
        }
    }

    /** The last of the largest values that are not below the least one, or none. */
    private static int lastOfLargest(double[] values, int count, double least) {
        double largest = least;
        int last = NONE;
        for (int index = 0; index < count; index++) {
            if (values[index] >= largest) {
                largest = values[index];
                last = index;
            }
        }
        return last;
    }

    /**
     * Moves the selected pair to the minimum along it, or to the nearer bound, and selects the next variable to rise while the
     * gradient is updated.
     */
    void movePair() {
        int up = rising;
        int down = falling;
        double[] rowUp = rows.values(up);
        double[] rowDown = rows.values(down);
        double step = (gradient[down] - gradient[up]) / curvature(diagonal[up] + diagonal[down] - 2.0 * rowUp[down]);
        SvmTraining.requireFinite(step);
        double before = values[up];
        double beforeDown = values[down];
        moveWithinBounds(up, down, step);
        updateDirections(up);
        updateDirections(down);
        update(gradient, rowUp, values[up] - before, rowDown, values[down] - beforeDown, riseMask, active, rises);
        selectLargestRise();
    }

    /** The sum of both stays as it is, and tells which of them meets its bound first. */
    private void moveWithinBounds(int up, int down, double step) {
        double sum = values[up] + values[down];
        values[up] += step;
        values[down] -= step;
        if (sum > upper[up] + lower[down]) {
            if (values[up] > upper[up]) {
                values[up] = upper[up];
                values[down] = sum - upper[up];
            }
        } else if (values[down] < lower[down]) {
            values[down] = lower[down];
            values[up] = sum - lower[down];
        }
    }

    private static void update(
            double[] slopes,
            double[] one,
            double byOne,
            double[] other,
            double byOther,
            double[] masks,
            int count,
            double[] rises) {
        for (int variable = 0; variable < count; variable++) {
            double slope = slopes[variable] + (one[variable] * byOne + other[variable] * byOther);
            slopes[variable] = slope;
            rises[variable] = masks[variable] - slope;
        }
    }

    /**
     * Makes variables inactive that are at a bound and would move beyond it, as judged by a violation (section 5.1 of Chang and
     * Lin, "LIBSVM: a library for support vector machines", ACM TIST 2, 2011).
     */
    void shrink(Violation violation) {
        int[] order = new int[active];
        Arrays.setAll(order, variable -> variable);
        int kept = active;
        for (int variable = 0; variable < kept; variable++) {
            if (isStuck(variable, violation)) {
                do {
                    kept--;
                } while (kept > variable && isStuck(kept, violation));
                order[variable] = kept;
                order[kept] = variable;
            }
        }
        if (kept < active) {
            reorder(order);
            active = kept;
            rows.reorder(order, positions, diagonal, active);
        }
        selectRising();
    }

    private boolean isStuck(int variable, Violation violation) {
        return switch (directions[variable]) {
            case MAY_FALL -> -gradient[variable] > violation.largestRise();
            case MAY_RISE -> -gradient[variable] < violation.leastFall();
            default -> false;
        };
    }

    private void reorder(int[] order) {
        origins = reordered(origins, order);
        positions = reordered(positions, order);
        linear = reordered(linear, order);
        lower = reordered(lower, order);
        upper = reordered(upper, order);
        diagonal = reordered(diagonal, order);
        values = reordered(values, order);
        gradient = reordered(gradient, order);
        for (int variable = 0; variable < order.length; variable++) {
            updateDirections(variable);
        }
    }

    private static int[] reordered(int[] values, int[] order) {
        int[] reordered = values.clone();
        for (int index = 0; index < order.length; index++) {
            reordered[index] = values[order[index]];
        }
        return reordered;
    }

    private static double[] reordered(double[] values, int[] order) {
        double[] reordered = values.clone();
        for (int index = 0; index < order.length; index++) {
            reordered[index] = values[order[index]];
        }
        return reordered;
    }

    /** Makes all variables active again, with their gradients. */
    void activateAll() {
        if (active < size) {
            System.arraycopy(linear, active, gradient, active, size - active);
            for (int variable = 0; variable < size; variable++) {
                if (values[variable] != 0) {
                    addToStale(rows.kernel().row(positions[variable]), values[variable]);
                }
            }
            active = size;
            rows.activateAll();
        }
        selectRising();
    }

    private void addToStale(float[] row, double value) {
        for (int variable = active; variable < size; variable++) {
            gradient[variable] += row[positions[variable]] * value;
        }
    }

    /** The solution as it is; all variables must be active. */
    DualProblem.Solution solution() {
        double[] coefficients = new double[size];
        for (int variable = 0; variable < size; variable++) {
            coefficients[origins[variable]] = values[variable];
        }
        return new DualProblem.Solution(coefficients, offset());
    }

    /** The mean gradient of the free variables; without any the middle of what the bounded ones allow. */
    private double offset() {
        double least = Double.NEGATIVE_INFINITY;
        double largest = Double.POSITIVE_INFINITY;
        double sum = 0;
        int free = 0;
        for (int variable = 0; variable < size; variable++) {
            switch (directions[variable]) {
                case MAY_RISE -> largest = Math.min(largest, gradient[variable]);
                case MAY_FALL -> least = Math.max(least, gradient[variable]);
                default -> {
                    sum += gradient[variable];
                    free++;
                }
            }
        }
        return free > 0 ? sum / free : (least + largest) / 2;
    }
}
