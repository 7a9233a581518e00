package dev.hone.tuning;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A fold's rows.
 *
 * @param number from 0
 * @param training rows to fit on
 * @param validation rows to score on
 */
record FoldFrames(int number, Dataset<Row> training, Dataset<Row> validation) {}
