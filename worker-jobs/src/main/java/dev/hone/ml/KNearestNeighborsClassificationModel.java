package dev.hone.ml;

import dev.hone.ml.neighbor.NeighborRule;
import dev.hone.ml.neighbor.NeighborTable;
import dev.hone.ml.neighbor.Neighbors;
import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.ClassPredictions;
import dev.hone.worker.metric.Predictions;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The model of {@link KNearestNeighborsClassifier}. Safe for use by many threads as long as no param is set. */
public final class KNearestNeighborsClassificationModel extends ProbabilisticModel<KNearestNeighborsClassificationModel>
        implements NeighborModel, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final Declared declared;
    private final Payload<NeighborTable> table;
    private transient @Nullable NeighborRule rule;
    private transient int leastNeighbors;

    KNearestNeighborsClassificationModel(String uid, Payload<NeighborTable> table) {
        this(Uid.announce(uid), table);
    }

    private KNearestNeighborsClassificationModel(Uid announced, Payload<NeighborTable> table) {
        declared = new Declared(this);
        this.table = table;
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

    /** Kept, since params are looked up slowly. */
    @Override
    public NeighborRule rule() {
        NeighborRule known = rule;
        if (known == null) {
            known = NeighborModel.super.rule();
            rule = known;
        }
        return known;
    }

    @Override
    public void onParamChange(Param<?> param) {
        rule = null;
    }

    @Override
    public int numClasses() {
        return table.value().numClasses();
    }

    @Override
    public int numFeatures() {
        return table.value().features().numFeatures();
    }

    @Override
    public int numRows() {
        return table.value().features().numRows();
    }

    @Override
    public void searchAtLeast(int neighbors) {
        leastNeighbors = neighbors;
    }

    @Override
    public Vector predictRaw(Vector features) {
        return votes(table.value().nearest(features, rule()), 0);
    }

    private DenseVector votes(Neighbors found, int query) {
        return new DenseVector(table.value().votes(found, query, rule()));
    }

    @Override
    public Vector raw2probabilityInPlace(Vector rawPrediction) {
        ProbabilisticClassificationModel.normalizeToProbabilitiesInPlace((DenseVector) rawPrediction);
        return rawPrediction;
    }

    @Override
    public Predictions predictRows(RowView rows) {
        Neighbors found = table.value().nearest(rows, rule(), Math.max(getK(), leastNeighbors));
        return ClassPredictions.of(this, rows, row -> votes(found, row));
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        return with(table.sentBy(dataset.sparkSession()), new ParamMap()).transformHere(dataset);
    }

    private Dataset<Row> transformHere(Dataset<?> dataset) {
        return super.transform(dataset);
    }

    private KNearestNeighborsClassificationModel with(Payload<NeighborTable> rows, ParamMap extra) {
        return copyValues(new KNearestNeighborsClassificationModel(uid(), rows), extra);
    }

    @Override
    public KNearestNeighborsClassificationModel copy(ParamMap extra) {
        KNearestNeighborsClassificationModel copy = with(table, extra);
        copy.setParent(parent());
        return copy;
    }

    @Override
    public MLWriter write() {
        return ModelFiles.writer(this, () -> NeighborModel.arrays(table.value()));
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<KNearestNeighborsClassificationModel> read() {
        return ModelFiles.reader(
                KNearestNeighborsClassificationModel.class,
                (uid, arrays) ->
                        new KNearestNeighborsClassificationModel(uid, Payload.of(NeighborModel.table(arrays))));
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static KNearestNeighborsClassificationModel load(String path) {
        return read().load(path);
    }
}
