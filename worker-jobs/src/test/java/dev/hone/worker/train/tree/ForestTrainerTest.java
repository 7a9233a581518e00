package dev.hone.worker.train.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.ContractTable;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import dev.hone.worker.train.inline.ModelState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Forests in which nothing is drawn equal MLlib's; for the others see {@link ForestDistributionTest}. */
class ForestTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new ForestTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                new Learner(
                        "one tree",
                        ContractLabels.CLASSES,
                        new RandomForestClassifier().setNumTrees(1).setBootstrap(false)),
                new Learner(
                        "all features",
                        ContractLabels.TWO_CLASSES,
                        new RandomForestClassifier()
                                .setNumTrees(2)
                                .setBootstrap(false)
                                .setFeatureSubsetStrategy("all")
                                .setImpurity("entropy")),
                new Learner(
                        "one tree of quantities",
                        ContractLabels.QUANTITIES,
                        new RandomForestRegressor().setNumTrees(1).setBootstrap(false)),
                new Learner(
                        "all features, quantities",
                        ContractLabels.QUANTITIES,
                        new RandomForestRegressor()
                                .setNumTrees(2)
                                .setBootstrap(false)
                                .setFeatureSubsetStrategy("1.0")));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new DecisionTreeClassifier(), new RandomForestClassifier() {});
    }

    @Override
    protected List<Path> paths() {
        RandomForestClassifier classifier = new RandomForestClassifier().setMaxDepth(4);
        RandomForestRegressor regressor =
                new RandomForestRegressor().setNumTrees(3).setSubsamplingRate(0.8);
        return List.of(
                path("numTrees", ContractLabels.CLASSES, classifier, 3, 1, 6, 2),
                path("numTrees", ContractLabels.QUANTITIES, regressor, 3, 1, 6, 2),
                path(
                        "maxDepth",
                        ContractLabels.CLASSES,
                        classifier.copy(new ParamMap()).setNumTrees(3),
                        3,
                        0,
                        7),
                path("maxDepth", ContractLabels.QUANTITIES, regressor, 3, 0, 7),
                path(
                        "maxDepth",
                        ContractLabels.QUANTITIES,
                        regressor.copy(new ParamMap()).setBootstrap(false),
                        2,
                        5),
                new Path(
                        TreeLimits.PARAMS,
                        ContractLabels.CLASSES,
                        TreeLimits.of(classifier.copy(new ParamMap()).setNumTrees(3))),
                new Path(TreeLimits.PARAMS, ContractLabels.QUANTITIES, TreeLimits.of(regressor)),
                new Path(List.of("numTrees", "minInstancesPerNode"), ContractLabels.CLASSES, sizes(classifier)));
    }

    /** Of no tree there are the same variants. */
    private static List<Estimator<?>> sizes(RandomForestClassifier estimator) {
        return List.of(
                estimator.copy(new ParamMap()).setNumTrees(2).setMinInstancesPerNode(9),
                estimator.copy(new ParamMap()).setNumTrees(3).setMinInstancesPerNode(2),
                estimator.copy(new ParamMap()).setNumTrees(1).setMinInstancesPerNode(5),
                estimator.copy(new ParamMap()).setNumTrees(3).setMinInstancesPerNode(4));
    }

    private static Path path(String param, ContractLabels labels, Estimator<?> estimator, Integer... values) {
        List<Estimator<?>> estimators = Stream.of(values)
                .<Estimator<?>>map(value -> {
                    Estimator<?> copy = estimator.copy(new ParamMap());
                    copy.set(param, value);
                    return copy;
                })
                .toList();
        return new Path(param, labels, estimators);
    }

    private Stream<Arguments> forestsOfDraws() {
        return Stream.of(
                        new Learner("classes", ContractLabels.CLASSES, new RandomForestClassifier().setNumTrees(7)),
                        new Learner(
                                "quantities",
                                ContractLabels.QUANTITIES,
                                new RandomForestRegressor().setNumTrees(7).setSubsamplingRate(0.7)))
                .flatMap(learner -> tables(learner.labels()).stream().map(table -> Arguments.of(learner, table)));
    }

    @ParameterizedTest
    @MethodSource("forestsOfDraws")
    void treesThatAreTrainedApartMakeTheSameForest(Learner learner, ContractTable table) {
        ForestTrainer trainer = new ForestTrainer();
        List<Model<?>> parts = Stream.of(
                        trainer.trainMembers(learner.estimator(), table.rows(), 0, 3),
                        trainer.trainMembers(learner.estimator(), table.rows(), 3, 4),
                        trainer.trainMembers(learner.estimator(), table.rows(), 4, 7))
                .map(Optional::orElseThrow)
                .<Model<?>>map(part -> part)
                .toList();

        Model<?> joined = trainer.joined(learner.estimator(), parts);

        assertThat(trainer.members(learner.estimator())).isEqualTo(7);
        assertThat(ModelState.of(joined)).isEqualTo(ModelState.of(trainer.train(learner.estimator(), table.rows())));
    }

    @Test
    void rowsThatMllibRefusesHaveNoMembers() {
        Estimator<?> estimator = new RandomForestClassifier().setThresholds(new double[] {0.1, 0.2, 0.3, 0.4});

        assertThat(tables(ContractLabels.TWO_CLASSES))
                .allMatch(table -> new ForestTrainer()
                        .trainMembers(estimator, table.rows(), 0, 10)
                        .isEmpty());
    }
}
