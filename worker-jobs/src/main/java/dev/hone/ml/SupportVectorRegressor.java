package dev.hone.ml;

import dev.hone.ml.svm.SvmProblem;
import dev.hone.ml.svm.SvmTraining;
import dev.hone.worker.data.RowView;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * Epsilon support vector regression by libsvm, with the results of scikit-learn's {@code SVR}. {@code fit} collects all rows.
 * Rows have no weights: libsvm has none.
 */
public final class SupportVectorRegressor
        extends Regressor<Vector, SupportVectorRegressor, SupportVectorRegressionModel>
        implements SupportVectorLearner<SupportVectorRegressor>, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final SupportVectorParams.Declared declared;
    private final DoubleParam epsilon;

    public SupportVectorRegressor() {
        this(Uid.random(SupportVectorRegressor.class));
    }

    public SupportVectorRegressor(String uid) {
        this(Uid.announce(uid));
    }

    private SupportVectorRegressor(Uid announced) {
        declared = new SupportVectorParams.Declared(this);
        epsilon = new DoubleParam(
                this,
                "epsilon",
                "how far a prediction may be off without being an error (>= 0)",
                ParamValidators.gtEq(0));
        setDefault(epsilon, 0.1);
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

    /** How far a prediction may be off without being an error, at least 0; default 0.1. */
    public DoubleParam epsilon() {
        return epsilon;
    }

    public double getEpsilon() {
        return (Double) getOrDefault(epsilon);
    }

    /** How far a prediction may be off without being an error, at least 0; default 0.1. */
    public SupportVectorRegressor setEpsilon(double value) {
        set(epsilon, value);
        return this;
    }

    @Override
    public SupportVectorRegressionModel train(Dataset<?> dataset) {
        return learn(RowReader.quantities(this, dataset));
    }

    @Override
    public SupportVectorRegressionModel learn(RowView rows) {
        RowChecks.requireRows(this, rows);
        RowChecks.requireFiniteFeatures(this, rows);
        RowChecks.requireFiniteLabels(this, rows);
        return new SupportVectorRegressionModel(
                uid(),
                Payload.of(SvmTraining.quantities(SvmProblem.of(rows, 0), svmParams(getEpsilon(), new double[0]))));
    }

    @Override
    public SupportVectorRegressor copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new DefaultParamsWriter(this);
    }

    public static MLReader<SupportVectorRegressor> read() {
        return new DefaultParamsReader<>();
    }

    public static SupportVectorRegressor load(String path) {
        return read().load(path);
    }
}
