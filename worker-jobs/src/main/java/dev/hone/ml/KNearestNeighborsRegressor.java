package dev.hone.ml;

import dev.hone.ml.neighbor.NeighborTable;
import dev.hone.worker.data.RowView;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * Predicts the mean of the labels of a row's nearest neighbours among the training rows, exactly, with the results of
 * scikit-learn's {@code KNeighborsRegressor}. Of equally near neighbours those count that come first in the training rows.
 *
 * <p>{@code fit} collects and keeps all rows. Rows have no weights.
 */
public final class KNearestNeighborsRegressor
        extends Regressor<Vector, KNearestNeighborsRegressor, KNearestNeighborsRegressionModel>
        implements NeighborLearner<KNearestNeighborsRegressor>, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final Declared declared;

    /** Creates an estimator with a random uid and default params. */
    public KNearestNeighborsRegressor() {
        this(Uid.random(KNearestNeighborsRegressor.class));
    }

    /**
     * Creates an estimator with default params.
     *
     * @param uid unique id, by which params in a {@code ParamMap} find their owner
     */
    public KNearestNeighborsRegressor(String uid) {
        this(Uid.announce(uid));
    }

    private KNearestNeighborsRegressor(Uid announced) {
        declared = new Declared(this);
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = Uid.announced();
        }
        return uid;
    }

    @Override
    public Declared neighborParams() {
        return declared;
    }

    @Override
    public KNearestNeighborsRegressionModel train(Dataset<?> dataset) {
        return learn(RowReader.quantities(this, dataset));
    }

    @Override
    public KNearestNeighborsRegressionModel learn(RowView rows) {
        RowChecks.requireRows(this, rows);
        RowChecks.requireFiniteFeatures(this, rows);
        RowChecks.requireFiniteLabels(this, rows);
        NeighborTable table = NeighborTable.of(rows, 0);
        table.requireEnough(getK());
        return new KNearestNeighborsRegressionModel(uid(), Payload.of(table));
    }

    @Override
    public KNearestNeighborsRegressor copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new DefaultParamsWriter(this);
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<KNearestNeighborsRegressor> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static KNearestNeighborsRegressor load(String path) {
        return read().load(path);
    }
}
