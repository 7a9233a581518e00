package dev.hone.worker.evaluate;

import dev.hone.worker.trial.LaneSetting;

import dev.hone.worker.data.BenchTables;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.train.TrainerRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Predicting all rows and reducing the predictions to accuracy: microseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScoringBenchmark {
    private static final int FEATURES = 28;
    private static final int TRAINED = 5000;

    /** 4,000 rows fit into a processor's second cache, 100,000 do not. */
    @Param({"4000", "100000"})
    private int rows;

    private final Scoring scoring =
            new Scoring.OfPredictions(MetricSuite.of(List.of("accuracy"), MetricOptions.defaults()));
    private List<Model<?>> linear = List.of();
    private List<Model<?>> forest = List.of();
    private RowView view;

    /** Trains on the first rows. */
    @Setup
    public void setUp() {
        TrainingData data = BenchTables.dense(rows, FEATURES, 2);
        view = data.allRows();
        RowView trained = BenchTables.dense(TRAINED, FEATURES, 2).allRows();
        linear = List.of(train(new LogisticRegression(), trained));
        forest = List.of(
                train(new RandomForestClassifier().setNumTrees(20).setMaxDepth(8), trained));
    }

    private static Model<?> train(Estimator<?> estimator, RowView rows) {
        return TrainerRegistry.trainerFor(estimator, LaneSetting.AUTO).train(estimator, rows);
    }

    /** A linear model of two classes. */
    @Benchmark
    public List<Map<String, Double>> linear() {
        return scoring.scoreAll(linear, view);
    }

    /** Twenty trees of depth 8. */
    @Benchmark
    public List<Map<String, Double>> forest() {
        return scoring.scoreAll(forest, view);
    }
}
