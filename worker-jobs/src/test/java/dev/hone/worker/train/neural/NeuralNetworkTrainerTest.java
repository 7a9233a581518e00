package dev.hone.worker.train.neural;

import dev.hone.ml.NeuralNetworkClassifier;
import dev.hone.ml.NeuralNetworkLearner;
import dev.hone.ml.NeuralNetworkRegressor;
import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.regression.LinearRegression;

/** Inline training runs the estimators' own {@code fit}. */
class NeuralNetworkTrainerTest extends TrainerContract {
    private static final int[] EPOCHS = {3, 9, 1, 5};

    @Override
    protected Trainer trainer() {
        return new NeuralNetworkTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                new Learner("adam", ContractLabels.CLASSES, classifier()),
                new Learner("l-bfgs", ContractLabels.CLASSES, classifier().setSolver("l-bfgs")),
                new Learner(
                        "sgd, two hidden layers",
                        ContractLabels.TWO_CLASSES,
                        classifier().setSolver("sgd").setHiddenLayers(5, 3)),
                new Learner(
                        "no hidden layer",
                        ContractLabels.TWO_CLASSES,
                        classifier().setLayers(0)),
                new Learner("quantities", ContractLabels.QUANTITIES, regressor()),
                new Learner(
                        "quantities, dropout, cosine",
                        ContractLabels.QUANTITIES,
                        regressor().setDropout(0.2).setLearningRateSchedule("cosine")));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new MultilayerPerceptronClassifier(), new LinearRegression());
    }

    @Override
    protected List<Path> paths() {
        return List.of(
                path(ContractLabels.CLASSES, classifier()),
                path(ContractLabels.CLASSES, classifier().setSolver("l-bfgs")),
                path(ContractLabels.TWO_CLASSES, classifier().setLearningRateSchedule("exponential")),
                path(
                        ContractLabels.QUANTITIES,
                        regressor().setValidationFraction(0.25).setPatience(0).setTol(0.01)));
    }

    private static Path path(ContractLabels labels, NeuralNetworkLearner<?> learner) {
        return new Path(
                "epochs",
                labels,
                IntStream.of(EPOCHS)
                        .<Estimator<?>>mapToObj(epochs -> copy(learner, epochs))
                        .toList());
    }

    private static Estimator<?> copy(NeuralNetworkLearner<?> learner, int epochs) {
        NeuralNetworkLearner<?> copy = (NeuralNetworkLearner<?>) learner.copy(learner.extractParamMap());
        copy.setEpochs(epochs);
        return (Estimator<?>) copy;
    }

    private static NeuralNetworkClassifier classifier() {
        return new NeuralNetworkClassifier("network").setNeurons(5).setEpochs(4).setBatchSize(16);
    }

    private static NeuralNetworkRegressor regressor() {
        return new NeuralNetworkRegressor("network").setNeurons(5).setEpochs(4).setBatchSize(16);
    }
}
