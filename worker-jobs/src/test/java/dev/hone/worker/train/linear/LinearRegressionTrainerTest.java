package dev.hone.worker.train.linear;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;

class LinearRegressionTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new LinearRegressionTrainer();
    }

    @Override
    protected void assertAlike(Case trained, Model<?> expected, Model<?> actual) {
        LinearParity.assertAlike(trained, expected, actual);
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                learner("l-bfgs", iterative()),
                learner(
                        "l-bfgs, no intercept",
                        iterative().setFitIntercept(false).setMaxIter(8)),
                learner("l-bfgs, no iteration", iterative().setMaxIter(0)),
                learner("l-bfgs, ridge", iterative().setRegParam(0.2)),
                learner(
                        "l-bfgs, ridge, not standardized",
                        iterative().setRegParam(0.2).setStandardization(false)),
                learner("l-bfgs, elastic net", penalized(iterative())),
                learner(
                        "l-bfgs, elastic net, not standardized, small blocks",
                        penalized(iterative()).setStandardization(false).setMaxBlockSizeInMB(1e-3)),
                learner("by itself", new LinearRegression()),
                learner("normal", normal()),
                learner("normal, no intercept", normal().setFitIntercept(false)),
                learner(
                        "normal, ridge, not standardized",
                        normal().setRegParam(0.2).setStandardization(false)),
                learner("normal, elastic net", penalized(normal())),
                learner(
                        "normal, lasso, few iterations",
                        penalized(normal()).setElasticNetParam(1).setMaxIter(3)),
                learner("huber", huber()),
                learner("huber, no intercept", huber().setFitIntercept(false).setMaxIter(5)),
                learner("huber, ridge", huber().setRegParam(0.1).setEpsilon(1.1)),
                learner(
                        "huber, ridge, not standardized, small blocks",
                        huber().setRegParam(0.1).setStandardization(false).setMaxBlockSizeInMB(1e-3)));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(
                new GeneralizedLinearRegression(),
                new LinearRegression() {},
                huber().setSolver("normal"),
                huber().setElasticNetParam(0.5));
    }

    @Override
    protected List<Path> paths() {
        return List.of(
                JointPaths.of(ContractLabels.QUANTITIES, iterative()),
                path(iterative(), 0, 4, 2, 100),
                path(penalized(iterative()), 0, 4, 2, 100),
                path(huber(), 6, 3, 0));
    }

    private static Path path(LinearRegression estimator, int... iterations) {
        return new Path(
                "maxIter",
                ContractLabels.QUANTITIES,
                IntStream.of(iterations)
                        .<Estimator<?>>mapToObj(
                                count -> estimator.copy(new ParamMap()).setMaxIter(count))
                        .toList());
    }

    private static Learner learner(String name, LinearRegression estimator) {
        return new Learner(name, ContractLabels.QUANTITIES, estimator);
    }

    private static LinearRegression iterative() {
        return new LinearRegression().setSolver("l-bfgs");
    }

    private static LinearRegression normal() {
        return new LinearRegression().setSolver("normal");
    }

    private static LinearRegression penalized(LinearRegression estimator) {
        return estimator.setRegParam(0.2).setElasticNetParam(0.5);
    }

    private static LinearRegression huber() {
        return new LinearRegression().setLoss("huber").setMaxIter(8);
    }
}
