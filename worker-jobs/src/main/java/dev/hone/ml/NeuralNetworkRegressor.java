package dev.hone.ml;

import dev.hone.ml.neural.AbsoluteError;
import dev.hone.ml.neural.Huber;
import dev.hone.ml.neural.Loss;
import dev.hone.ml.neural.Network;
import dev.hone.ml.neural.NetworkTraining;
import dev.hone.ml.neural.SquaredError;
import dev.hone.ml.neural.Target;
import dev.hone.worker.data.RowView;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.shared.HasLoss;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Predicts a quantity by a feed-forward network with any number of hidden layers. Choices where there is one are those of
 * scikit-learn's {@code MLPRegressor}, but for {@code standardization}.
 *
 * <p>{@code fit} collects the rows and trains in one thread; the same rows, params and seed give the same network.
 */
public final class NeuralNetworkRegressor
        extends Regressor<Vector, NeuralNetworkRegressor, NeuralNetworkRegressionModel>
        implements NeuralNetworkLearner<NeuralNetworkRegressor>, HasLoss, MLWritable {
    /** What {@code loss} can be. */
    public static final List<String> LOSSES = List.of("squaredError", "absoluteError", "huber");

    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final Declared declared;
    private final Param<String> loss;
    private final DoubleParam epsilon;

    /** Creates an estimator with a random uid and default params. */
    public NeuralNetworkRegressor() {
        this(Uid.random(NeuralNetworkRegressor.class));
    }

    /**
     * Creates an estimator with default params.
     *
     * @param uid unique id, by which params in a {@code ParamMap} find their owner
     */
    public NeuralNetworkRegressor(String uid) {
        this(Uid.announce(uid));
    }

    private NeuralNetworkRegressor(Uid announced) {
        declared = new Declared(this);
        loss = new ChoiceParam(this, "loss", "loss function", LOSSES);
        epsilon = new DoubleParam(
                this,
                "epsilon",
                "error up to which the huber loss is quadratic, in standard deviations of the label if standardized (> 0)",
                ParamValidators.gt(0));
        setDefault(loss, "squaredError");
        setDefault(epsilon, 1.35);
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = Uid.announced();
        }
        return uid;
    }

    @Override
    public Declared networkParams() {
        return declared;
    }

    /** Loss function: {@code squaredError} (default), {@code absoluteError} or {@code huber}. */
    @Override
    public Param<String> loss() {
        return loss;
    }

    /**
     * Error up to which the huber loss is quadratic, above 0; default 1.35. In standard deviations of the label where that
     * is standardized.
     */
    public DoubleParam epsilon() {
        return epsilon;
    }

    /** Loss function: {@code squaredError} (default), {@code absoluteError} or {@code huber}. */
    public NeuralNetworkRegressor setLoss(String value) {
        set(loss, value);
        return this;
    }

    /** Error up to which the huber loss is quadratic, above 0; default 1.35. */
    public NeuralNetworkRegressor setEpsilon(double value) {
        set(epsilon, value);
        return this;
    }

    /** The value of {@link #epsilon()}. */
    public double getEpsilon() {
        return (Double) getOrDefault(epsilon);
    }

    private Loss lossOfParams() {
        return switch (getLoss()) {
            case "absoluteError" -> new AbsoluteError();
            case "huber" -> new Huber(getEpsilon());
            default -> new SquaredError();
        };
    }

    @Override
    public void org$apache$spark$ml$param$shared$HasLoss$_setter_$loss_$eq(Param<String> param) {}

    @Override
    public StructType transformSchema(StructType schema) {
        requireConsistentParams();
        return super.transformSchema(schema);
    }

    @Override
    public NeuralNetworkRegressionModel train(Dataset<?> dataset) {
        return (NeuralNetworkRegressionModel) learn(RowReader.quantities(this, dataset));
    }

    @Override
    public NetworkTraining training(RowView rows) {
        requireConsistentParams();
        RowChecks.requireRows(this, rows);
        RowChecks.requireFiniteFeatures(this, rows);
        RowChecks.requireFiniteLabels(this, rows);
        return new NetworkTraining(rows, new Target.Quantity(lossOfParams()), settings());
    }

    @Override
    public NeuralNetworkRegressionModel model(Network network) {
        return new NeuralNetworkRegressionModel(uid(), Payload.of(network));
    }

    @Override
    public NeuralNetworkRegressor copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new DefaultParamsWriter(this);
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<NeuralNetworkRegressor> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static NeuralNetworkRegressor load(String path) {
        return read().load(path);
    }
}
