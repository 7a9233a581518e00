package dev.hone.ml;

import dev.hone.ml.neural.Network;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The model of {@link NeuralNetworkRegressor}. Safe for use by many threads as long as no param is set. */
public final class NeuralNetworkRegressionModel extends RegressionModel<Vector, NeuralNetworkRegressionModel>
        implements NeuralNetworkModel, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final Declared declared;
    private final Payload<Network> network;

    NeuralNetworkRegressionModel(String uid, Payload<Network> network) {
        this(Uid.announce(uid), network);
    }

    private NeuralNetworkRegressionModel(Uid announced, Payload<Network> network) {
        declared = new Declared(this);
        this.network = network;
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

    @Override
    public Network network() {
        return network.value();
    }

    @Override
    public int numFeatures() {
        return network().layers().inputs();
    }

    @Override
    public double predict(Vector features) {
        return network().quantity(features);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        return with(network.sentBy(dataset.sparkSession()), new ParamMap()).transformHere(dataset);
    }

    private Dataset<Row> transformHere(Dataset<?> dataset) {
        return super.transform(dataset);
    }

    private NeuralNetworkRegressionModel with(Payload<Network> payload, ParamMap extra) {
        return copyValues(new NeuralNetworkRegressionModel(uid(), payload), extra);
    }

    @Override
    public NeuralNetworkRegressionModel copy(ParamMap extra) {
        NeuralNetworkRegressionModel copy = with(network, extra);
        copy.setParent(parent());
        return copy;
    }

    @Override
    public MLWriter write() {
        return ModelFiles.writer(this, () -> NeuralNetworkModel.arrays(network()));
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<NeuralNetworkRegressionModel> read() {
        return ModelFiles.reader(
                NeuralNetworkRegressionModel.class,
                (uid, arrays) -> new NeuralNetworkRegressionModel(uid, Payload.of(NeuralNetworkModel.network(arrays))));
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static NeuralNetworkRegressionModel load(String path) {
        return read().load(path);
    }
}
