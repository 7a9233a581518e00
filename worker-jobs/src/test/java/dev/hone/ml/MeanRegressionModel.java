package dev.hone.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The model of {@link MeanRegressor}. */
public final class MeanRegressionModel extends RegressionModel<Vector, MeanRegressionModel>
        implements MeanParams, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final MeanParams.Declared declared;
    private final Payload<double[]> mean;

    MeanRegressionModel(String uid, Payload<double[]> mean) {
        this(Uid.announce(uid), mean);
    }

    private MeanRegressionModel(Uid announced, Payload<double[]> mean) {
        declared = new MeanParams.Declared(this);
        this.mean = mean;
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = Uid.announced();
        }
        return uid;
    }

    @Override
    public MeanParams.Declared meanParams() {
        return declared;
    }

    @Override
    public double predict(Vector features) {
        return mean.value()[0] + getOffset();
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        return with(mean.sentBy(dataset.sparkSession()), new ParamMap()).transformHere(dataset);
    }

    private Dataset<Row> transformHere(Dataset<?> dataset) {
        return super.transform(dataset);
    }

    private MeanRegressionModel with(Payload<double[]> payload, ParamMap extra) {
        return copyValues(new MeanRegressionModel(uid(), payload), extra);
    }

    @Override
    public MeanRegressionModel copy(ParamMap extra) {
        MeanRegressionModel copy = with(mean, extra);
        copy.setParent(parent());
        return copy;
    }

    @Override
    public MLWriter write() {
        return ModelFiles.writer(this, () -> new ModelArrays().put("mean", mean.value()));
    }

    public static MLReader<MeanRegressionModel> read() {
        return ModelFiles.reader(
                MeanRegressionModel.class,
                (uid, arrays) -> new MeanRegressionModel(uid, Payload.of(arrays.doubles("mean"))));
    }

    public static MeanRegressionModel load(String path) {
        return read().load(path);
    }
}
