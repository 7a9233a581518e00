package dev.hone.ml.svm;

import dev.hone.worker.trial.Cancellation;

/**
 * Sequential minimal optimization with second-order working set selection and shrinking: the method of Fan, Chen and Lin (JMLR
 * 6, 2005) with the stopping rule and the shrinking schedule that Chang and Lin describe (ACM TIST 2, 2011), hence the
 * solutions of libsvm.
 *
 * <pre>
 *   select (i, j) --- m - M &lt; tolerance ---> all variables active? --- yes ---> done
 *    ^       |                                     | no
 *    |       v                                     v
 *    +--- move b_i up and b_j down            activate all
 *    ^       |                                     |
 *    |       v  every min(size, 1000) moves        v
 *    +--- shrink; the first time that m - M is at most 10 tolerances, activate all before
 * </pre>
 */
final class SmoSolver {
    private static final int MOST_MOVES_BETWEEN_SHRINKS = 1000;
    private static final int FEWEST_MOST_MOVES = 10_000_000;
    private static final int MOST_MOVES_PER_VARIABLE = 100;
    private static final double NEARLY_DONE = 10;

    /** Updates of gradients between checks for cancellation: about a millisecond. */
    private static final int UPDATES_BETWEEN_CHECKS = 1 << 19;

    private final DualVariables variables;
    private final double tolerance;
    private final int movesBetweenShrinks;
    private int movesToShrink;
    private boolean wasNearlyDone;
    private int updates;

    private SmoSolver(DualProblem problem, ActiveRows rows, double tolerance) {
        variables = new DualVariables(problem, rows);
        this.tolerance = tolerance;
        movesBetweenShrinks = Math.min(problem.size(), MOST_MOVES_BETWEEN_SHRINKS);
        movesToShrink = movesBetweenShrinks;
    }

    /**
     * Solves a problem.
     *
     * @param rows of the kernel matrix
     * @param tolerance of the optimality conditions, above 0
     * @throws IllegalArgumentException if kernel values are not finite
     * @throws org.apache.spark.TaskKilledException if the task is cancelled
     */
    static DualProblem.Solution solve(DualProblem problem, ActiveRows rows, double tolerance) {
        return new SmoSolver(problem, rows, tolerance).solve();
    }

    private DualProblem.Solution solve() {
        long mostMoves = Math.max(FEWEST_MOST_MOVES, (long) MOST_MOVES_PER_VARIABLE * variables.size());
        for (long move = 0; move < mostMoves && hasPair(); move++) {
            variables.movePair();
            checkCancellation();
            shrinkIfDue();
        }
        variables.activateAll();
        return variables.solution();
    }

    /** Selects a pair; if no active one violates the conditions beyond the tolerance, one of all variables. */
    private boolean hasPair() {
        if (selectViolating()) {
            return true;
        }
        if (variables.active() == variables.size()) {
            return false;
        }
        variables.activateAll();
        movesToShrink = 1;
        return selectViolating();
    }

    private boolean selectViolating() {
        return variables.selectPair() && variables.violate(tolerance);
    }

    private void checkCancellation() {
        updates += variables.active();
        if (updates >= UPDATES_BETWEEN_CHECKS) {
            updates = 0;
            Cancellation.check();
        }
    }

    private void shrinkIfDue() {
        movesToShrink--;
        if (movesToShrink > 0) {
            return;
        }
        movesToShrink = movesBetweenShrinks;
        DualVariables.Violation violation = variables.violation();
        if (!wasNearlyDone && violation.size() <= NEARLY_DONE * tolerance) {
            wasNearlyDone = true;
            variables.activateAll();
        }
        variables.shrink(violation);
    }
}
