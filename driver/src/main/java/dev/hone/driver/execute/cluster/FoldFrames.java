package dev.hone.driver.execute.cluster;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of a fold.
 *
 * @param number of the fold, from 0
 * @param training rows to train on
 * @param validation rows to score on
 */
public record FoldFrames(int number, Dataset<Row> training, Dataset<Row> validation) {}
