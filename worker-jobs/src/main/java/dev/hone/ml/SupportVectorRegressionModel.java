package dev.hone.ml;

import dev.hone.ml.svm.SvmModel;
import dev.hone.ml.svm.SvmPredictor;
import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.Predictions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The model of {@link SupportVectorRegressor}. Safe for use by many threads as long as no param is set. */
public final class SupportVectorRegressionModel extends RegressionModel<Vector, SupportVectorRegressionModel>
        implements SupportVectorParams, RowPredictor, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final SupportVectorParams.Declared declared;
    private final Payload<SvmModel> machine;

    SupportVectorRegressionModel(String uid, Payload<SvmModel> machine) {
        this(Uid.announce(uid), machine);
    }

    private SupportVectorRegressionModel(Uid announced, Payload<SvmModel> machine) {
        declared = new SupportVectorParams.Declared(this);
        this.machine = machine;
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = Uid.announced();
        }
        return uid;
    }

    @Override
    public SupportVectorParams.Declared supportVectorParams() {
        return declared;
    }

    @Override
    public int numFeatures() {
        return machine.value().vectors().numFeatures();
    }

    /** Number of support vectors. */
    public int numSupportVectors() {
        return machine.value().vectors().numRows();
    }

    @Override
    public double predict(Vector features) {
        return machine.value().quantity(features.toArray());
    }

    @Override
    public Predictions predictRows(RowView rows) {
        SvmPredictor predictor = machine.value().predictor(rows);
        double[] predictions = new double[rows.size()];
        for (int position = 0; position < predictions.length; position++) {
            predictions[position] = predictor.quantity(position);
        }
        return Predictions.of(rows, predictions);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        return with(machine.sentBy(dataset.sparkSession()), new ParamMap()).transformHere(dataset);
    }

    private SupportVectorRegressionModel with(Payload<SvmModel> payload, ParamMap extra) {
        return copyValues(new SupportVectorRegressionModel(uid(), payload), extra);
    }

    private Dataset<Row> transformHere(Dataset<?> dataset) {
        return super.transform(dataset);
    }

    @Override
    public SupportVectorRegressionModel copy(ParamMap extra) {
        SupportVectorRegressionModel copy = with(machine, extra);
        copy.setParent(parent());
        return copy;
    }

    @Override
    public MLWriter write() {
        return ModelFiles.writer(this, () -> SvmModels.put(new ModelArrays(), machine.value()));
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<SupportVectorRegressionModel> read() {
        return ModelFiles.reader(
                SupportVectorRegressionModel.class,
                (uid, arrays) -> new SupportVectorRegressionModel(uid, Payload.of(SvmModels.get(arrays))));
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static SupportVectorRegressionModel load(String path) {
        return read().load(path);
    }
}
