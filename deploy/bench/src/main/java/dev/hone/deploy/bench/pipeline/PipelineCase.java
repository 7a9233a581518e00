package dev.hone.deploy.bench.pipeline;

import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A grid over a pipeline on a raw table.
 *
 * @param name of the case, by which the script that runs scikit-learn knows it
 * @param rows cached, with a column {@code fold}
 * @param folds number of folds
 * @param pipeline what is tuned
 * @param maps the grid
 * @param evaluator scores
 */
record PipelineCase(
        String name, Dataset<Row> rows, int folds, Pipeline pipeline, ParamMap[] maps, Evaluator evaluator) {}
