package dev.hone.ml;

import dev.hone.ml.neural.Activation;
import dev.hone.ml.neural.Adam;
import dev.hone.ml.neural.Initialization;
import dev.hone.ml.neural.LearningRate;
import dev.hone.ml.neural.Momentum;
import dev.hone.ml.neural.Network;
import dev.hone.ml.neural.NetworkSettings;
import dev.hone.ml.neural.NetworkTraining;
import dev.hone.ml.neural.Solver;
import dev.hone.ml.neural.StepRule;
import dev.hone.ml.neural.Stopping;
import dev.hone.worker.data.RowView;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;

/**
 * An estimator that trains a neural network.
 *
 * <p>Hidden layers are given by {@code layers} and {@code neurons}, so many of so many neurons each, which are plain numbers
 * that can be tuned, or one by one by {@code hiddenLayers}. Where the latter is set and one of the former too, {@code fit}
 * refuses.
 *
 * @param <L> the estimator's own class
 */
public interface NeuralNetworkLearner<L> extends NeuralNetworkParams, RowLearner {

    /**
     * Makes ready to train on rows in the calling thread; {@code epochs} is left to the caller, who may stop at any and go on.
     *
     * @throws IllegalArgumentException if params do not go together, or the rows cannot be learned from
     */
    NetworkTraining training(RowView rows);

    /** The model of a trained network; its params are not set yet. */
    Model<?> model(Network network);

    @Override
    default Model<?> learn(RowView rows) {
        NetworkTraining training = training(rows);
        training.trainTo(getEpochs());
        return model(training.network());
    }

    /** Whether a training of more epochs passes what one of fewer ends with. */
    default boolean passesFewerEpochs() {
        return !getLearningRateSchedule().equals("cosine") || getSolver().equals("l-bfgs");
    }

    @Override
    default void requireConsistentParams() {
        if (isSet(hiddenLayers()) && (isSet(layers()) || isSet(neurons()))) {
            throw new IllegalArgumentException(RowChecks.name(this)
                    + ": hidden layers must be given by 'hiddenLayers', or by 'layers' and 'neurons', not by both");
        }
        if (getDropout() > 0 && getSolver().equals("l-bfgs")) {
            throw new IllegalArgumentException(RowChecks.name(this)
                    + ": param 'dropout' must be 0 with solver l-bfgs (dropout: " + getDropout() + ")");
        }
    }

    /** All params that training depends on but for {@code epochs}. */
    default NetworkSettings settings() {
        return new NetworkSettings(
                hiddenSizes(),
                Activation.of(getActivation()),
                Initialization.of(getInitialization()),
                solverOfParams(),
                getRegParam(),
                new Stopping(getValidationFraction(), getPatience(), getTol()),
                getStandardization(),
                getSeed());
    }

    private List<Integer> hiddenSizes() {
        return isSet(hiddenLayers())
                ? IntStream.of(getHiddenLayers()).boxed().toList()
                : Collections.nCopies(getLayers(), getNeurons());
    }

    private Solver solverOfParams() {
        return switch (getSolver()) {
            case "l-bfgs" -> new Solver.QuasiNewton();
            case "sgd" -> miniBatch(new Momentum(getMomentum(), getNesterov()));
            default -> miniBatch(new Adam(getBeta1(), getBeta2()));
        };
    }

    private Solver miniBatch(StepRule rule) {
        return new Solver.MiniBatch(rule, schedule(), getBatchSize(), getDropout());
    }

    private LearningRate schedule() {
        double first = getLearningRate();
        return switch (getLearningRateSchedule()) {
            case "invscaling" -> new LearningRate.InverseScaling(first, getLearningRatePower());
            case "exponential" -> new LearningRate.Exponential(first, getLearningRateDecay());
            case "cosine" -> new LearningRate.Cosine(first, getEpochs());
            case "adaptive" -> new LearningRate.Adaptive(first);
            default -> new LearningRate.Constant(first);
        };
    }

    /** Number of neurons of each hidden layer, from inputs to outputs, each at least 1; none by default. */
    default L setHiddenLayers(int... value) {
        return Setters.set(this, hiddenLayers(), value);
    }

    /** Number of hidden layers of {@code neurons} each, at least 0; default 1. */
    default L setLayers(int value) {
        return Setters.set(this, layers(), value);
    }

    /** Number of neurons of each hidden layer, at least 1; default 100. */
    default L setNeurons(int value) {
        return Setters.set(this, neurons(), value);
    }

    /** Activation function of the hidden layers: {@code relu} (default), {@code tanh}, {@code sigmoid}, {@code elu}, {@code gelu} or {@code identity}. */
    default L setActivation(String value) {
        return Setters.set(this, activation(), value);
    }

    /** Weight initialization: {@code glorot} (default) or {@code he}. */
    default L setInitialization(String value) {
        return Setters.set(this, initialization(), value);
    }

    /** Solver for weight optimization: {@code adam} (default), {@code sgd} or {@code l-bfgs}. */
    default L setSolver(String value) {
        return Setters.set(this, solver(), value);
    }

    /** Initial learning rate of adam and sgd, above 0; default 0.001. */
    default L setLearningRate(double value) {
        return Setters.set(this, learningRate(), value);
    }

    /**
     * Learning-rate schedule of adam and sgd: {@code constant} (default), {@code invscaling}, {@code exponential},
     * {@code cosine} or {@code adaptive}.
     */
    default L setLearningRateSchedule(String value) {
        return Setters.set(this, learningRateSchedule(), value);
    }

    /** Exponent of the inverse scaling learning rate, for schedule {@code invscaling}, at least 0; default 0.5. */
    default L setLearningRatePower(double value) {
        return Setters.set(this, learningRatePower(), value);
    }

    /** Learning-rate decay per epoch, for schedule {@code exponential}, above 0 and at most 1; default 0.95. */
    default L setLearningRateDecay(double value) {
        return Setters.set(this, learningRateDecay(), value);
    }

    /** Momentum coefficient of sgd, at least 0 and below 1; default 0.9. */
    default L setMomentum(double value) {
        return Setters.set(this, momentum(), value);
    }

    /** Whether sgd uses Nesterov momentum; default true. */
    default L setNesterov(boolean value) {
        return Setters.set(this, nesterov(), value);
    }

    /** Decay rate of adam's first moment estimates, at least 0 and below 1; default 0.9. */
    default L setBeta1(double value) {
        return Setters.set(this, beta1(), value);
    }

    /** Decay rate of adam's second moment estimates, at least 0 and below 1; default 0.999. */
    default L setBeta2(double value) {
        return Setters.set(this, beta2(), value);
    }

    /** Maximum number of epochs, or of iterations of l-bfgs, at least 1; default 200. */
    default L setEpochs(int value) {
        return Setters.set(this, epochs(), value);
    }

    /** Mini-batch size of adam and sgd in rows, at least 1; default 200. */
    default L setBatchSize(int value) {
        return Setters.set(this, batchSize(), value);
    }

    /** L2 regularization of the weights, at least 0; default 0. */
    default L setRegParam(double value) {
        return Setters.set(this, regParam(), value);
    }

    /** Dropout rate of the hidden layers, at least 0 and below 1; default 0; must be 0 with l-bfgs. */
    default L setDropout(double value) {
        return Setters.set(this, dropout(), value);
    }

    /** Fraction of the rows held out for early stopping, at least 0 and below 1; default 0. */
    default L setValidationFraction(double value) {
        return Setters.set(this, validationFraction(), value);
    }

    /** Consecutive epochs without an improvement of at least {@code tol} before training stops, at least 0; default 10. */
    default L setPatience(int value) {
        return Setters.set(this, patience(), value);
    }

    /** Least decrease of the loss that counts as an improvement, and tolerance of l-bfgs, at least 0; default 1e-4. */
    default L setTol(double value) {
        return Setters.set(this, tol(), value);
    }

    /** Random seed; default: a hash of the class name, as in Spark. */
    default L setSeed(long value) {
        return Setters.set(this, seed(), value);
    }

    /** Name of the weight column; not set by default: each row has weight 1. */
    default L setWeightCol(String value) {
        return Setters.set(this, weightCol(), value);
    }

    /** Whether features, and the label of a regressor, are standardized for training; default true. */
    default L setStandardization(boolean value) {
        return Setters.set(this, standardization(), value);
    }
}
