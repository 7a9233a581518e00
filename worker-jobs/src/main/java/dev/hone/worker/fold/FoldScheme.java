package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.Optional;

/** A way to split a table. Equal tables give equal splits, whatever the partitioning or the number of slots. */
public interface FoldScheme {

    /**
     * Splits the table.
     *
     * @throws IllegalArgumentException with one line for the user if the table cannot be split so
     */
    FoldAssignment split(TrainingData data);

    /** What the user should know of a table that can be split, in one line; nothing by default. */
    default Optional<String> warning(TrainingData data) {
        return Optional.empty();
    }
}
