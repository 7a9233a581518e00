package dev.hone.worker.train.tree;

import dev.hone.worker.data.BenchTables;
import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Counting a node's rows into the bins of 28 features: nanoseconds a row and feature. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HistogramBenchmark {
    private static final int NODE = 10_000;
    private static final int FEATURES = 28;
    private static final int BINS = 32;
    private static final int OPERATIONS = NODE * FEATURES;

    /** Rows of the table, of which 10,000 are in the node: all fit into a cache, or are read from memory. */
    @Param({"10000", "1000000"})
    private int rows;

    private final long[] cells = new long[FEATURES * BINS];
    private int[] node = {};
    private long[] parts = {};
    private long[] partsInOrder = {};
    private BinColumn[] columns = {};
    private BinTable table;

    /** Bins the table and draws the node's rows. */
    @Setup
    public void setUp() {
        RowView view = BenchTables.dense(rows, FEATURES, 2).allRows();
        BinnedRows binned = BinnedRows.of(view, BINS, 1);
        columns = binned.columns();
        table = BinTable.of(view, binned);
        node = new Random(3).ints(0, rows).distinct().limit(NODE).sorted().toArray();
        parts = new Random(5).longs(rows, 0, 1000).toArray();
        partsInOrder = Arrays.stream(node).mapToLong(row -> parts[row]).toArray();
    }

    /** Row by row, as trees that look at all features count. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public long[] byRow() {
        table.add(node, 0, NODE, parts, cells);
        return cells;
    }

    /** Feature by feature, as forests count. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public long[] byFeature() {
        for (int feature = 0; feature < FEATURES; feature++) {
            columns[feature].add(node, 0, NODE, partsInOrder, cells, feature * BINS);
        }
        return cells;
    }
}
