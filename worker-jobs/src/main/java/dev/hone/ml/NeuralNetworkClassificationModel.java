package dev.hone.ml;

import dev.hone.ml.neural.Network;
import dev.hone.ml.neural.Softmax;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The model of {@link NeuralNetworkClassifier}. {@code rawPrediction} holds the network's outputs and {@code probability}
 * their softmax. Safe for use by many threads as long as no param is set.
 */
public final class NeuralNetworkClassificationModel extends ProbabilisticModel<NeuralNetworkClassificationModel>
        implements NeuralNetworkModel, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final Declared declared;
    private final Payload<Network> network;

    NeuralNetworkClassificationModel(String uid, Payload<Network> network) {
        this(Uid.announce(uid), network);
    }

    private NeuralNetworkClassificationModel(Uid announced, Payload<Network> network) {
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
    public int numClasses() {
        return network().layers().outputs();
    }

    @Override
    public int numFeatures() {
        return network().layers().inputs();
    }

    @Override
    public Vector predictRaw(Vector features) {
        return new DenseVector(network().outputs(features));
    }

    @Override
    public Vector raw2probabilityInPlace(Vector rawPrediction) {
        Softmax.apply(((DenseVector) rawPrediction).values(), 0, rawPrediction.size());
        return rawPrediction;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        return with(network.sentBy(dataset.sparkSession()), new ParamMap()).transformHere(dataset);
    }

    private Dataset<Row> transformHere(Dataset<?> dataset) {
        return super.transform(dataset);
    }

    private NeuralNetworkClassificationModel with(Payload<Network> payload, ParamMap extra) {
        return copyValues(new NeuralNetworkClassificationModel(uid(), payload), extra);
    }

    @Override
    public NeuralNetworkClassificationModel copy(ParamMap extra) {
        NeuralNetworkClassificationModel copy = with(network, extra);
        copy.setParent(parent());
        return copy;
    }

    @Override
    public MLWriter write() {
        return ModelFiles.writer(this, () -> NeuralNetworkModel.arrays(network()));
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<NeuralNetworkClassificationModel> read() {
        return ModelFiles.reader(
                NeuralNetworkClassificationModel.class,
                (uid, arrays) ->
                        new NeuralNetworkClassificationModel(uid, Payload.of(NeuralNetworkModel.network(arrays))));
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static NeuralNetworkClassificationModel load(String path) {
        return read().load(path);
    }
}
