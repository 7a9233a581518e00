package dev.hone.ml;

import dev.hone.ml.neural.Network;
import dev.hone.ml.neural.NetworkTraining;
import dev.hone.ml.neural.Target;
import dev.hone.worker.data.RowView;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Classifies by a feed-forward network with any number of hidden layers, whose outputs' softmax are the probabilities of the
 * classes; trained by cross-entropy. Choices where there is one are those of scikit-learn's {@code MLPClassifier}, but for
 * {@code standardization} and two outputs for two classes.
 *
 * <p>{@code fit} collects the rows and trains in one thread; the same rows, params and seed give the same network.
 */
public final class NeuralNetworkClassifier
        extends ProbabilisticClassifier<Vector, NeuralNetworkClassifier, NeuralNetworkClassificationModel>
        implements NeuralNetworkLearner<NeuralNetworkClassifier>, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final Declared declared;

    /** Creates an estimator with a random uid and default params. */
    public NeuralNetworkClassifier() {
        this(Uid.random(NeuralNetworkClassifier.class));
    }

    /**
     * Creates an estimator with default params.
     *
     * @param uid unique id, by which params in a {@code ParamMap} find their owner
     */
    public NeuralNetworkClassifier(String uid) {
        this(Uid.announce(uid));
    }

    private NeuralNetworkClassifier(Uid announced) {
        declared = new Declared(this);
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
    public StructType transformSchema(StructType schema) {
        requireConsistentParams();
        return super.transformSchema(schema);
    }

    @Override
    public NeuralNetworkClassificationModel train(Dataset<?> dataset) {
        return (NeuralNetworkClassificationModel) learn(RowReader.classes(this, dataset));
    }

    @Override
    public NetworkTraining training(RowView rows) {
        requireConsistentParams();
        RowChecks.requireRows(this, rows);
        RowChecks.requireFiniteFeatures(this, rows);
        int classes = RowChecks.requireClasses(this, rows);
        return new NetworkTraining(rows, new Target.Classes(classes), settings());
    }

    @Override
    public NeuralNetworkClassificationModel model(Network network) {
        return new NeuralNetworkClassificationModel(uid(), Payload.of(network));
    }

    @Override
    public NeuralNetworkClassifier copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new DefaultParamsWriter(this);
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<NeuralNetworkClassifier> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static NeuralNetworkClassifier load(String path) {
        return read().load(path);
    }
}
