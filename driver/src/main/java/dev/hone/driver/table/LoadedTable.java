package dev.hone.driver.table;

import dev.hone.driver.table.source.ColumnTypes;
import dev.hone.worker.data.TrainingData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table in memory, and what the saved pipeline has to do to the raw table so that a model sees the same.
 *
 * @param data the rows in the order of the files
 * @param schema the columns of the raw table
 * @param features the columns to assemble, in this order: numbers and booleans first, then vectors
 * @param target the label and weight columns
 * @param arrayLengths the length of each feature column that holds arrays instead of vectors
 */
public record LoadedTable(
        TrainingData data,
        StructType schema,
        List<String> features,
        TargetColumns target,
        Map<String, Integer> arrayLengths) {

    public LoadedTable {
        features = List.copyOf(features);
        arrayLengths = Map.copyOf(arrayLengths);
    }

    /** The same columns of other rows in memory. */
    public LoadedTable withData(TrainingData other) {
        return new LoadedTable(other, schema, features, target, arrayLengths);
    }

    /** The label column, if the study needs one. */
    public Optional<String> label() {
        return target.label();
    }

    /** The text of each class by its index; empty where the label is not indexed. */
    public List<String> indexedLabels() {
        return target.indexedLabels();
    }

    /** Whether a StringIndexerModel of {@link #indexedLabels()} must turn the label into its index. */
    public boolean labelIsIndexed() {
        return !indexedLabels().isEmpty();
    }

    /** Whether the label must be cast to string before it is indexed: StringIndexerModel takes text and numbers only. */
    public boolean labelNeedsCastToText() {
        return labelIsIndexed()
                && label().filter(name -> schema.apply(name).dataType().equals(DataTypes.BooleanType))
                        .isPresent();
    }

    /** The one vector column that is the features as it stands, so that nothing has to be assembled. */
    public Optional<String> featuresColumn() {
        return features.size() == 1
                        && ColumnTypes.isVector(schema.apply(features.get(0)).dataType())
                ? Optional.of(features.get(0))
                : Optional.empty();
    }
}
