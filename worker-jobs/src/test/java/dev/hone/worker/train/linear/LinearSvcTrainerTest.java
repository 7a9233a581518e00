package dev.hone.worker.train.linear;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;

class LinearSvcTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new LinearSvcTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                learner("no penalty", new LinearSVC()),
                learner("ridge, threshold", new LinearSVC().setRegParam(0.1).setThreshold(0.2)),
                learner(
                        "ridge, not standardized",
                        new LinearSVC().setRegParam(0.1).setStandardization(false)),
                learner("no intercept", new LinearSVC().setFitIntercept(false).setMaxIter(10)),
                learner("no iteration", new LinearSVC().setMaxIter(0)),
                learner(
                        "one iteration, small blocks",
                        new LinearSVC().setMaxIter(1).setMaxBlockSizeInMB(1e-3)),
                learner("loose tolerance", new LinearSVC().setRegParam(0.01).setTol(0.05)),
                new Learner("three classes", ContractLabels.CLASSES, new LinearSVC()));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new LogisticRegression(), new LinearSVC() {});
    }

    @Override
    protected List<Path> paths() {
        return List.of(
                JointPaths.of(ContractLabels.TWO_CLASSES, new LinearSVC()),
                new Path(
                        "maxIter",
                        ContractLabels.TWO_CLASSES,
                        List.of(
                                new LinearSVC().setMaxIter(5),
                                new LinearSVC().setMaxIter(100),
                                new LinearSVC().setMaxIter(0),
                                new LinearSVC().setMaxIter(17))));
    }

    private static Learner learner(String name, LinearSVC estimator) {
        return new Learner(name, ContractLabels.TWO_CLASSES, estimator);
    }
}
