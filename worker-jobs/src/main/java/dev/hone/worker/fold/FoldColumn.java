package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The table's own fold column: each distinct number, ascending, is the test set of one fold, as with the
 * {@code foldCol} of Spark's {@code CrossValidator}, which however wants the numbers from 0 without gaps.
 */
public record FoldColumn() implements FoldScheme {
    private static final String NAME = "fold-column";

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if no fold column was named, a number is negative or all are the same
     */
    @Override
    public FoldAssignment split(TrainingData data) {
        int @Nullable [] numbers = data.foldNumbers();
        if (numbers == null) {
            throw new IllegalArgumentException(NAME + ": a fold column must be named (named: none)");
        }
        int[] distinct = Arrays.stream(numbers).sorted().distinct().toArray();
        FoldSupport.require(
                distinct.length >= 2,
                NAME + ": the fold column must hold at least two different numbers (held: " + Arrays.toString(distinct)
                        + ")");
        FoldSupport.require(
                distinct[0] >= 0,
                NAME + ": the fold column must not hold negative numbers (held: " + distinct[0] + ")");
        int[] testedIn = new int[numbers.length];
        Arrays.setAll(testedIn, row -> Arrays.binarySearch(distinct, numbers[row]));
        return FoldSupport.byTestFold(testedIn, distinct.length);
    }
}
