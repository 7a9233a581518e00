package dev.hone.ml;

import dev.hone.ml.neighbor.NeighborTable;
import dev.hone.worker.data.RowView;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * Classifies a row as most of its nearest neighbours among the training rows are, exactly, with the results of
 * scikit-learn's {@code KNeighborsClassifier}. Of equally near neighbours those count that come first in the training rows, of
 * classes with equally many votes the lowest wins. {@code rawPrediction} holds the votes of each class and {@code
 * probability} their share.
 *
 * <p>{@code fit} collects and keeps all rows. Rows have no weights.
 */
public final class KNearestNeighborsClassifier
        extends ProbabilisticClassifier<Vector, KNearestNeighborsClassifier, KNearestNeighborsClassificationModel>
        implements NeighborLearner<KNearestNeighborsClassifier>, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final Declared declared;

    /** Creates an estimator with a random uid and default params. */
    public KNearestNeighborsClassifier() {
        this(Uid.random(KNearestNeighborsClassifier.class));
    }

    /**
     * Creates an estimator with default params.
     *
     * @param uid unique id, by which params in a {@code ParamMap} find their owner
     */
    public KNearestNeighborsClassifier(String uid) {
        this(Uid.announce(uid));
    }

    private KNearestNeighborsClassifier(Uid announced) {
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
    public KNearestNeighborsClassificationModel train(Dataset<?> dataset) {
        return learn(RowReader.classes(this, dataset));
    }

    @Override
    public KNearestNeighborsClassificationModel learn(RowView rows) {
        RowChecks.requireRows(this, rows);
        RowChecks.requireFiniteFeatures(this, rows);
        NeighborTable table = NeighborTable.of(rows, RowChecks.requireClasses(this, rows));
        table.requireEnough(getK());
        return new KNearestNeighborsClassificationModel(uid(), Payload.of(table));
    }

    @Override
    public KNearestNeighborsClassifier copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new DefaultParamsWriter(this);
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<KNearestNeighborsClassifier> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static KNearestNeighborsClassifier load(String path) {
        return read().load(path);
    }
}
