package dev.hone.worker.train.bayes;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.ContractTable;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.NaiveBayes;

/** Zeros and ones, and other features to be refused. */
class BernoulliNaiveBayesTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new NaiveBayesTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                learner("bernoulli", new NaiveBayes().setModelType("bernoulli")),
                learner(
                        "bernoulli, little smoothing",
                        new NaiveBayes().setModelType("bernoulli").setSmoothing(1e-3)));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new LinearSVC(), new NaiveBayes() {});
    }

    @Override
    protected List<ContractTable> tables(ContractLabels labels) {
        return ReshapedTables.of(super.tables(labels), value -> value > 0.5 ? 1 : 0);
    }

    @Override
    protected List<ContractTable> unsuitableTables(ContractLabels labels) {
        return Stream.of(
                        super.unsuitableTables(labels),
                        ReshapedTables.of(super.unsuitableTables(labels), value -> value > 0.5 ? 1 : 0),
                        super.tables(labels))
                .flatMap(List::stream)
                .toList();
    }

    private static Learner learner(String name, NaiveBayes estimator) {
        return new Learner(name, ContractLabels.CLASSES, estimator);
    }
}
