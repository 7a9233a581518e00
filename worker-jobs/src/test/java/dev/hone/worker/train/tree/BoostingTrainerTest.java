package dev.hone.worker.train.tree;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.regression.DecisionTreeRegressor;
import org.apache.spark.ml.regression.GBTRegressor;

class BoostingTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new BoostingTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                classifier("logistic", classifier()),
                classifier("logistic, subsampled", classifier().setSubsamplingRate(0.6)),
                classifier(
                        "logistic, validated",
                        classifier().setMaxIter(8).setStepSize(0.5).setValidationIndicatorCol("validation")),
                regressor("squared", regressor()),
                regressor(
                        "absolute, few bins, limits",
                        regressor().setLossType("absolute").setMaxBins(6).setMinInstancesPerNode(4)),
                regressor(
                        "squared, subsampled, validated",
                        tolerant(regressor().setMaxIter(8).setSubsamplingRate(0.7))));
    }

    private static GBTClassifier classifier() {
        return new GBTClassifier().setMaxIter(3).setMaxDepth(3).setSeed(7);
    }

    private static GBTRegressor regressor() {
        return new GBTRegressor().setMaxIter(3).setMaxDepth(3).setSeed(7);
    }

    private static GBTRegressor tolerant(GBTRegressor estimator) {
        estimator.set(estimator.validationTol(), 0.001);
        return estimator.setValidationIndicatorCol("validation");
    }

    private static Learner classifier(String name, GBTClassifier estimator) {
        return new Learner(name, ContractLabels.TWO_CLASSES, estimator);
    }

    private static Learner regressor(String name, GBTRegressor estimator) {
        return new Learner(name, ContractLabels.QUANTITIES, estimator);
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new DecisionTreeRegressor(), new GBTClassifier() {});
    }

    @Override
    protected List<Path> paths() {
        return List.of(
                path(ContractLabels.TWO_CLASSES, classifier().setSubsamplingRate(0.6)),
                path(ContractLabels.TWO_CLASSES, classifier().setStepSize(0.5).setValidationIndicatorCol("validation")),
                path(ContractLabels.QUANTITIES, regressor()));
    }

    private static Path path(ContractLabels labels, Estimator<?> estimator) {
        List<Estimator<?>> estimators = Stream.of(4, 1, 7)
                .<Estimator<?>>map(iterations -> {
                    Estimator<?> copy = estimator.copy(new org.apache.spark.ml.param.ParamMap());
                    copy.set("maxIter", iterations);
                    return copy;
                })
                .toList();
        return new Path("maxIter", labels, estimators);
    }
}
