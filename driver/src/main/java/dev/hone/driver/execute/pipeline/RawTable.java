package dev.hone.driver.execute.pipeline;

import dev.hone.driver.pipeline.OwnColumns;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.NumberedTable;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.TrainingData;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The table of a study before its stages.
 *
 * @param source what its columns are for
 * @param extraColumns further numeric columns that a param of a learner names
 * @param numbered its rows, label, weights and folds
 * @param own the columns that Hone adds
 */
record RawTable(TableSource source, Set<String> extraColumns, NumberedTable numbered, OwnColumns own) {

    /** The rows as the user has them, and their numbers. */
    Dataset<Row> rows() {
        return numbered.rows();
    }

    /** Label, weights and folds of each row. */
    TrainingData labels() {
        return numbered.labels();
    }

    /** The column that numbers the rows. */
    String number() {
        return numbered.number();
    }

    /** The columns of rows, without those that Hone adds. */
    StructType userColumns(Dataset<Row> rows) {
        return userColumns(rows.schema());
    }

    /** Columns without those that Hone adds. */
    StructType userColumns(StructType columns) {
        return own.without(columns);
    }

    /** Columns to read beside features: the row's number and those that a learner's param names. */
    Set<String> columnsBesideFeatures() {
        Set<String> columns = new HashSet<>(extraColumns);
        columns.add(number());
        return columns;
    }

    /** Rows after stages as a table of features alone. */
    TableSource unlabelled(List<String> features) {
        return new TableSource(TableLocation.ofRows(source.path()), ColumnRoles.NONE.withFeatures(features));
    }

    /** These features, and the columns beside them, of rows after stages. */
    Dataset<Row> select(Dataset<Row> rows, List<String> features) {
        return rows.select(Stream.concat(features.stream(), columnsBesideFeatures().stream())
                .distinct()
                .map(ColumnNames::column)
                .toArray(Column[]::new));
    }

    /**
     * Rows after stages, in memory, with the label and weight columns of the raw table.
     *
     * @param data the rows
     * @param columns those after the stages
     * @param features the feature columns: numbers and booleans first, then vectors
     * @param arrayLengths the length of each feature column that holds arrays
     */
    LoadedTable loaded(
            TrainingData data, StructType columns, List<String> features, Map<String, Integer> arrayLengths) {
        return new LoadedTable(data, columns, features, numbered.roles().target(), arrayLengths);
    }
}
