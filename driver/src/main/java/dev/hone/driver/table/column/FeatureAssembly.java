package dev.hone.driver.table.column;

import dev.hone.worker.data.CompressedRows;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;

/**
 * Puts the feature columns of all blocks side by side: numbers first, then vectors. The features become compressed rows
 * if there is a vector column and at most a third of all values are not zero: then compressed rows take no more than
 * half of the memory of dense ones.
 */
public final class FeatureAssembly {
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final List<ColumnarBlock> blocks;
    private final int firstNumber;
    private final int numbers;
    private final int[] lengths;
    private final int rows;
    private final int width;

    /**
     * @param firstNumber place of the first number in a block; the vectors follow the numbers
     * @param lengths length of each vector column
     */
    public FeatureAssembly(List<ColumnarBlock> blocks, int firstNumber, int numbers, int[] lengths) {
        this.blocks = blocks;
        this.firstNumber = firstNumber;
        this.numbers = numbers;
        this.lengths = lengths;
        int sum = numbers;
        for (int length : lengths) {
            sum = Math.addExact(sum, length);
        }
        width = sum;
        rows = Math.toIntExact(blocks.stream().mapToLong(ColumnarBlock::rows).sum());
    }

    /**
     * @throws InvalidInputException if an array cannot hold the features
     */
    public FeatureMatrix assemble(String table) {
        long stored = lengths.length == 0 ? Long.MAX_VALUE : nonZeros();
        long dense = (long) rows * width;
        boolean sparse = stored <= dense / 3;
        if (Math.min(dense, stored) > MOST_VALUES) {
            throw new InvalidInputException("Data '" + table + "': a table in memory holds at most " + MOST_VALUES
                    + " feature values (rows: " + rows + ", features: " + width + ")");
        }
        return sparse ? compressed((int) stored) : dense();
    }

    private long nonZeros() {
        long count = 0;
        for (ColumnarBlock block : blocks) {
            for (int number = 0; number < numbers; number++) {
                for (double value : block.doubles(firstNumber + number)) {
                    count += value == 0 ? 0 : 1;
                }
            }
            for (int vector = 0; vector < lengths.length; vector++) {
                count += block.vectors(place(vector)).nonZeros();
            }
        }
        return count;
    }

    private FeatureMatrix dense() {
        double[] values = new double[rows * width];
        int row = 0;
        for (ColumnarBlock block : blocks) {
            fillNumbers(block, values, row);
            int offset = numbers;
            for (int vector = 0; vector < lengths.length; vector++) {
                block.vectors(place(vector)).fill(values, row, width, offset);
                offset += lengths[vector];
            }
            row += block.rows();
        }
        return FeatureMatrix.dense(rows, width, values);
    }

    private void fillNumbers(ColumnarBlock block, double[] values, int firstRow) {
        for (int number = 0; number < numbers; number++) {
            double[] column = block.doubles(firstNumber + number);
            for (int row = 0; row < column.length; row++) {
                values[(firstRow + row) * width + number] = column[row];
            }
        }
    }

    private FeatureMatrix compressed(int stored) {
        CompressedRows compressed = new CompressedRows(rows, stored);
        for (ColumnarBlock block : blocks) {
            for (int row = 0; row < block.rows(); row++) {
                appendNumbers(block, row, compressed);
                appendVectors(block, row, compressed);
                compressed.endRow();
            }
        }
        return compressed.matrix(width);
    }

    private void appendNumbers(ColumnarBlock block, int row, CompressedRows compressed) {
        for (int number = 0; number < numbers; number++) {
            compressed.add(number, block.doubles(firstNumber + number)[row]);
        }
    }

    private void appendVectors(ColumnarBlock block, int row, CompressedRows compressed) {
        int offset = numbers;
        for (int vector = 0; vector < lengths.length; vector++) {
            block.vectors(place(vector)).append(row, offset, compressed);
            offset += lengths[vector];
        }
    }

    private int place(int vector) {
        return firstNumber + numbers + vector;
    }
}
