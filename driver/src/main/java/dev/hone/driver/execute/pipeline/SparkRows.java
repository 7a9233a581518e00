package dev.hone.driver.execute.pipeline;

import dev.hone.driver.table.LoadedTable;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What stages make of rows that stay with Spark.
 *
 * @param stages fitted
 * @param columns those after the stages; its rows in memory are those of {@link StagedTable#labels}, without features
 * @param rows all that the stages have left
 * @param number the column that numbers the rows
 */
record SparkRows(List<Transformer> stages, LoadedTable columns, Dataset<Row> rows, String number) {}
