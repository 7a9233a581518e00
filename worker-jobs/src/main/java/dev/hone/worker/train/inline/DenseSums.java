package dev.hone.worker.train.inline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.spark.ml.feature.Instance;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.DenseVector;

/**
 * Adds dense rows to the aggregator of MLlib's {@code WeightedLeastSquares}, bit for bit as its own {@code add} does. That hands
 * the products of all pairs of features to the BLAS, whose {@code dspr} computes an index for each and multiplies zeros, too;
 * here a loop over a column of products needs no index of each, and columns of zeros are left out. Serves one thread.
 */
final class DenseSums {
    private static final String AGGREGATOR = "org.apache.spark.ml.optim.WeightedLeastSquares$Aggregator";
    private static final VarHandle COUNT = field("count", long.class);
    private static final VarHandle WEIGHTS = field("wSum", double.class);
    private static final VarHandle SQUARED_WEIGHTS = field("wwSum", double.class);
    private static final VarHandle LABELS = field("bSum", double.class);
    private static final VarHandle SQUARED_LABELS = field("bbSum", double.class);
    private static final VarHandle FEATURES = field("aSum", DenseVector.class);
    private static final VarHandle LABELLED = field("abSum", DenseVector.class);
    private static final VarHandle PRODUCTS = field("aaSum", DenseVector.class);

    private final Object aggregator;
    private final DenseVector features;
    private final DenseVector labelled;
    private final double[] products;
    private long count;
    private double weights;
    private double squaredWeights;
    private double labels;
    private double squaredLabels;

    /** @param aggregator that has been given a row */
    DenseSums(Object aggregator) {
        this.aggregator = aggregator;
        count = (long) COUNT.get(aggregator);
        weights = (double) WEIGHTS.get(aggregator);
        squaredWeights = (double) SQUARED_WEIGHTS.get(aggregator);
        labels = (double) LABELS.get(aggregator);
        squaredLabels = (double) SQUARED_LABELS.get(aggregator);
        features = (DenseVector) FEATURES.get(aggregator);
        labelled = (DenseVector) LABELLED.get(aggregator);
        products = ((DenseVector) PRODUCTS.get(aggregator)).values();
    }

    /** Adds a row of finite numbers. */
    void add(Instance row, DenseVector values) {
        double weight = row.weight();
        double label = row.label();
        count++;
        weights += weight;
        squaredWeights += weight * weight;
        labels += weight * label;
        squaredLabels += weight * label * label;
        BLAS$.MODULE$.axpy(weight, values, features);
        BLAS$.MODULE$.axpy(weight * label, values, labelled);
        addProducts(weight, values.values());
    }

    /** The upper triangle, column by column. Products with 0 leave sums as they are. */
    private void addProducts(double weight, double[] values) {
        int start = 0;
        for (int column = 0; column < values.length; column++) {
            double factor = weight * values[column];
            if (factor != 0) {
                addColumn(factor, values, column + 1, start);
            }
            start += column + 1;
        }
    }

    private void addColumn(double factor, double[] values, int count, int start) {
        double[] sums = products;
        for (int index = 0; index < count; index++) {
            sums[start + index] += factor * values[index];
        }
    }

    /** Hands the sums back to the aggregator. */
    void end() {
        COUNT.set(aggregator, count);
        WEIGHTS.set(aggregator, weights);
        SQUARED_WEIGHTS.set(aggregator, squaredWeights);
        LABELS.set(aggregator, labels);
        SQUARED_LABELS.set(aggregator, squaredLabels);
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            Class<?> owner = Class.forName(AGGREGATOR);
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
