package dev.hone.worker.train.tree;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.regression.DecisionTreeRegressor;

class DecisionTreeTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new DecisionTreeTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                classifier("gini", new DecisionTreeClassifier()),
                classifier(
                        "entropy, few bins",
                        new DecisionTreeClassifier().setImpurity("entropy").setMaxBins(7)),
                classifier("root only", new DecisionTreeClassifier().setMaxDepth(0)),
                classifier(
                        "limits",
                        new DecisionTreeClassifier()
                                .setMaxDepth(9)
                                .setMinInstancesPerNode(3)
                                .setMinWeightFractionPerNode(0.04)
                                .setMinInfoGain(0.01)),
                new Learner(
                        "two classes",
                        ContractLabels.TWO_CLASSES,
                        new DecisionTreeClassifier().setThresholds(new double[] {0.3, 0.7})),
                regressor("variance", new DecisionTreeRegressor()),
                regressor(
                        "variance, deep",
                        new DecisionTreeRegressor().setMaxDepth(20).setVarianceCol("variance")),
                regressor(
                        "variance, limits",
                        new DecisionTreeRegressor()
                                .setMaxBins(9)
                                .setMinInstancesPerNode(3)
                                .setMinWeightFractionPerNode(0.1)
                                .setMinInfoGain(0.05)),
                new Learner("variance of whole numbers", ContractLabels.COUNTS, new DecisionTreeRegressor()));
    }

    private static Learner classifier(String name, DecisionTreeClassifier estimator) {
        return new Learner(name, ContractLabels.CLASSES, estimator);
    }

    private static Learner regressor(String name, DecisionTreeRegressor estimator) {
        return new Learner(name, ContractLabels.QUANTITIES, estimator);
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new RandomForestClassifier(), new DecisionTreeClassifier() {});
    }

    @Override
    protected List<Path> paths() {
        return List.of(
                new Path(
                        "maxDepth",
                        ContractLabels.CLASSES,
                        depths().<Estimator<?>>map(depth -> new DecisionTreeClassifier().setMaxDepth(depth))
                                .toList()),
                new Path(
                        "maxDepth",
                        ContractLabels.QUANTITIES,
                        depths().<Estimator<?>>map(depth -> new DecisionTreeRegressor().setMaxDepth(depth))
                                .toList()),
                new Path(TreeLimits.PARAMS, ContractLabels.CLASSES, TreeLimits.of(new DecisionTreeClassifier())),
                new Path(
                        TreeLimits.PARAMS,
                        ContractLabels.CLASSES,
                        TreeLimits.of(new DecisionTreeClassifier().setImpurity("entropy"))),
                new Path(TreeLimits.PARAMS, ContractLabels.QUANTITIES, TreeLimits.of(new DecisionTreeRegressor())));
    }

    private static Stream<Integer> depths() {
        return Stream.of(3, 0, 12, 1, 5);
    }
}
