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
 * Epsilon support vector regression, with the results of libsvm and scikit-learn's {@code SVR}. {@code fit} collects all rows.
 * Rows have no weights.
 */
public final class SupportVectorRegressor
        extends Regressor<Vector, SupportVectorRegressor, SupportVectorRegressionModel>
        implements SupportVectorLearner<SupportVectorRegressor>, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final SupportVectorParams.Declared declared;
    private final DoubleParam epsilon;

    /** Creates an estimator with a random uid and default params. */
    public SupportVectorRegressor() {
        this(Uid.random(SupportVectorRegressor.class));
    }

    /**
     * Creates an estimator with default params.
     *
     * @param uid unique id, by which params in a {@code ParamMap} find their owner
     */
    public SupportVectorRegressor(String uid) {
        this(Uid.announce(uid));
    }

    private SupportVectorRegressor(Uid announced) {
        declared = new SupportVectorParams.Declared(this);
        epsilon = new DoubleParam(
                this,
                "epsilon",
                "half the width of the epsilon-insensitive tube: smaller errors have no loss (>= 0)",
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

    /** Half the width of the epsilon-insensitive tube: smaller errors have no loss. At least 0; default 0.1. */
    public DoubleParam epsilon() {
        return epsilon;
    }

    /** The value of {@link #epsilon()}. */
    public double getEpsilon() {
        return (Double) getOrDefault(epsilon);
    }

    /** Half the width of the epsilon-insensitive tube: smaller errors have no loss. At least 0; default 0.1. */
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

    /** Reads what {@link #write} saved. */
    public static MLReader<SupportVectorRegressor> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static SupportVectorRegressor load(String path) {
        return read().load(path);
    }
}
