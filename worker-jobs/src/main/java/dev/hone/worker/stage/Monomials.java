package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * The monomials of some variables up to a degree, in the order of MLlib's {@code PolynomialExpansion}, of which each is an
 * earlier one times a variable:
 *
 * <pre>
 *   (x, y), degree 2:   1    x      x^2    y      xy     y^2
 *   place               0    1      2      3      4      5
 *   parent * variable        0 * x  1 * x  0 * y  3 * x  3 * y
 * </pre>
 *
 * <p>A monomial that is zero is not computed further, so that what would be NaN or -0.0 is 0. The constant is not part of the
 * result.
 */
final class Monomials {
    private final int variables;
    private final int degree;
    private final int[][] numbers;

    Monomials(int variables, int degree) {
        this.variables = variables;
        this.degree = degree;
        numbers = new int[variables + 1][degree + 1];
        for (int some = variables; some >= 0; some--) {
            for (int power = degree; power >= 0; power--) {
                numbers[some][power] = number(some, power);
            }
        }
    }

    /** The constant included. */
    private static int number(int variables, int degree) {
        long number = CombinatoricsUtils.binomialCoefficient(variables + degree, degree);
        if (number > Integer.MAX_VALUE) {
            throw new StageFailedException(new IllegalArgumentException("requirement failed"));
        }
        return (int) number;
    }

    /** How many they are, without the constant. */
    private int length() {
        return numbers[variables][degree] - 1;
    }

    FeatureMatrix expandDense(FeatureMatrix.Dense matrix) {
        double[] results = VectorColumns.dense(matrix.numRows(), length());
        Plan plan = new Plan(length() + 1);
        plan.add(variables - 1, degree, 0, 0);
        for (int row = 0; row < matrix.numRows(); row++) {
            plan.evaluate(matrix.values(), matrix.start(row), results, row * length() - 1);
        }
        return FeatureMatrix.dense(matrix.numRows(), length(), results);
    }

    /** How each monomial is made of another one. */
    private static final class Plan {
        private final int[] parents;
        private final int[] factors;
        private int count;

        Plan(int number) {
            parents = new int[number];
            factors = new int[number];
        }

        /** Adds the product of a monomial and each of those of the variables up to the last, up to a degree. */
        void add(int last, int degree, int parent, int factor) {
            if (degree == 0 || last < 0) {
                parents[count] = parent;
                factors[count++] = factor;
                return;
            }
            int first = count;
            add(last - 1, degree, parent, factor);
            for (int power = 1; power <= degree; power++) {
                int before = first;
                first = count;
                add(last - 1, degree - power, before, last);
            }
        }

        /** Writes the monomials but the constant, whose place is before the first. */
        void evaluate(double[] values, int start, double[] results, int constant) {
            for (int place = 1; place < count; place++) {
                double parent = parents[place] == 0 ? 1 : results[constant + parents[place]];
                results[constant + place] = parent == 0 ? 0 : parent * values[start + factors[place]] + 0.0;
            }
        }
    }

    FeatureMatrix expandSparse(FeatureMatrix.Sparse matrix) {
        SparseExpansion expansion = new SparseExpansion(matrix);
        int[] starts = new int[matrix.numRows() + 1];
        for (int row = 0; row < matrix.numRows(); row++) {
            expansion.first = matrix.start(row);
            expansion.add(matrix.start(row + 1) - 1, variables - 1, degree, 1, -1);
            starts[row + 1] = expansion.count;
        }
        return FeatureMatrix.sparse(
                length(),
                starts,
                Arrays.copyOf(expansion.indices, expansion.count),
                Arrays.copyOf(expansion.results, expansion.count));
    }

    /** Only the monomials of what is not zero in a row; one after the other, by one thread. */
    private final class SparseExpansion {
        private final FeatureMatrix.Sparse matrix;
        private int[] indices;
        private double[] results;
        private int count;

        /** Where the row begins. */
        private int first;

        SparseExpansion(FeatureMatrix.Sparse matrix) {
            this.matrix = matrix;
            indices = new int[Math.max(16, matrix.indices().length)];
            results = new double[indices.length];
        }

        /**
         * Adds the product of a multiplier and each monomial of the variables up to one, up to a degree.
         *
         * @param at the last stored value that may be a factor
         * @param variable the last variable
         * @param place of the first of these monomials; -1 for the constant
         * @return place after the last of them
         */
        int add(int at, int variable, int powers, double multiplier, int place) {
            if (multiplier != 0) {
                if (powers == 0 || at < first) {
                    append(place, multiplier);
                } else {
                    addPowers(at, powers, multiplier, place);
                }
            }
            return place + numbers[variable + 1][powers];
        }

        private void addPowers(int at, int powers, double multiplier, int place) {
            double product = multiplier;
            int next = place;
            for (int power = 0; power <= powers && product != 0; power++) {
                next = add(at - 1, matrix.indices()[at] - 1, powers - power, product, next);
                product *= matrix.values()[at];
            }
        }

        private void append(int place, double value) {
            if (place < 0) {
                return;
            }
            if (count == indices.length) {
                int more = Math.addExact(count, Math.max(16, count / 2));
                indices = Arrays.copyOf(indices, more);
                results = Arrays.copyOf(results, more);
            }
            indices[count] = place;
            results[count++] = value;
        }
    }
}
