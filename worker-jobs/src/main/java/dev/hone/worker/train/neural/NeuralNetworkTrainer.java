package dev.hone.worker.train.neural;

import dev.hone.ml.NeuralNetworkLearner;
import dev.hone.ml.neural.NetworkTraining;
import dev.hone.worker.data.RowView;
import dev.hone.worker.train.RowTrainer;
import dev.hone.worker.train.TrainedModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;

/**
 * Trains neural networks. Fewer epochs are passed on the way to more, unless the learning rate depends on how many there are
 * to be.
 */
public final class NeuralNetworkTrainer extends RowTrainer {
    private static final Set<String> PATH = Set.of("epochs");

    @Override
    public boolean accepts(Estimator<?> estimator) {
        return estimator instanceof NeuralNetworkLearner<?>;
    }

    @Override
    public Set<String> sharedTrainingParams(Estimator<?> estimator) {
        return ((NeuralNetworkLearner<?>) estimator).passesFewerEpochs() ? PATH : Set.of();
    }

    @Override
    public List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows) {
        return sharedTrainingParams(estimators.get(0)).isEmpty()
                ? super.trainAll(estimators, rows)
                : trainPath(
                        estimators.stream()
                                .map(estimator -> learner(estimator, rows))
                                .toList(),
                        rows);
    }

    private static NeuralNetworkLearner<?> learner(Estimator<?> estimator, RowView rows) {
        return (NeuralNetworkLearner<?>) prepared(estimator, rows);
    }

    private static List<TrainedModel> trainPath(List<? extends NeuralNetworkLearner<?>> learners, RowView rows) {
        NetworkTraining training = learners.get(0).training(rows);
        TrainedModel[] models = new TrainedModel[learners.size()];
        IntStream.range(0, models.length)
                .boxed()
                .sorted(Comparator.comparing(index -> learners.get(index).getEpochs()))
                .forEach(index -> {
                    NeuralNetworkLearner<?> learner = learners.get(index);
                    training.trainTo(learner.getEpochs());
                    models[index] =
                            TrainedModel.fast(learner.copyValues(learner.model(training.network()), new ParamMap()));
                });
        return Arrays.asList(models);
    }
}
