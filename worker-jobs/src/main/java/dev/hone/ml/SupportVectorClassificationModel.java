package dev.hone.ml;

import dev.hone.ml.svm.Calibration;
import dev.hone.ml.svm.SvmModel;
import dev.hone.ml.svm.SvmPredictor;
import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.ClassPredictions;
import dev.hone.worker.metric.Predictions;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The model of {@link SupportVectorClassifier}. {@code rawPrediction} is what scikit-learn's {@code decision_function} gives,
 * with a value for either class where there are two. Safe for use by many threads as long as no param is set.
 */
public final class SupportVectorClassificationModel extends ProbabilisticModel<SupportVectorClassificationModel>
        implements SupportVectorParams, RowPredictor, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final SupportVectorParams.Declared declared;
    private final Payload<SvmModel> machine;
    private final double[] calibration;

    SupportVectorClassificationModel(String uid, Payload<SvmModel> machine, double[] calibration) {
        this(Uid.announce(uid), machine, calibration);
    }

    private SupportVectorClassificationModel(Uid announced, Payload<SvmModel> machine, double[] calibration) {
        declared = new SupportVectorParams.Declared(this);
        this.machine = machine;
        this.calibration = calibration;
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
    public int numClasses() {
        return machine.value().numClasses();
    }

    /** Whether it was calibrated to give probabilities. */
    public boolean hasProbabilities() {
        return calibration.length > 0;
    }

    @Override
    public Vector predictRaw(Vector features) {
        return new DenseVector(machine.value().raw(features.toArray()));
    }

    @Override
    public double raw2prediction(Vector rawPrediction) {
        return isDefined(thresholds()) ? super.raw2prediction(rawPrediction) : SvmModel.winner(rawPrediction.toArray());
    }

    @Override
    public Vector raw2probabilityInPlace(Vector rawPrediction) {
        if (!hasProbabilities()) {
            throw new UnsupportedOperationException("The model has no probabilities: param 'probability' was false");
        }
        Calibration.apply(calibration, ((DenseVector) rawPrediction).values());
        return rawPrediction;
    }

    @Override
    public Predictions predictRows(RowView rows) {
        SvmPredictor predictor = machine.value().predictor(rows);
        if (hasProbabilities()) {
            return ClassPredictions.of(this, rows, position -> new DenseVector(predictor.raw(position)));
        }
        int width = numClasses();
        double[] predictions = new double[rows.size()];
        double[] raws = new double[rows.size() * width];
        for (int position = 0; position < predictions.length; position++) {
            Vector raw = new DenseVector(predictor.raw(position));
            ClassPredictions.copy(raw, raws, position * width);
            predictions[position] = raw2prediction(raw);
        }
        return new Predictions(rows, predictions, width, raws, new double[0]);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        return with(machine.sentBy(dataset.sparkSession()), new ParamMap())
                .withoutMissingColumn()
                .transformHere(dataset);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return hasProbabilities() || getProbabilityCol().isEmpty()
                ? super.transformSchema(schema)
                : copy(new ParamMap()).withoutMissingColumn().transformSchema(schema);
    }

    private SupportVectorClassificationModel withoutMissingColumn() {
        return hasProbabilities() ? this : setProbabilityCol("");
    }

    private SupportVectorClassificationModel with(Payload<SvmModel> payload, ParamMap extra) {
        return copyValues(new SupportVectorClassificationModel(uid(), payload, calibration), extra);
    }

    private Dataset<Row> transformHere(Dataset<?> dataset) {
        return super.transform(dataset);
    }

    @Override
    public SupportVectorClassificationModel copy(ParamMap extra) {
        SupportVectorClassificationModel copy = with(machine, extra);
        copy.setParent(parent());
        return copy;
    }

    @Override
    public MLWriter write() {
        return ModelFiles.writer(
                this, () -> SvmModels.put(new ModelArrays().put("calibration", calibration), machine.value()));
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<SupportVectorClassificationModel> read() {
        return ModelFiles.reader(
                SupportVectorClassificationModel.class,
                (uid, arrays) -> new SupportVectorClassificationModel(
                        uid, Payload.of(SvmModels.get(arrays)), arrays.doubles("calibration")));
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static SupportVectorClassificationModel load(String path) {
        return read().load(path);
    }
}
