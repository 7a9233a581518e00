package dev.hone.driver.tuning;

import dev.hone.worker.data.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.mllib.util.MLUtils$;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;
import scala.reflect.ClassTag$;

/**
 * A fold's rows.
 *
 * @param number from 0
 * @param training rows to fit on
 * @param validation rows to score on
 */
record FoldFrames(int number, Dataset<Row> training, Dataset<Row> validation) {

    /** The folds of Spark's {@code CrossValidator} with that seed. */
    static List<FoldFrames> random(Dataset<Row> rows, int folds, long seed) {
        Tuple2<RDD<Row>, RDD<Row>>[] split =
                MLUtils$.MODULE$.kFold(rows.rdd(), folds, seed, ClassTag$.MODULE$.<Row>apply(Row.class));
        return IntStream.range(0, folds)
                .mapToObj(fold -> new FoldFrames(fold, frame(rows, split[fold]._1()), frame(rows, split[fold]._2())))
                .toList();
    }

    /**
     * The folds of Spark's {@code CrossValidator} with a {@code foldCol}, which is dropped.
     *
     * @throws InvalidInputException if a row has no number from 0 to {@code folds - 1}, or a fold has no row
     */
    static List<FoldFrames> byColumn(Dataset<Row> rows, int folds, String column) {
        requireAllFolds(rows, folds, column);
        List<FoldFrames> frames = new ArrayList<>(folds);
        for (int fold = 0; fold < folds; fold++) {
            frames.add(new FoldFrames(
                    fold,
                    rows.filter(rows.col(column).notEqual(fold)).drop(column),
                    rows.filter(rows.col(column).equalTo(fold)).drop(column)));
        }
        return frames;
    }

    private static void requireAllFolds(Dataset<Row> rows, int folds, String column) {
        Set<Integer> missing = new TreeSet<>(IntStream.range(0, folds).boxed().toList());
        for (Row found : rows.select(column).distinct().collectAsList()) {
            if (found.isNullAt(0) || found.getInt(0) < 0 || found.getInt(0) >= folds) {
                throw new InvalidInputException("Column '" + column + "': fold numbers must be from 0 to " + (folds - 1)
                        + " (number: " + found.get(0) + ")");
            }
            missing.remove(found.getInt(0));
        }
        if (!missing.isEmpty()) {
            throw new InvalidInputException("Column '" + column + "': each of the " + folds
                    + " folds must have rows (without: " + missing + ")");
        }
    }

    /** The split of Spark's {@code TrainValidationSplit} with that ratio and seed. */
    static List<FoldFrames> split(Dataset<Row> rows, double trainRatio, long seed) {
        Dataset<Row>[] parts = rows.randomSplit(new double[] {trainRatio, 1 - trainRatio}, seed);
        return List.of(new FoldFrames(0, parts[0], parts[1]));
    }

    private static Dataset<Row> frame(Dataset<Row> like, RDD<Row> rows) {
        return like.sparkSession().createDataFrame(rows, like.schema());
    }
}
