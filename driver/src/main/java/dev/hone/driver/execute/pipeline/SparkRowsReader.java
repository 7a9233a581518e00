package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.cluster.LearnerColumns;
import dev.hone.driver.pipeline.PipelineAssembly;
import dev.hone.driver.table.LabelColumns;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.TableLoader;
import dev.hone.driver.table.TableScan;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.ColumnTypes;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Describes rows after stages, which stay with Spark, and gives them to learners.
 *
 * @param table the table before its stages
 * @param label the columns of the label
 * @param learned the columns that learners get
 * @param indicators those of the further columns that tell validation rows from training rows
 */
record SparkRowsReader(RawTable table, LabelColumns label, LearnerColumns learned, Set<String> indicators) {

    /** Whether a learner of the study takes features. */
    boolean takesFeatures() {
        return learned.features().isPresent();
    }

    /**
     * Describes rows.
     *
     * @param output of the stages
     * @param features the columns to assemble, in any order
     * @throws InvalidInputException if a column is not as it must be or a stage cannot take the first row
     */
    SparkRows describe(StageFitter.Output output, List<String> features) {
        StructType schema = table.userColumns(output.rows());
        ColumnNames names = new ColumnNames(table.source().path(), schema);
        names.require(features);
        names.require(table.extraColumns());
        List<String> ordered = numbersFirst(features, schema);
        Map<String, Integer> lengths = reader().read(() -> arrayLengths(output.rows(), ordered));
        LoadedTable columns = table.loaded(table.labels(), schema, ordered, lengths);
        return new SparkRows(output.stages(), columns, output.rows(), table.number());
    }

    /** Numbers and booleans first, as a table in memory has them. */
    private static List<String> numbersFirst(List<String> features, StructType schema) {
        return features.stream()
                .sorted(Comparator.comparing(name ->
                        !ColumnTypes.isNumberOrBoolean(schema.apply(name).dataType())))
                .toList();
    }

    private static Map<String, Integer> arrayLengths(Dataset<Row> rows, List<String> features) {
        List<String> arrays = features.stream()
                .filter(name ->
                        ColumnTypes.isNumberArray(rows.schema().apply(name).dataType()))
                .toList();
        if (arrays.isEmpty()) {
            return Map.of();
        }
        Row first = rows.select(arrays.stream()
                        .map(name -> functions.size(ColumnNames.column(name)))
                        .toArray(Column[]::new))
                .first();
        Map<String, Integer> lengths = new LinkedHashMap<>();
        arrays.forEach(name -> lengths.put(name, first.getInt(lengths.size())));
        return lengths;
    }

    /**
     * Looks at all rows once.
     *
     * @throws InvalidInputException if a value is not as it must be
     */
    TableScan scan(SparkRows rows) {
        List<String> features = rows.columns().features();
        Dataset<Row> columns = table.select(rows.rows(), features);
        TableSource unlabelled = table.unlabelled(features.isEmpty() ? List.of(table.number()) : features);
        TableScan scan = reader().read(() -> TableScan.of(columns, unlabelled, table.columnsBesideFeatures()));
        return features.isEmpty() ? scan.withoutFeatures() : scan;
    }

    /**
     * The numbers of rows that stages have left, ascending.
     *
     * @throws InvalidInputException if stages have added rows or moved them, or cannot take a row
     */
    int[] numbers(SparkRows rows) {
        TableSource numbers = table.unlabelled(List.of(table.number()));
        LoadedTable read = reader().read(() -> TableLoader.load(
                rows.rows().select(ColumnNames.column(table.number())), numbers, LabelKind.NONE, Set.of()));
        return reader().ascending(read.data().features().values());
    }

    private StagedRowReader reader() {
        return new StagedRowReader(table.source().path());
    }

    /** Rows as learners are given them: features in one vector, label, weight and the columns that their params name. */
    Dataset<Row> learnable(SparkRows rows) {
        Dataset<Row> all = rows.rows();
        List<Column> columns = new ArrayList<>();
        if (takesFeatures()) {
            PipelineAssembly.FeatureStages assembly = PipelineAssembly.features(rows.columns(), label);
            for (Transformer stage : assembly.stages()) {
                all = stage.transform(all);
            }
            columns.add(functions.col(assembly.column()).as(learned.features().orElseThrow()));
        }
        learned.label().map(functions::col).ifPresent(columns::add);
        learned.weight().map(functions::col).ifPresent(columns::add);
        table.extraColumns().stream().sorted().map(this::further).forEach(columns::add);
        columns.add(functions.col(table.number()));
        return all.select(columns.toArray(Column[]::new));
    }

    /** Spark takes booleans alone for an indicator of validation rows, a study numbers like in every further column. */
    private Column further(String name) {
        Column column = ColumnNames.column(name);
        return indicators.contains(name) ? column.notEqual(0).as(name) : column;
    }
}
