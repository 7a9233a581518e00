package dev.hone.ml;

import dev.hone.ml.neural.Activation;
import dev.hone.ml.neural.Initialization;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.shared.HasRegParam;
import org.apache.spark.ml.param.shared.HasSeed;
import org.apache.spark.ml.param.shared.HasSolver;
import org.apache.spark.ml.param.shared.HasStandardization;
import org.apache.spark.ml.param.shared.HasTol;
import org.apache.spark.ml.param.shared.HasWeightCol;
import scala.Function1;

/** Params of neural networks, of estimators and models alike: a model's tell how it was trained. */
public interface NeuralNetworkParams extends HasSeed, HasWeightCol, HasTol, HasRegParam, HasSolver, HasStandardization {
    /** What {@code solver} can be. */
    List<String> SOLVERS = List.of("adam", "sgd", "l-bfgs");

    /** What {@code learningRateSchedule} can be. */
    List<String> SCHEDULES = List.of("constant", "invscaling", "exponential", "cosine", "adaptive");

    /** The params of one object, made by its constructor. */
    final class Declared implements Serializable {
        private static final long serialVersionUID = 1L;

        private final IntArrayParam hiddenLayers;
        private final IntParam layers;
        private final IntParam neurons;
        private final Param<String> activation;
        private final Param<String> initialization;
        private final Param<String> solver;
        private final DoubleParam learningRate;
        private final Param<String> learningRateSchedule;
        private final DoubleParam learningRatePower;
        private final DoubleParam learningRateDecay;
        private final DoubleParam momentum;
        private final BooleanParam nesterov;
        private final DoubleParam beta1;
        private final DoubleParam beta2;
        private final IntParam epochs;
        private final IntParam batchSize;
        private final DoubleParam regParam;
        private final DoubleParam dropout;
        private final DoubleParam validationFraction;
        private final IntParam patience;
        private final DoubleParam tol;
        private final LongParam seed;
        private final Param<String> weightCol;
        private final BooleanParam standardization;

        Declared(NeuralNetworkParams owner) {
            hiddenLayers = new IntArrayParam(
                    owner,
                    "hiddenLayers",
                    "number of neurons of each hidden layer, from inputs to outputs (each >= 1); not together with"
                            + " layers or neurons",
                    (Function1<int[], Object> & Serializable)
                            sizes -> IntStream.of(sizes).allMatch(size -> size > 0));
            layers = new IntParam(
                    owner,
                    "layers",
                    "number of hidden layers of equal size (>= 0); not together with hiddenLayers",
                    ParamValidators.gtEq(0));
            neurons = new IntParam(
                    owner,
                    "neurons",
                    "number of neurons of each hidden layer (>= 1); not together with hiddenLayers",
                    ParamValidators.gtEq(1));
            activation =
                    choice(owner, "activation", "activation function of the hidden layers", Activation.paramValues());
            initialization = choice(owner, "initialization", "weight initialization", Initialization.paramValues());
            solver = choice(owner, "solver", "solver for weight optimization", SOLVERS);
            learningRate = new DoubleParam(
                    owner, "learningRate", "initial learning rate of adam and sgd (> 0)", ParamValidators.gt(0));
            learningRateSchedule =
                    choice(owner, "learningRateSchedule", "learning-rate schedule of adam and sgd", SCHEDULES);
            learningRatePower = new DoubleParam(
                    owner,
                    "learningRatePower",
                    "exponent of the inverse scaling learning rate, for schedule invscaling (>= 0)",
                    ParamValidators.gtEq(0));
            learningRateDecay = new DoubleParam(
                    owner,
                    "learningRateDecay",
                    "learning-rate decay per epoch, for schedule exponential (in (0, 1])",
                    ParamValidators.inRange(0, 1, false, true));
            momentum = share(owner, "momentum", "momentum coefficient of sgd");
            nesterov = new BooleanParam(owner, "nesterov", "whether sgd uses Nesterov momentum");
            beta1 = share(owner, "beta1", "decay rate of adam's first moment estimates");
            beta2 = share(owner, "beta2", "decay rate of adam's second moment estimates");
            epochs = new IntParam(
                    owner,
                    "epochs",
                    "maximum number of epochs, or of iterations of l-bfgs (>= 1)",
                    ParamValidators.gtEq(1));
            batchSize = new IntParam(
                    owner,
                    "batchSize",
                    "mini-batch size of adam and sgd, at most the number of rows (>= 1)",
                    ParamValidators.gtEq(1));
            regParam = new DoubleParam(
                    owner, "regParam", "L2 regularization of the weights (>= 0)", ParamValidators.gtEq(0));
            dropout = share(owner, "dropout", "dropout rate of the hidden layers, for adam and sgd");
            validationFraction = share(
                    owner,
                    "validationFraction",
                    "fraction of the rows held out for early stopping and for the choice of the best epoch; 0 for"
                            + " none");
            patience = new IntParam(
                    owner,
                    "patience",
                    "consecutive epochs without an improvement of at least tol before training stops (>= 0)",
                    ParamValidators.gtEq(0));
            tol = new DoubleParam(
                    owner,
                    "tol",
                    "least decrease of the loss that counts as an improvement, and convergence tolerance of l-bfgs"
                            + " (>= 0)",
                    ParamValidators.gtEq(0));
            seed = new LongParam(owner, "seed", "random seed");
            weightCol = new Param<>(owner, "weightCol", "weight column name; if empty, each row has weight 1");
            standardization = new BooleanParam(
                    owner,
                    "standardization",
                    "whether features, and the label of a regressor, are standardized to mean 0 and standard deviation 1 for training");
            setDefaults(owner);
        }

        private void setDefaults(NeuralNetworkParams owner) {
            owner.setDefault(layers, 1);
            owner.setDefault(neurons, 100);
            owner.setDefault(activation, Activation.RELU.paramValue());
            owner.setDefault(initialization, Initialization.GLOROT.paramValue());
            owner.setDefault(solver, "adam");
            owner.setDefault(learningRate, 0.001);
            owner.setDefault(learningRateSchedule, "constant");
            owner.setDefault(learningRatePower, 0.5);
            owner.setDefault(learningRateDecay, 0.95);
            owner.setDefault(momentum, 0.9);
            owner.setDefault(nesterov, true);
            owner.setDefault(beta1, 0.9);
            owner.setDefault(beta2, 0.999);
            owner.setDefault(epochs, 200);
            owner.setDefault(batchSize, 200);
            owner.setDefault(regParam, 0.0);
            owner.setDefault(dropout, 0.0);
            owner.setDefault(validationFraction, 0.0);
            owner.setDefault(patience, 10);
            owner.setDefault(tol, 1e-4);
            owner.setDefault(seed, (long) owner.getClass().getName().hashCode());
            owner.setDefault(standardization, true);
        }

        private static Param<String> choice(NeuralNetworkParams owner, String name, String doc, List<String> allowed) {
            return new ChoiceParam(owner, name, doc, allowed);
        }

        private static DoubleParam share(NeuralNetworkParams owner, String name, String doc) {
            return new DoubleParam(owner, name, doc + " (in [0, 1))", ParamValidators.inRange(0, 1, true, false));
        }
    }

    /** This object's params. */
    Declared networkParams();

    /** Number of neurons of each hidden layer, from inputs to outputs; no default, see {@link #layers()}. */
    default IntArrayParam hiddenLayers() {
        return networkParams().hiddenLayers;
    }

    /** Number of hidden layers, all of {@link #neurons()}, where {@link #hiddenLayers()} is not set; default 1. */
    default IntParam layers() {
        return networkParams().layers;
    }

    /** Number of neurons of each of {@link #layers()}; default 100. */
    default IntParam neurons() {
        return networkParams().neurons;
    }

    /** Activation function of the hidden layers, one of {@link Activation}; default {@code relu}. */
    default Param<String> activation() {
        return networkParams().activation;
    }

    /** Weight initialization, one of {@link Initialization}; default {@code glorot}. */
    default Param<String> initialization() {
        return networkParams().initialization;
    }

    /** Solver for weight optimization, one of {@link #SOLVERS}; default {@code adam}. */
    @Override
    default Param<String> solver() {
        return networkParams().solver;
    }

    /** Initial learning rate of adam and sgd, above 0; default 0.001. */
    default DoubleParam learningRate() {
        return networkParams().learningRate;
    }

    /** How the learning rate changes over the epochs, one of {@link #SCHEDULES}; default {@code constant}. */
    default Param<String> learningRateSchedule() {
        return networkParams().learningRateSchedule;
    }

    /** Power of schedule {@code invscaling}, at least 0; default 0.5. */
    default DoubleParam learningRatePower() {
        return networkParams().learningRatePower;
    }

    /** Factor of schedule {@code exponential}, above 0 and at most 1; default 0.95. */
    default DoubleParam learningRateDecay() {
        return networkParams().learningRateDecay;
    }

    /** Share of its speed that sgd keeps, at least 0 and below 1; default 0.9. */
    default DoubleParam momentum() {
        return networkParams().momentum;
    }

    /** Whether sgd looks ahead to where its speed takes it; default true. */
    default BooleanParam nesterov() {
        return networkParams().nesterov;
    }

    /** Share of the past in adam's mean of gradients, at least 0 and below 1; default 0.9. */
    default DoubleParam beta1() {
        return networkParams().beta1;
    }

    /** Share of the past in adam's mean of squared gradients, at least 0 and below 1; default 0.999. */
    default DoubleParam beta2() {
        return networkParams().beta2;
    }

    /** Most passes over the rows, or iterations of l-bfgs, at least 1; default 200. */
    default IntParam epochs() {
        return networkParams().epochs;
    }

    /** Rows a step of adam and sgd, at least 1; default 200, and never more than there are. */
    default IntParam batchSize() {
        return networkParams().batchSize;
    }

    /**
     * L2 penalty, at least 0; default 0. The mean loss of the rows grows by {@code regParam / 2} times the sum of all squared
     * weights, biases left out; scikit-learn's {@code alpha} is {@code regParam} times the rows of a batch.
     */
    @Override
    default DoubleParam regParam() {
        return networkParams().regParam;
    }

    /** Share of hidden neurons that are silent at a step of adam and sgd, at least 0 and below 1; default 0. */
    default DoubleParam dropout() {
        return networkParams().dropout;
    }

    /**
     * Share of the rows that are not learned from, at least 0 and below 1; default 0. Their loss tells when to stop, and the
     * weights of the epoch in which it was lowest are kept. Each class gives as much of its rows. Without, the loss of the
     * rows learned from tells when to stop, and the last weights are kept.
     */
    default DoubleParam validationFraction() {
        return networkParams().validationFraction;
    }

    /** Training ends after more epochs in a row than this in which the loss fails to fall by {@code tol}; default 10. */
    default IntParam patience() {
        return networkParams().patience;
    }

    /** By how much the loss must fall below its lowest, and convergence tolerance of l-bfgs, at least 0; default 1e-4. */
    @Override
    default DoubleParam tol() {
        return networkParams().tol;
    }

    /** Seed of first weights, order of rows, dropout and choice of validation rows. */
    @Override
    default LongParam seed() {
        return networkParams().seed;
    }

    /** Column of weights; a row of weight 2 counts as two, one of weight 0 not at all. */
    @Override
    default Param<String> weightCol() {
        return networkParams().weightCol;
    }

    /**
     * Whether features, and the label of a regressor, are scaled to mean 0 and deviation 1 for training; default true.
     * Predictions are in the label's own unit in any case.
     */
    @Override
    default BooleanParam standardization() {
        return networkParams().standardization;
    }

    /**
     * The value of {@link #hiddenLayers()}.
     *
     * @throws java.util.NoSuchElementException if it is not set
     */
    default int[] getHiddenLayers() {
        return getOrDefault(hiddenLayers());
    }

    /** The value of {@link #layers()}. */
    default int getLayers() {
        return (Integer) getOrDefault(layers());
    }

    /** The value of {@link #neurons()}. */
    default int getNeurons() {
        return (Integer) getOrDefault(neurons());
    }

    /** The value of {@link #activation()}. */
    default String getActivation() {
        return getOrDefault(activation());
    }

    /** The value of {@link #initialization()}. */
    default String getInitialization() {
        return getOrDefault(initialization());
    }

    /** The value of {@link #learningRate()}. */
    default double getLearningRate() {
        return (Double) getOrDefault(learningRate());
    }

    /** The value of {@link #learningRateSchedule()}. */
    default String getLearningRateSchedule() {
        return getOrDefault(learningRateSchedule());
    }

    /** The value of {@link #learningRatePower()}. */
    default double getLearningRatePower() {
        return (Double) getOrDefault(learningRatePower());
    }

    /** The value of {@link #learningRateDecay()}. */
    default double getLearningRateDecay() {
        return (Double) getOrDefault(learningRateDecay());
    }

    /** The value of {@link #momentum()}. */
    default double getMomentum() {
        return (Double) getOrDefault(momentum());
    }

    /** The value of {@link #nesterov()}. */
    default boolean getNesterov() {
        return (Boolean) getOrDefault(nesterov());
    }

    /** The value of {@link #beta1()}. */
    default double getBeta1() {
        return (Double) getOrDefault(beta1());
    }

    /** The value of {@link #beta2()}. */
    default double getBeta2() {
        return (Double) getOrDefault(beta2());
    }

    /** The value of {@link #epochs()}. */
    default int getEpochs() {
        return (Integer) getOrDefault(epochs());
    }

    /** The value of {@link #batchSize()}. */
    default int getBatchSize() {
        return (Integer) getOrDefault(batchSize());
    }

    /** The value of {@link #dropout()}. */
    default double getDropout() {
        return (Double) getOrDefault(dropout());
    }

    /** The value of {@link #validationFraction()}. */
    default double getValidationFraction() {
        return (Double) getOrDefault(validationFraction());
    }

    /** The value of {@link #patience()}. */
    default int getPatience() {
        return (Integer) getOrDefault(patience());
    }

    // Spark's traits assign their params through these, from initializers that are not called here.

    @Override
    default void org$apache$spark$ml$param$shared$HasSeed$_setter_$seed_$eq(LongParam param) {}

    @Override
    default void org$apache$spark$ml$param$shared$HasWeightCol$_setter_$weightCol_$eq(Param<String> param) {}

    @Override
    default void org$apache$spark$ml$param$shared$HasTol$_setter_$tol_$eq(DoubleParam param) {}

    @Override
    default void org$apache$spark$ml$param$shared$HasRegParam$_setter_$regParam_$eq(DoubleParam param) {}

    @Override
    default void org$apache$spark$ml$param$shared$HasSolver$_setter_$solver_$eq(Param<String> param) {}

    @Override
    default void org$apache$spark$ml$param$shared$HasStandardization$_setter_$standardization_$eq(BooleanParam param) {}
}
