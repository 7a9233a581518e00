package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.inline.LeastSquaresSums;
import dev.hone.worker.trial.Cancellation;
import java.util.function.IntFunction;
import org.apache.spark.ml.feature.Instance;

/** Rows that are summed for the normal equations. */
final class SummedInstances {
    /** Of a thousand features, these take a second. */
    private static final int UNCHECKED = 1024;

    private SummedInstances() {}

    /** @param instance what the view's row at a position counts for */
    static LeastSquaresSums of(RowView rows, IntFunction<Instance> instance) {
        return LeastSquaresSums.of(rows.data().features().numFeatures(), sum -> {
            for (int position = 0; position < rows.size(); position++) {
                if (position % UNCHECKED == 0) {
                    Cancellation.check();
                }
                sum.accept(instance.apply(position));
            }
        });
    }
}
