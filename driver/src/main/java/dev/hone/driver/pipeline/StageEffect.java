package dev.hone.driver.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * What a stage does to columns.
 *
 * @param schema the columns after it
 * @param taken the columns that it takes as input, also those that it only fits by, such as its label
 * @param outputs the columns that it writes
 */
record StageEffect(StructType schema, Set<String> taken, List<Output> outputs) {

    /**
     * A column that a stage writes.
     *
     * @param name of a new column, or of one that is replaced
     * @param sources the columns before the stage that its values depend on; empty if that cannot be told
     */
    record Output(String name, Optional<Set<String>> sources) {}
}
