package dev.hone.worker.train.neighbor;

import dev.hone.ml.NeighborLearner;
import dev.hone.ml.NeighborModel;
import dev.hone.ml.NeighborParams;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.RowTrainer;
import dev.hone.worker.train.TrainedModel;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Estimator;

/** Keeps a fold's rows once for all trials. Models of a group find the neighbours of a test row once, for the largest k. */
public final class NeighborTrainer extends RowTrainer {
    private static final Set<String> PATH = Set.of("k");

    @Override
    public boolean accepts(Estimator<?> estimator) {
        return estimator instanceof NeighborLearner<?>;
    }

    @Override
    public Set<String> sharedTrainingParams(Estimator<?> estimator) {
        return PATH;
    }

    @Override
    public List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows) {
        List<TrainedModel> models = super.trainAll(estimators, rows);
        int largest = estimators.stream()
                .mapToInt(estimator -> ((NeighborParams) estimator).getK())
                .max()
                .orElse(0);
        models.forEach(trained -> ((NeighborModel) trained.model()).searchAtLeast(largest));
        return models;
    }

    @Override
    public long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        return 2 * data.features().bytes(rows);
    }
}
