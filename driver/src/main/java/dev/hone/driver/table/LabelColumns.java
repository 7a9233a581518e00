package dev.hone.driver.table;

import dev.hone.driver.table.source.ColumnNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The columns that Hone adds to a table for its label: a copy under a name that stages of Spark ML can be given, where its own
 * has a dot or a backtick, and the index of its class, where it is text or a number to be indexed. A boolean label is not
 * indexed, since {@code StringIndexerModel} takes none.
 *
 * @param name the label's own name, empty without a label
 * @param copy the column of the copy
 * @param index the column of the index
 * @param classes the text of each class by its index
 */
public record LabelColumns(Optional<String> name, Optional<String> copy, Optional<String> index, List<String> classes) {

    /**
     * The columns that the label of a table needs.
     *
     * @param taken names that they must not have
     */
    public static LabelColumns of(LoadedTable table, Collection<String> taken) {
        Set<String> all = new HashSet<>(taken);
        Optional<String> copy = table.label()
                .filter(ColumnNames::mustBeQuoted)
                .map(label -> ColumnNames.free(ColumnNames.plain(label), all));
        copy.ifPresent(all::add);
        Optional<String> index = table.label()
                .filter(label -> table.labelIsIndexed() && !table.labelNeedsCastToText())
                .map(label -> ColumnNames.free(ColumnNames.plain(label) + "Index", all));
        return new LabelColumns(table.label(), copy, index, table.indexedLabels());
    }

    /** The column that a stage or a model gets as its label, empty without a label. */
    public Optional<String> learned() {
        return index.or(() -> copy).or(() -> name);
    }

    /** The columns that the table does not have itself. */
    public Set<String> added() {
        Set<String> added = new LinkedHashSet<>();
        copy.ifPresent(added::add);
        index.ifPresent(added::add);
        return added;
    }

    /** Rows that have a label, with the columns added. */
    public Dataset<Row> addTo(Dataset<Row> rows) {
        Dataset<Row> copied = copy.map(column -> rows.withColumn(column, ColumnNames.column(name.orElseThrow())))
                .orElse(rows);
        return index.map(column -> indexer(column).transform(copied)).orElse(copied);
    }

    /** The stages that index the label of a table with one, and that let a table without one pass. */
    public List<Transformer> stages() {
        List<Transformer> stages = new ArrayList<>();
        index.ifPresent(column -> {
            copy.ifPresent(copied -> stages.add(copier(copied)));
            stages.add(indexer(column));
        });
        return stages;
    }

    /** Names inside the lateral query are those of the table first; without a label there, the null beside it is taken. */
    private SQLTransformer copier(String copied) {
        String label = ColumnNames.quoted(name.orElseThrow());
        return new SQLTransformer("labelCopy")
                .setStatement("SELECT labelled.* FROM (SELECT CAST(NULL AS STRING) AS " + label + ") AS absent"
                        + " CROSS JOIN LATERAL (SELECT *, " + label + " AS " + ColumnNames.quoted(copied)
                        + " FROM __THIS__) AS labelled");
    }

    private StringIndexerModel indexer(String column) {
        return new StringIndexerModel("labelIndexer", classes.toArray(String[]::new))
                .setInputCol(copy.or(() -> name).orElseThrow())
                .setOutputCol(column)
                .setHandleInvalid("keep");
    }
}
