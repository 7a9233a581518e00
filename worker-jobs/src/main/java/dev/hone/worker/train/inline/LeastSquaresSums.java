package dev.hone.worker.train.inline;

import dev.hone.worker.data.FoldCache;
import java.util.function.Consumer;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.internal.LogEntry;
import org.apache.spark.ml.feature.Instance;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.optim.WeightedLeastSquares;
import org.apache.spark.ml.optim.WeightedLeastSquaresModel;
import org.apache.spark.ml.util.OptionalInstrumentation;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.Function2;
import scala.Option;
import scala.collection.Iterator;
import scala.reflect.ClassTag;

/**
 * The sums over rows from which MLlib solves least squares, made once and solved any number of times: by other penalties,
 * with or without an intercept. Safe for use by many threads.
 */
public final class LeastSquaresSums implements FoldCache.Sized {
    private static final int DEPTH = 2;

    private final int features;
    private final InstanceSource source;
    private @Nullable Object sums;

    /** The rows to sum over. */
    public interface InstanceSource {
        /** Hands one row after the other to the sum. */
        void forEach(Consumer<Instance> sum);
    }

    private LeastSquaresSums(int features, InstanceSource source) {
        this.features = features;
        this.source = source;
    }

    /** The sums over rows of so many features, made when they are first used. */
    public static LeastSquaresSums of(int features, InstanceSource source) {
        return new LeastSquaresSums(features, source);
    }

    /** As the solver's own {@code fit} on the rows, without its warnings. */
    public WeightedLeastSquaresModel solve(WeightedLeastSquares solver) {
        return solver.fit(SummedRows.of(this), new Silence(), DEPTH);
    }

    /** Bytes of the sums, of which there is one for each pair of features. */
    @Override
    public long bytes() {
        return 8L * features * (features + 1) / 2;
    }

    @SuppressWarnings("unchecked")
    private synchronized <U> U sums(U zero, Function2<U, Instance, U> add) {
        if (sums == null) {
            Rows<U> rows = new Rows<>(zero, add);
            source.forEach(rows);
            rows.end();
            sums = zero;
        }
        return (U) sums;
    }

    /** Sums up rows, dense ones in a way of our own. The first one lets MLlib set its sums up. */
    private static final class Rows<U> implements Consumer<Instance> {
        private final U aggregator;
        private final Function2<U, Instance, U> add;
        private @Nullable DenseSums dense;

        Rows(U aggregator, Function2<U, Instance, U> add) {
            this.aggregator = aggregator;
            this.add = add;
        }

        @Override
        public void accept(Instance row) {
            if (dense != null && row.features() instanceof DenseVector features) {
                dense.add(row, features);
                return;
            }
            end();
            add.apply(aggregator, row);
            dense = row.features() instanceof DenseVector ? new DenseSums(aggregator) : null;
        }

        void end() {
            if (dense != null) {
                dense.end();
            }
        }
    }

    /**
     * All that a solver does with its rows is to aggregate them. Allocated without its constructor, which would want a
     * context.
     */
    @SuppressWarnings({"NullAway", "serial"})
    private static final class SummedRows extends RDD<Instance> {
        private LeastSquaresSums sums;

        private SummedRows() {
            super(null, null, null);
            throw WithoutConstructor.neverRun(SummedRows.class);
        }

        static SummedRows of(LeastSquaresSums sums) {
            SummedRows rows = WithoutConstructor.allocate(SummedRows.class);
            rows.sums = sums;
            return rows;
        }

        @Override
        public <U> U treeAggregate(
                U zero,
                Function2<U, Instance, U> add,
                Function2<U, U, U> merge,
                int depth,
                boolean onExecutor,
                ClassTag<U> type) {
            return sums.sums(zero, add);
        }

        @Override
        public Iterator<Instance> compute(Partition partition, TaskContext task) {
            throw new UnsupportedOperationException("Rows that were summed are not kept");
        }

        @Override
        public Partition[] getPartitions() {
            throw new UnsupportedOperationException("Rows that were summed are not kept");
        }
    }

    /** The solver would warn in every trial that there is no penalty. */
    @SuppressWarnings("serial")
    private static final class Silence extends OptionalInstrumentation {
        Silence() {
            super(Option.empty(), LeastSquaresSums.class.getName());
        }

        @Override
        public void logInfo(Function0<String> message) {}

        @Override
        public void logInfo(LogEntry entry) {}

        @Override
        public void logWarning(Function0<String> message) {}
    }
}
