package dev.hone.worker.train.linear;

import dev.hone.worker.data.BenchTables;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** Loss and gradient of logistic regressions at a point, over all rows: microseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AggregatorBenchmark {
    private static final int FEATURES = 32;
    private static final int CLASSES = 10;

    /** 4,000 rows fit into a processor's second cache, 100,000 do not. */
    @Param({"4000", "100000"})
    private int rows;

    private Pass binary;
    private Pass multinomial;
    private Pass multinomialTiled;

    /** A loss, what it is summed over, and where. */
    private record Pass(BlockLoss loss, StandardizedBlocks blocks, double[] point, double[] gradient) {
        double run() {
            loss.moveTo(point);
            Arrays.fill(gradient, 0);
            double sum = 0;
            for (Block block : blocks.blocks()) {
                sum += loss.add(block, gradient);
            }
            return sum;
        }
    }

    /** Makes the blocks. */
    @Setup
    public void setUp() {
        RowView two = BenchTables.dense(rows, FEATURES, 2).allRows();
        StandardizedBlocks blocks = StandardizedBlocks.of(two, FeatureSummary.of(two));
        binary = pass(new BinaryLogisticLoss(FeatureSummary.of(two), InterceptKind.CENTERED, blocks), blocks, 1);
        multinomial = multinomial(BenchTables.dense(rows, FEATURES, CLASSES));
        multinomialTiled = multinomial(BenchTables.halfZeros(rows, FEATURES, CLASSES));
    }

    private static Pass multinomial(TrainingData data) {
        RowView view = data.allRows();
        StandardizedBlocks blocks = StandardizedBlocks.tiled(view, FeatureSummary.of(view), 0);
        return pass(
                new MultinomialLogisticLoss(FeatureSummary.of(view), InterceptKind.CENTERED, CLASSES, blocks),
                blocks,
                CLASSES);
    }

    private static Pass pass(BlockLoss loss, StandardizedBlocks blocks, int sets) {
        double[] point =
                new Random(1).doubles((long) sets * (FEATURES + 1), -1, 1).toArray();
        return new Pass(loss, blocks, point, new double[point.length]);
    }

    /** Two classes, dense. */
    @Benchmark
    public double binary() {
        return binary.run();
    }

    /** Ten classes, dense: by the BLAS. */
    @Benchmark
    public double multinomial() {
        return multinomial.run();
    }

    /** Ten classes, half of the values 0: by tiles. */
    @Benchmark
    public double multinomialTiled() {
        return multinomialTiled.run();
    }
}
