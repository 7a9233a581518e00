package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Training rows ordered by class and within a class as in the table, and their kernel matrices. Immutable and shared by all
 * trainings on a fold.
 *
 * <p>What the cache of the table keeps, where it has room:
 *
 * <pre>
 *   dot products of all rows, in doubles    once per table     all kernels, folds, classes; training and prediction
 *   kernel matrix of a fold, in floats      once per kernel    all C, pairs of classes and inner folds of a calibration
 * </pre>
 *
 * Otherwise rows of the kernel matrix are computed from the features, and each training keeps those that it used last. So it
 * does too where every processor could not have a matrix of its own: a training holds its matrix though the cache drops it,
 * and trials that differ in gamma share none.
 */
public final class SvmProblem implements FoldCache.Sized {
    /** Part of the cache that one of the two matrices may take. */
    private static final int CACHE_PART = 2;
    /** How many times the training rows a table may have for its dot products to be computed. */
    private static final int MOST_TIMES_ROWS = 2;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final RowView view;
    private final RowView ordered;
    private final int[] order;
    private final double[] labels;
    private final int classes;
    private final double variance;

    private SvmProblem(RowView view, int[] order, int classes) {
        this.view = view;
        this.order = order;
        this.ordered = new RowView(view.data(), order);
        this.labels = ordered.labels();
        this.classes = classes;
        this.variance = variance(view.data().features(), order);
    }

    /**
     * The rows of a view; made once for all that ask for the same view.
     *
     * @param classes number of classes, 0 where labels are quantities
     */
    public static SvmProblem of(RowView view, int classes) {
        return view.shared(new Rows(classes), () -> made(view, classes));
    }

    private record Rows(int classes) {}

    private static SvmProblem made(RowView view, int classes) {
        int[] order = IntStream.range(0, view.size())
                .boxed()
                .sorted((one, other) -> classes == 0 ? 0 : Double.compare(view.label(one), view.label(other)))
                .mapToInt(view::row)
                .toArray();
        return new SvmProblem(view, order, classes);
    }

    /** Of all values, zeros included. */
    private static double variance(FeatureMatrix features, int[] rows) {
        double count = (double) rows.length * features.numFeatures();
        double[] values = features.values();
        double sum = 0;
        for (int row : rows) {
            for (int index = features.start(row); index < features.start(row + 1); index++) {
                sum += values[index];
            }
        }
        double mean = sum / count;
        double squares = 0;
        long zeros = (long) count;
        for (int row : rows) {
            for (int index = features.start(row); index < features.start(row + 1); index++) {
                if (values[index] != 0) {
                    squares += (values[index] - mean) * (values[index] - mean);
                    zeros--;
                }
            }
        }
        return (squares + zeros * mean * mean) / count;
    }

    int size() {
        return order.length;
    }

    int numFeatures() {
        return view.data().features().numFeatures();
    }

    /** Number of classes, 0 where labels are quantities. */
    public int numClasses() {
        return classes;
    }

    double variance() {
        return variance;
    }

    int label(int position) {
        return (int) labels[position];
    }

    /** The labels in order; shared, not to be written to. */
    double[] labels() {
        return labels;
    }

    /** The classes that have rows, in ascending order. */
    public int[] present() {
        return Arrays.stream(labels).mapToInt(label -> (int) label).distinct().toArray();
    }

    /** Features of the rows at some positions. */
    FeatureMatrix features(int[] positions) {
        return new RowView(view.data(), tableRows(positions)).features();
    }

    /** Indices in the table of the rows at some positions. */
    int[] tableRows(int[] positions) {
        return Arrays.stream(positions).map(position -> order[position]).toArray();
    }

    /** The kernel matrix, of which each row is computed when it is asked for. */
    KernelRows kernelRows(SvmParams params) {
        Kernel kernel = params.kernel();
        Kernel.Shape shape = params.shape(this);
        return keepsMatrix(params)
                ? view.shared(
                        new Matrix(classes > 0, kernel, shape), () -> new KernelRows.Kept(products(), kernel, shape))
                : new KernelRows.MostRecent(products(), kernel, shape, params.cacheBytes());
    }

    /** Whether trainings with these params share one matrix; else each has rows of its own. */
    boolean keepsMatrix(SvmParams params) {
        return isKept(size(), view.cacheBytes(), params.cacheBytes(), PROCESSORS);
    }

    /**
     * Whether a kernel matrix is kept whole.
     *
     * @param cacheBytes most bytes of the table's cache
     * @param ofTraining bytes that a training may take by itself
     * @param processors how many trainings run at once, at most
     */
    static boolean isKept(long rows, long cacheBytes, long ofTraining, int processors) {
        long most = Math.min(cacheBytes / CACHE_PART, Math.max(cacheBytes / processors, ofTraining));
        return KernelRows.Kept.bytes(rows) <= most;
    }

    /** @param byClass whether the rows are ordered by class: so then is the matrix */
    private record Matrix(boolean byClass, Kernel kernel, Kernel.Shape shape) {}

    /** @param byClass as above */
    private record OrderedRows(boolean byClass, boolean sparse) {}

    private ProductSource products() {
        Optional<DotProducts> ofTable = tableProducts();
        if (ofTable.isPresent()) {
            return ProductSource.OfTable.of(ofTable.get().complete(), order);
        }
        return view.data()
                .features()
                .<ProductSource>byLayout(
                        dense -> view.shared(
                                new OrderedRows(classes > 0, false),
                                () -> ProductSource.OfDense.of(
                                        ordered.features().toDense())),
                        sparse -> view.shared(
                                new OrderedRows(classes > 0, true),
                                () -> ProductSource.OfSparse.of((FeatureMatrix.Sparse) ordered.features())));
    }

    /** Those of the whole table, where they are worth it and there is room. */
    Optional<DotProducts> tableProducts() {
        TrainingData data = view.data();
        boolean fit = DotProducts.bytes(data.numRows()) <= view.cacheBytes() / CACHE_PART;
        return fit && data.numRows() <= (long) MOST_TIMES_ROWS * size()
                ? Optional.of(view.sharedByTable(DotProducts.class, () -> DotProducts.of(data.features())))
                : Optional.empty();
    }

    /**
     * About how many bytes trainings on a fold leave in the cache of its table.
     *
     * @param rows number of training rows of the fold
     * @param cacheMegabytes as in {@link SvmParams}
     */
    public static long sharedBytes(TrainingData data, long rows, double cacheMegabytes) {
        long cacheBytes = data.allRows().cacheBytes();
        long room = cacheBytes / CACHE_PART;
        long products = DotProducts.bytes(data.numRows());
        long shared = products <= room
                ? productsOfFold(products, data.numRows(), rows)
                : 2 * data.features().bytes(rows);
        boolean isKept = isKept(rows, cacheBytes, SvmParams.bytes(cacheMegabytes), PROCESSORS);
        return shared + (isKept ? KernelRows.Kept.bytes(rows) : 0);
    }

    /** The part of a table's dot products that is a fold's: where it tests a fifth of the rows, there are five folds. */
    private static long productsOfFold(long products, long all, long rows) {
        return rows >= all ? products : products / all * (all - rows);
    }

    @Override
    public long bytes() {
        return (long) Double.BYTES * labels.length + (long) Integer.BYTES * order.length;
    }
}
