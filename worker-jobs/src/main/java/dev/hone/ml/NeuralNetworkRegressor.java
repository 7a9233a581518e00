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

    public NeuralNetworkRegressor() {
        this(Uid.random(NeuralNetworkRegressor.class));
    }

    public NeuralNetworkRegressor(String uid) {
        this(Uid.announce(uid));
    }

    private NeuralNetworkRegressor(Uid announced) {
        declared = new Declared(this);
        loss = new ChoiceParam(this, "loss", "what training makes small", LOSSES);
        epsilon = new DoubleParam(
                this,
                "epsilon",
                "largest error that loss huber squares, in deviations of the label if standardized (> 0)",
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

    /** What training makes small: {@code squaredError} (default), {@code absoluteError} or {@code huber}. */
    @Override
    public Param<String> loss() {
        return loss;
    }

    /** Largest error that loss huber squares, above 0; default 1.35. In deviations of the label where that is standardized. */
    public DoubleParam epsilon() {
        return epsilon;
    }

    /** {@code squaredError} (default), {@code absoluteError} or {@code huber}. */
    public NeuralNetworkRegressor setLoss(String value) {
        set(loss, value);
        return this;
    }

    /** Largest error that loss huber squares, above 0; default 1.35. */
    public NeuralNetworkRegressor setEpsilon(double value) {
        set(epsilon, value);
        return this;
    }

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

    public static MLReader<NeuralNetworkRegressor> read() {
        return new DefaultParamsReader<>();
    }

    public static NeuralNetworkRegressor load(String path) {
        return read().load(path);
    }
}
