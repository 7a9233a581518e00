package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.cluster.LearnerColumns;
import dev.hone.driver.table.LabelColumns;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.worker.train.inline.LabelMetadata;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Label and weight as Spark's {@code fit} takes them: doubles that no stage changes, the label with metadata that tell how many
 * classes the whole table has, also where a fold lacks some.
 *
 * @param roles the label and weights of the table
 * @param label the columns of the label
 */
record LearnedLabel(LoadedTable roles, LabelColumns label) {

    /**
     * The columns that learners get.
     *
     * @param taken names that they must not have
     * @param takesFeatures whether a learner takes a vector of features
     */
    LearnerColumns columns(Collection<String> taken, boolean takesFeatures) {
        Set<String> all = new HashSet<>(taken);
        Optional<String> features = takesFeatures ? Optional.of(free("hone_features", all)) : Optional.empty();
        return new LearnerColumns(
                features,
                label.name().map(name -> free("hone_label", all)),
                roles.target().weight().map(name -> free("hone_weight", all)));
    }

    private static String free(String name, Set<String> taken) {
        String free = ColumnNames.free(name, taken);
        taken.add(free);
        return free;
    }

    /** Rows with these columns beside their own. */
    Dataset<Row> addTo(Dataset<Row> rows, LearnerColumns columns) {
        Dataset<Row> labelled = columns.label()
                .map(name -> rows.withColumn(name, value().as(name, LabelMetadata.of(roles.data(), name))))
                .orElse(rows);
        return columns.weight()
                .map(name -> labelled.withColumn(
                        name,
                        ColumnNames.column(roles.target().weight().orElseThrow())
                                .cast(DataTypes.DoubleType)))
                .orElse(labelled);
    }

    private Column value() {
        boolean isText = roles.labelIsIndexed() && label.index().isEmpty();
        return isText
                ? classOfText()
                : ColumnNames.column(label.learned().orElseThrow()).cast(DataTypes.DoubleType);
    }

    /** Of a boolean label, which {@code StringIndexerModel} does not take. */
    private Column classOfText() {
        Column text = ColumnNames.column(label.name().orElseThrow()).cast(DataTypes.StringType);
        List<String> classes = label.classes();
        return functions
                .array_position(functions.lit(classes.toArray(String[]::new)), text)
                .minus(1)
                .cast(DataTypes.DoubleType);
    }
}
