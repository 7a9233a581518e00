package dev.hone.driver.execute.pipeline;

import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.TableLoader;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Reads rows after stages into memory.
 *
 * @param table the table before its stages
 */
record PreparedRowsReader(RawTable table) {

    /**
     * Reads rows.
     *
     * @param output of the stages
     * @param features the columns to assemble
     * @param budget of the cache of what trials share on these rows
     * @throws InvalidInputException if a column is not as it must be, a stage cannot take a row or leaves rows out of order
     */
    PreparedRows read(StageFitter.Output output, List<String> features, CacheBudget budget) {
        StructType schema = table.userColumns(output.rows());
        ColumnNames names = new ColumnNames(table.source().path(), schema);
        names.require(features);
        names.require(table.extraColumns());
        StagedRowReader reader = new StagedRowReader(table.source().path());
        LoadedTable read = reader.read(() -> load(table.select(output.rows(), features), features));
        int[] numbers = reader.ascending(read.data().column(table.number()));
        LoadedTable prepared = table.loaded(
                read.data().withLabelsOf(table.labels(), numbers, budget),
                schema,
                read.features(),
                read.arrayLengths());
        return new PreparedRows(output.stages(), prepared, numbers);
    }

    private LoadedTable load(Dataset<Row> columns, List<String> features) {
        Set<String> further = table.columnsBesideFeatures();
        TableSource unlabelled = table.unlabelled(features);
        return TableLoader.load(columns, unlabelled, LabelKind.NONE, further);
    }
}
