package dev.hone.worker.stage;

import breeze.linalg.svd;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * {@code PCA}: the singular value decomposition of the covariance matrix, whose sums are those of {@code RowMatrix}, row after
 * row. Components are sorted by importance: those of a smaller {@code k} are the first ones of a larger one, which one
 * decomposition gives. It is shared unless it is large.
 *
 * <pre>
 *   dense:      C = sum (x - mean)(x - mean)' / (m - 1)
 *   compressed: C = sum x x' / (m - 1) - mean mean' m / (m - 1)
 * </pre>
 */
final class PcaStage implements SelectiveStage<PCA> {
    /** {@code RowMatrix} decomposes wider ones another way. */
    private static final int MOST_FEATURES = 65535;

    @Override
    public Class<PCA> type() {
        return PCA.class;
    }

    @Override
    public boolean covers(PCA stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(PCA stage, StageTable table, int[] training, SharedLearning learning) {
        StageColumn.Vectors column = table.vectors(stage.getInputCol());
        int width = column.length();
        require(width <= MOST_FEATURES, "vectors must have at most " + MOST_FEATURES + " elements");
        require(stage.getK() <= width, "source vector size " + width + " must be no less than k=" + stage.getK());
        require(
                training.length > 1,
                "RowMatrix.computeCovariance called on matrix with only " + training.length
                        + " rows.  Cannot compute the covariance of a RowMatrix with <= 1 row.");
        SharedLearning sharing = learning.hasRoomFor(Decomposition.bytes(width)) ? learning : SharedLearning.NONE;
        Decomposition parts = sharing.get(
                ParamsKey.without(Set.of("k", "outputCol"), stage),
                () -> Decomposition.of(covariance(column, training), width));
        PCAModel model = StageModels.finished(
                stage,
                new PCAModel(
                        stage.uid(),
                        new DenseMatrix(width, stage.getK(), Arrays.copyOf(parts.directions(), width * stage.getK())),
                        new DenseVector(Arrays.copyOf(parts.shares(), stage.getK()))));
        return StageModels.applied(model, rows -> projected(model, rows));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new StageFailedException(new IllegalArgumentException("requirement failed: " + rule));
        }
    }

    /**
     * The singular value decomposition of a covariance matrix.
     *
     * @param directions column by column, the most important first
     * @param shares of the variance, by direction
     */
    private record Decomposition(double[] directions, double[] shares) implements FoldCache.Sized {
        @Override
        public long bytes() {
            return bytes(shares.length);
        }

        static long bytes(long width) {
            return 8L * width * (width + 1);
        }

        static Decomposition of(double[] covariance, int width) {
            breeze.linalg.DenseMatrix<Object> matrix = breezeMatrix(new DenseMatrix(width, width, covariance));
            svd.SVD<breeze.linalg.DenseMatrix<Object>, breeze.linalg.DenseVector<Object>> parts =
                    svd.Svd_DM_Impl$.MODULE$.apply(matrix);
            double[] values = (double[]) parts.singularValues().data();
            double total = 0;
            for (double value : values) {
                total += value;
            }
            double[] shares = new double[values.length];
            for (int index = 0; index < shares.length; index++) {
                shares[index] = values[index] / total;
            }
            return new Decomposition((double[]) parts.leftVectors().data(), shares);
        }

        @SuppressWarnings("unchecked")
        private static breeze.linalg.DenseMatrix<Object> breezeMatrix(DenseMatrix matrix) {
            return (breeze.linalg.DenseMatrix<Object>) matrix.asBreeze();
        }
    }

    /** All values of the symmetric matrix. */
    private static double[] covariance(StageColumn.Vectors column, int[] training) {
        double[] mean =
                VectorSummary.of(column, training, "count", "mean").mean().toArray();
        boolean isSparse = column.matrix().isSparse();
        double[] sums = isSparse ? products(column.matrix(), training) : centered(column.matrix(), training, mean);
        double divisor = training.length - 1.0;
        int width = mean.length;
        double[] full = new double[width * width];
        for (int row = 0; row < width; row++) {
            double factor = training.length / divisor * mean[row];
            for (int other = row; other < width; other++) {
                double sum = sums[row + other * (other + 1) / 2] / divisor;
                double value = isSparse ? sum - factor * mean[other] : sum;
                full[row + other * width] = value;
                full[other + row * width] = value;
            }
        }
        return full;
    }

    /** The upper triangle of the sum of products of centered rows, packed. */
    private static double[] centered(FeatureMatrix matrix, int[] rows, double[] mean) {
        double[] sums = new double[mean.length * (mean.length + 1) / 2];
        double[] values = new double[mean.length];
        Vector shared = Vectors.dense(values);
        for (int row : rows) {
            matrix.copyRow(row, values, 0);
            for (int index = 0; index < values.length; index++) {
                values[index] -= mean[index];
            }
            BLAS$.MODULE$.spr(1.0, shared, sums);
        }
        return sums;
    }

    /** The same of rows as they are. */
    private static double[] products(FeatureMatrix matrix, int[] rows) {
        double[] sums = new double[matrix.numFeatures() * (matrix.numFeatures() + 1) / 2];
        for (int row : rows) {
            BLAS$.MODULE$.spr(1.0, matrix.vector(row), sums);
        }
        return sums;
    }

    private static StageTable projected(PCAModel model, StageTable table) {
        StageColumn.Vectors column = table.vectors(model.getInputCol());
        StructField field = StageModels.output(model, table, model.getOutputCol());
        if (!column.nulls().isEmpty() || column.length() != model.pc().numRows()) {
            throw StageFailedException.of("Column " + column.name() + " must have vectors of length "
                    + model.pc().numRows());
        }
        return table.with(StageColumn.Vectors.of(field, projected(model.pc().transpose(), column.matrix())));
    }

    private static FeatureMatrix projected(DenseMatrix directions, FeatureMatrix matrix) {
        int width = directions.numRows();
        double[] values = new double[Math.multiplyExact(matrix.numRows(), width)];
        double[] from = new double[matrix.numFeatures()];
        double[] to = new double[width];
        Vector shared = Vectors.dense(from);
        DenseVector result = new DenseVector(to);
        for (int row = 0; row < matrix.numRows(); row++) {
            if (!matrix.isSparse()) {
                matrix.copyRow(row, from, 0);
            }
            BLAS$.MODULE$.gemv(1.0, directions, matrix.isSparse() ? matrix.vector(row) : shared, 0.0, result);
            System.arraycopy(to, 0, values, row * width, width);
        }
        return FeatureMatrix.dense(matrix.numRows(), width, values);
    }
}
