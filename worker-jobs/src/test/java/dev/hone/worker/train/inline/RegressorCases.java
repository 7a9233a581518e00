package dev.hone.worker.train.inline;

import static dev.hone.worker.train.inline.ParityTables.LIFETIMES;
import static dev.hone.worker.train.inline.ParityTables.LIFETIMES_WEIGHTED;
import static dev.hone.worker.train.inline.ParityTables.QUANTITIES;
import static dev.hone.worker.train.inline.ParityTables.QUANTITIES_CATEGORIES;
import static dev.hone.worker.train.inline.ParityTables.QUANTITIES_SPARSE;
import static dev.hone.worker.train.inline.ParityTables.QUANTITIES_WEIGHTED;
import static dev.hone.worker.train.inline.ParityTables.TWO_CLASSES;

import java.util.List;
import org.apache.spark.ml.regression.AFTSurvivalRegression;
import org.apache.spark.ml.regression.DecisionTreeRegressor;
import org.apache.spark.ml.regression.FMRegressor;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.IsotonicRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.RandomForestRegressor;

/** Every regressor of MLlib in the configurations that take different ways through its trainer. */
final class RegressorCases {
    private RegressorCases() {}

    static List<ParityCase> linear() {
        return List.of(
                new ParityCase("linear regression, l-bfgs", linear("l-bfgs"), QUANTITIES),
                new ParityCase(
                        "linear regression, l-bfgs, elastic net, weights", elasticNet("l-bfgs"), QUANTITIES_WEIGHTED),
                new ParityCase(
                        "linear regression, l-bfgs, sparse, no intercept",
                        linear("l-bfgs").setFitIntercept(false).setRegParam(0.1),
                        QUANTITIES_SPARSE),
                new ParityCase("linear regression, normal", linear("normal"), QUANTITIES),
                new ParityCase(
                        "linear regression, normal, elastic net, weights", elasticNet("normal"), QUANTITIES_WEIGHTED),
                new ParityCase(
                        "linear regression, normal, sparse", linear("normal").setRegParam(0.1), QUANTITIES_SPARSE),
                new ParityCase("linear regression, solver by itself", linear("auto"), QUANTITIES),
                new ParityCase("linear regression, huber", huber(), QUANTITIES),
                new ParityCase(
                        "linear regression, huber, ridge, weights", huber().setRegParam(0.1), QUANTITIES_WEIGHTED),
                new ParityCase("generalized linear, gaussian", general("gaussian"), QUANTITIES),
                new ParityCase(
                        "generalized linear, gaussian log link",
                        general("gaussian").setLink("log"),
                        LIFETIMES),
                new ParityCase("generalized linear, poisson, weights", general("poisson"), LIFETIMES_WEIGHTED),
                new ParityCase(
                        "generalized linear, poisson, offset, weights",
                        general("poisson").setOffsetCol("offset").setRegParam(0.1),
                        LIFETIMES_WEIGHTED),
                new ParityCase(
                        "generalized linear, gaussian, offset",
                        general("gaussian").setOffsetCol("offset"),
                        LIFETIMES),
                new ParityCase(
                        "generalized linear, gamma log link", general("gamma").setLink("log"), LIFETIMES),
                new ParityCase("generalized linear, binomial", general("binomial"), TWO_CLASSES),
                new ParityCase(
                        "generalized linear, tweedie",
                        general("tweedie").setVariancePower(1.5).setLinkPower(0),
                        LIFETIMES),
                new ParityCase("survival regression", survival(), LIFETIMES),
                new ParityCase("survival regression, no intercept", survival().setFitIntercept(false), LIFETIMES));
    }

    static List<ParityCase> trees() {
        return List.of(
                new ParityCase("decision tree regressor", new DecisionTreeRegressor().setMaxDepth(3), QUANTITIES),
                new ParityCase(
                        "decision tree regressor, weights",
                        new DecisionTreeRegressor().setMaxDepth(3).setMinWeightFractionPerNode(0.05),
                        QUANTITIES_WEIGHTED),
                new ParityCase(
                        "decision tree regressor, categories",
                        new DecisionTreeRegressor().setMaxDepth(3).setVarianceCol("variance"),
                        QUANTITIES_CATEGORIES),
                new ParityCase("random forest regressor", forest(), QUANTITIES),
                new ParityCase("random forest regressor, sparse", forest().setSubsamplingRate(0.7), QUANTITIES_SPARSE),
                new ParityCase(
                        "random forest regressor, weights, no bootstrap",
                        forest().setBootstrap(false),
                        QUANTITIES_WEIGHTED),
                new ParityCase("boosted trees regressor", boosted(), QUANTITIES),
                new ParityCase(
                        "boosted trees regressor, absolute loss, subsampling, weights",
                        boosted().setLossType("absolute").setSubsamplingRate(0.7),
                        QUANTITIES_WEIGHTED),
                new ParityCase(
                        "boosted trees regressor, validation",
                        boosted().setMaxIter(4).setValidationIndicatorCol("validation"),
                        LIFETIMES));
    }

    static List<ParityCase> others() {
        return List.of(
                new ParityCase("factorization machine regressor, adamW", machine(), QUANTITIES),
                new ParityCase(
                        "factorization machine regressor, gradient descent",
                        machine().setSolver("gd").setStepSize(0.01),
                        QUANTITIES_SPARSE),
                new ParityCase(
                        "factorization machine regressor, mini batches, no linear term",
                        machine().setMiniBatchFraction(0.5).setFitLinear(false),
                        QUANTITIES),
                new ParityCase("isotonic regression", new IsotonicRegression(), QUANTITIES),
                new ParityCase(
                        "isotonic regression, antitonic, second feature, weights",
                        new IsotonicRegression().setIsotonic(false).setFeatureIndex(1),
                        QUANTITIES_WEIGHTED),
                new ParityCase(
                        "isotonic regression, ties",
                        new IsotonicRegression().setFeatureIndex(2),
                        QUANTITIES_CATEGORIES));
    }

    private static LinearRegression linear(String solver) {
        return new LinearRegression().setMaxIter(4).setSolver(solver);
    }

    private static LinearRegression elasticNet(String solver) {
        return linear(solver).setRegParam(0.2).setElasticNetParam(0.5);
    }

    private static LinearRegression huber() {
        return linear("l-bfgs").setLoss("huber").setEpsilon(1.5);
    }

    private static GeneralizedLinearRegression general(String family) {
        return new GeneralizedLinearRegression().setFamily(family).setMaxIter(3);
    }

    private static AFTSurvivalRegression survival() {
        return new AFTSurvivalRegression().setMaxIter(3).setCensorCol("censor");
    }

    private static RandomForestRegressor forest() {
        return new RandomForestRegressor().setNumTrees(3).setMaxDepth(3).setSeed(7);
    }

    private static GBTRegressor boosted() {
        return new GBTRegressor().setMaxIter(2).setMaxDepth(2).setSeed(7);
    }

    private static FMRegressor machine() {
        return new FMRegressor().setFactorSize(2).setMaxIter(3).setSeed(7);
    }
}
