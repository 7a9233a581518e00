package dev.hone.tuning;

import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.evaluation.Evaluator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which lane a learner takes: the executors', if it is a single last stage with a trainer, its features are one column of
 * vectors, the evaluator is one of Spark's and looks at its columns, and the table is no larger than a bound; else the
 * cluster's.
 */
final class LaneRule {
    private static final Logger LOG = LoggerFactory.getLogger(LaneRule.class);
    private final String lane;
    private final long rows;
    private final long mostBytes;

    /** Why the fastest lane was not taken, each told once in the log. */
    private final Set<String> reasons = ConcurrentHashMap.newKeySet();

    static final String AUTO = "auto";
    static final String EXECUTOR = "executor";
    static final List<String> LANES = List.of(AUTO, EXECUTOR, ClusterLane.NAME);

    /** Arrays and their copies in blocks or bins take several times a table's size. */
    private static final long PARTS_OF_MEMORY = 8;

    private static final long LARGEST_ARRAY = 1L << 30;

    /**
     * The rule of a search.
     *
     * @param lane auto, executor or cluster
     * @param rows of the whole table
     * @param mostBytes the bound
     */
    LaneRule(String lane, long rows, long mostBytes) {
        this.lane = lane;
        this.rows = rows;
        this.mostBytes = mostBytes;
    }

    /** An eighth of an executor's memory, and at most a gibibyte, since a table travels as one array. */
    static long defaultMostBytes(SparkConf conf, boolean isLocal) {
        long memory = isLocal ? Runtime.getRuntime().maxMemory() : conf.getSizeAsBytes("spark.executor.memory", "1g");
        return Math.min(LARGEST_ARRAY, memory / PARTS_OF_MEMORY);
    }

    /**
     * The evaluator as it is computed in tasks, if that is the learner's lane.
     *
     * @param prepared rows as the learner gets them
     * @throws InvalidInputException if the executor lane is asked for and cannot be taken
     */
    Optional<RecognizedEvaluator> evaluatorInTasks(Evaluator evaluator, Estimator<?> learner, PreparedSize prepared) {
        if (lane.equals(ClusterLane.NAME)) {
            return Optional.empty();
        }
        Optional<RecognizedEvaluator> recognized = RecognizedEvaluator.of(evaluator, learner);
        Optional<String> obstacle = obstacle(recognized, learner, prepared);
        if (obstacle.isPresent() && lane.equals(EXECUTOR)) {
            throw new InvalidInputException("Lane executor: " + obstacle.get() + "; use lane auto or cluster");
        }
        obstacle.filter(reasons::add).ifPresent(reason -> LOG.info("Trials are fitted by Spark jobs: {}", reason));
        return obstacle.isPresent() ? Optional.empty() : recognized;
    }

    private Optional<String> obstacle(
            Optional<RecognizedEvaluator> recognized, Estimator<?> learner, PreparedSize prepared) {
        String name = learner.getClass().getSimpleName();
        if (learner instanceof Pipeline) {
            return Optional.of("the last stage must learn (stages after the last estimator)");
        }
        if (!ExecutorLane.takes(learner)) {
            return Optional.of(name + " cannot be trained inside a task");
        }
        if (recognized.isEmpty()) {
            return Optional.of("the evaluator must be one of Spark's and look at the columns of " + name);
        }
        if (!PreparedTable.suits(learner, prepared.rows())) {
            return Optional.of(name + " must take its features from a column of vectors");
        }
        long bytes = prepared.bytes(Columns.named(learner, "featuresCol").orElseThrow(), rows);
        return bytes > mostBytes
                ? Optional.of("the table must take at most " + mostBytes + " bytes (bytes: about " + bytes + ")")
                : Optional.empty();
    }
}
