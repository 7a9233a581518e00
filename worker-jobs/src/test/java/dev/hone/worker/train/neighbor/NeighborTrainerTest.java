package dev.hone.worker.train.neighbor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.ml.KNearestNeighborsClassifier;
import dev.hone.ml.KNearestNeighborsRegressor;
import dev.hone.worker.data.RowView;
import dev.hone.worker.evaluate.ModelPredictor;
import dev.hone.worker.metric.Predictions;
import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import dev.hone.worker.train.inline.ModelState;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.regression.LinearRegression;

class NeighborTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new NeighborTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                learner("one neighbor", classifier(1)),
                learner("two neighbors by distance", classifier(2).setWeights("distance")),
                learner("more neighbors than some tables have rows", classifier(9)),
                learner("cosine", classifier(2).setMetric("cosine")),
                learner("minkowski", classifier(2).setMetric("minkowski").setP(3)),
                new Learner("regression", ContractLabels.QUANTITIES, regressor(2)),
                new Learner(
                        "regression by manhattan distance",
                        ContractLabels.QUANTITIES,
                        regressor(2).setMetric("manhattan").setWeights("distance")));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new LinearSVC(), new LinearRegression());
    }

    @Override
    protected List<Path> paths() {
        return List.of(
                new Path("k", ContractLabels.CLASSES, List.of(classifier(1), classifier(2))),
                new Path("k", ContractLabels.CLASSES, List.of(classifier(9), classifier(1))),
                new Path("k", ContractLabels.QUANTITIES, List.of(regressor(2), regressor(1))));
    }

    /** A fit may keep its rows dense where the table has them sparse, or the reverse. */
    @Override
    protected void assertAlike(Case trained, Model<?> expected, Model<?> actual) {
        assertThat(predictions(actual, trained.rows())).isEqualTo(predictions(expected, trained.rows()));
        assertThat(params(actual)).isNotEmpty().isEqualTo(params(expected));
    }

    private static List<Double> predictions(Model<?> model, RowView rows) {
        Predictions predicted = ModelPredictor.predict(model, rows);
        List<Double> all = new ArrayList<>();
        for (int row = 0; row < predicted.size(); row++) {
            all.add(predicted.prediction(row));
            for (int index = 0; index < predicted.width(); index++) {
                all.add(predicted.rawPrediction(row, index));
                all.add(predicted.probability(row, index));
            }
        }
        return all;
    }

    private static List<String> params(Model<?> model) {
        return ModelState.of(model).stream()
                .filter(line -> line.contains("aramMap."))
                .toList();
    }

    private static Learner learner(String name, KNearestNeighborsClassifier estimator) {
        return new Learner(name, ContractLabels.CLASSES, estimator);
    }

    private static KNearestNeighborsClassifier classifier(int k) {
        return new KNearestNeighborsClassifier("knn").setK(k);
    }

    private static KNearestNeighborsRegressor regressor(int k) {
        return new KNearestNeighborsRegressor("knn").setK(k);
    }
}
