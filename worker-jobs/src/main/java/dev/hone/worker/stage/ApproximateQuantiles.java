package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile.PercentileDigest;
import scala.jdk.javaapi.CollectionConverters;

/** Quantiles as {@code Dataset.stat().approxQuantile} has them on one partition, by Spark's own sketch. */
final class ApproximateQuantiles {
    private ApproximateQuantiles() {}

    /**
     * The quantiles of what is not NaN; none if all is.
     *
     * @param values in the order of the rows, NaN where they are null
     * @param rows places of the rows
     * @param probabilities from 0 to 1
     * @param relativeError from 0; 0 for the exact quantiles
     */
    static double[] of(double[] values, int[] rows, double[] probabilities, double relativeError) {
        PercentileDigest digest = new PercentileDigest(1.0 / accuracy(relativeError));
        for (int row : rows) {
            if (!Double.isNaN(values[row])) {
                digest.add(values[row]);
            }
        }
        List<Object> quantiles = CollectionConverters.asJava(digest.getPercentiles(probabilities));
        return quantiles.stream().mapToDouble(quantile -> (double) quantile).toArray();
    }

    /** A whole number, as the SQL function takes it. */
    private static double accuracy(double relativeError) {
        return relativeError == 0 ? Integer.MAX_VALUE : Math.min(Integer.MAX_VALUE, Math.ceil(1 / relativeError));
    }
}
