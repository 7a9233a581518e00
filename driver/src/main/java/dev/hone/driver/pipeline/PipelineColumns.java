package dev.hone.driver.pipeline;

import dev.hone.driver.pipeline.StageEffect.Output;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns at one place of a pipeline.
 *
 * @param schema all of them, in order
 * @param writers by name of a column that a stage has written, the place of the last one that has
 * @param fromLabel the columns whose values depend on the label, and the label
 */
record PipelineColumns(StructType schema, Map<String, Integer> writers, Set<String> fromLabel) {
    private static final int TABLE = -1;

    PipelineColumns {
        writers = Map.copyOf(writers);
        fromLabel = Set.copyOf(fromLabel);
    }

    /**
     * A column between the stage that writes it and the next one that writes it again.
     *
     * @param writer place of the stage, or -1 if it is of the table
     */
    record Written(String name, int writer) {
        boolean isOfTable() {
            return writer == TABLE;
        }
    }

    List<String> names() {
        return Arrays.asList(schema.fieldNames());
    }

    boolean isVector(String name) {
        return names().contains(name) && schema.apply(name).dataType().equals(SQLDataTypes.VectorType());
    }

    Written written(String name) {
        return new Written(name, writers.getOrDefault(name, TABLE));
    }

    /** The columns after a stage; an output of unknown sources does not depend on the label. */
    PipelineColumns after(int place, StageEffect effect) {
        Map<String, Integer> written = new HashMap<>(writers);
        Set<String> derived = new HashSet<>(fromLabel);
        for (Output output : effect.outputs()) {
            written.put(output.name(), place);
            boolean depends = output.sources().orElse(Set.of()).stream().anyMatch(fromLabel::contains);
            if (depends) {
                derived.add(output.name());
            } else {
                derived.remove(output.name());
            }
        }
        List<String> left = Arrays.asList(effect.schema().fieldNames());
        written.keySet().retainAll(left);
        derived.retainAll(left);
        return new PipelineColumns(effect.schema(), written, derived);
    }
}
