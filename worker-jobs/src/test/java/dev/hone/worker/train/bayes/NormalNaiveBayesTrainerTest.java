package dev.hone.worker.train.bayes;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.NaiveBayes;

/** Features of any size. */
class NormalNaiveBayesTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new NaiveBayesTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(learner("gaussian", new NaiveBayes().setModelType("gaussian")));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new LinearSVC(), new NaiveBayes() {});
    }

    private static Learner learner(String name, NaiveBayes estimator) {
        return new Learner(name, ContractLabels.CLASSES, estimator);
    }
}
