package dev.hone.driver.execute.pipeline;

import dev.hone.driver.pipeline.StageAdvice;
import dev.hone.driver.task.MemoryFailure;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.FailureMessage;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads what stages leave of a table, and tells in one line why that cannot be done.
 *
 * @param path of the table, for messages
 */
record StagedRowReader(String path) {

    /**
     * What the supplier reads.
     *
     * @throws InvalidInputException if a stage cannot take a row
     */
    <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidInputException e) {
            throw e;
        } catch (Exception e) {
            // Spark declares no SparkException here.
            if (MemoryFailure.in(e).isPresent()) {
                throw e;
            }
            throw new InvalidInputException(
                    "Data '" + path + "': the stages must be able to take every row ("
                            + StageAdvice.after(FailureMessage.of(e)) + ")",
                    e);
        }
    }

    /**
     * The numbers of the rows that stages have left, as they were read.
     *
     * @throws InvalidInputException if they are not ascending, since a stage has added rows or moved them
     */
    int[] ascending(double[] read) {
        int[] numbers = Arrays.stream(read).mapToInt(number -> (int) number).toArray();
        for (int row = 1; row < numbers.length; row++) {
            if (numbers[row] <= numbers[row - 1]) {
                throw new InvalidInputException("Data '" + path
                        + "': stages must leave rows in their order and add none (row " + (numbers[row] + 1)
                        + " follows row " + (numbers[row - 1] + 1) + ")");
            }
        }
        return numbers;
    }
}
