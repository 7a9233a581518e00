package dev.hone.ml;

import dev.hone.worker.data.RowView;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasSeed;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/** The least that an estimator of this package is made of: predicts the weighted mean of the labels plus an offset. */
public final class MeanRegressor extends Regressor<Vector, MeanRegressor, MeanRegressionModel>
        implements RowLearner, MeanParams, HasSeed, HasWeightCol, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final MeanParams.Declared declared;

    @SuppressWarnings("NullAway.Init")
    private LongParam seed;

    @SuppressWarnings("NullAway.Init")
    private Param<String> weightCol;

    public MeanRegressor() {
        this(Uid.random(MeanRegressor.class));
    }

    public MeanRegressor(String uid) {
        this(Uid.announce(uid));
    }

    private MeanRegressor(Uid announced) {
        declared = new MeanParams.Declared(this);
        HasSeed.$init$(this);
        HasWeightCol.$init$(this);
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

    public MeanRegressor setOffset(double value) {
        set(offset(), value);
        return this;
    }

    public MeanRegressor setWeightCol(String value) {
        set(weightCol, value);
        return this;
    }

    @Override
    public LongParam seed() {
        return seed;
    }

    @Override
    public void org$apache$spark$ml$param$shared$HasSeed$_setter_$seed_$eq(LongParam param) {
        seed = param;
    }

    @Override
    public Param<String> weightCol() {
        return weightCol;
    }

    @Override
    public void org$apache$spark$ml$param$shared$HasWeightCol$_setter_$weightCol_$eq(Param<String> param) {
        weightCol = param;
    }

    @Override
    public MeanRegressionModel train(Dataset<?> dataset) {
        return learn(RowReader.quantities(this, dataset));
    }

    @Override
    public MeanRegressionModel learn(RowView rows) {
        RowChecks.requireRows(this, rows);
        RowChecks.requireFiniteLabels(this, rows);
        double sum = 0;
        double weights = 0;
        for (int position = 0; position < rows.size(); position++) {
            sum += rows.weight(position) * rows.label(position);
            weights += rows.weight(position);
        }
        return new MeanRegressionModel(uid(), Payload.of(new double[] {sum / weights}));
    }

    @Override
    public MeanRegressor copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new DefaultParamsWriter(this);
    }

    public static MLReader<MeanRegressor> read() {
        return new DefaultParamsReader<>();
    }

    public static MeanRegressor load(String path) {
        return read().load(path);
    }
}
