package dev.hone.worker.train.bayes;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.ContractTable;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.NaiveBayes;

/** Counts: tables without negative features, and those with them to be refused. */
class CountNaiveBayesTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new NaiveBayesTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                learner("multinomial", new NaiveBayes()),
                learner("multinomial, little smoothing", new NaiveBayes().setSmoothing(1e-3)),
                learner("multinomial, no smoothing", new NaiveBayes().setSmoothing(0)),
                learner("multinomial, thresholds", thresholds(26)),
                learner("multinomial, two thresholds", thresholds(2)),
                learner("complement", new NaiveBayes().setModelType("complement")),
                learner(
                        "complement, much smoothing",
                        new NaiveBayes().setModelType("complement").setSmoothing(40)));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new LinearSVC(), new NaiveBayes() {});
    }

    @Override
    protected List<ContractTable> tables(ContractLabels labels) {
        return ReshapedTables.of(super.tables(labels), Math::abs);
    }

    @Override
    protected List<ContractTable> unsuitableTables(ContractLabels labels) {
        return Stream.of(
                        super.unsuitableTables(labels),
                        ReshapedTables.of(super.unsuitableTables(labels), Math::abs),
                        super.tables(labels))
                .flatMap(List::stream)
                .toList();
    }

    private static NaiveBayes thresholds(int count) {
        NaiveBayes bayes = new NaiveBayes();
        bayes.setThresholds(
                IntStream.range(0, count).mapToDouble(label -> 0.1 + label).toArray());
        return bayes;
    }

    private static Learner learner(String name, NaiveBayes estimator) {
        return new Learner(name, ContractLabels.CLASSES, estimator);
    }
}
