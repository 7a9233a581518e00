package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import dev.hone.worker.train.inline.InlineTrainer;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.FMClassifier;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.junit.jupiter.api.Test;

class LogisticRegressionTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new LogisticRegressionTrainer();
    }

    @Override
    protected void assertAlike(Case trained, Model<?> expected, Model<?> actual) {
        LinearParity.assertAlike(trained, expected, actual);
    }

    @Override
    protected List<Learner> learners() {
        return Stream.concat(binomial().stream(), multinomial().stream()).toList();
    }

    private static List<Learner> binomial() {
        return List.of(
                twoClasses("no penalty", new LogisticRegression()),
                twoClasses("no intercept", new LogisticRegression().setFitIntercept(false)),
                twoClasses("no iteration", new LogisticRegression().setMaxIter(0)),
                twoClasses("one iteration", new LogisticRegression().setMaxIter(1)),
                twoClasses(
                        "from a model", new LogisticRegression().setMaxIter(3).setInitialModel(start())),
                twoClasses(
                        "from a model of other features",
                        new LogisticRegression().setMaxIter(3).setInitialModel(startElsewhere())),
                twoClasses("loose tolerance", new LogisticRegression().setTol(0.05)),
                twoClasses("ridge, thresholds", penalized(0).setThresholds(new double[] {0.3, 0.7})),
                twoClasses("ridge, not standardized, threshold", plain(0).setThreshold(0.7)),
                twoClasses("elastic net, ten iterations", penalized(0.4).setMaxIter(10)),
                twoClasses(
                        "elastic net, not standardized, no intercept",
                        plain(0.4).setFitIntercept(false)),
                twoClasses("lasso, small blocks", penalized(1).setMaxBlockSizeInMB(1e-3)),
                twoClasses(
                        "binomial family, small blocks",
                        new LogisticRegression().setFamily("binomial").setMaxBlockSizeInMB(5e-4)),
                twoClasses(
                        "bounded intercept",
                        new LogisticRegression()
                                .setMaxIter(7)
                                .setLowerBoundsOnIntercepts(Vectors.dense(-0.1))
                                .setUpperBoundsOnIntercepts(Vectors.dense(0.1))),
                twoClasses(
                        "bounded coefficients",
                        new LogisticRegression()
                                .setMaxIter(7)
                                .setRegParam(0.01)
                                .setLowerBoundsOnCoefficients(Matrices.dense(1, 4, new double[] {0, -0.1, 0, -1}))
                                .setUpperBoundsOnCoefficients(Matrices.dense(1, 4, new double[] {0.3, 1, 0, 1}))),
                twoClasses(
                        "multinomial family",
                        new LogisticRegression().setFamily("multinomial").setMaxIter(20)));
    }

    private static LogisticRegressionModel start() {
        return new LogisticRegressionModel("start", Vectors.dense(0.4, -0.2, 0.3, 1), 0.5);
    }

    private static LogisticRegressionModel startElsewhere() {
        return new LogisticRegressionModel("start", Vectors.dense(0.4, -0.2), 0.5);
    }

    private static List<Learner> multinomial() {
        return List.of(
                manyClasses("no penalty", new LogisticRegression().setMaxIter(15)),
                manyClasses(
                        "no intercept",
                        new LogisticRegression().setFitIntercept(false).setMaxIter(15)),
                manyClasses(
                        "no intercept, small blocks",
                        new LogisticRegression()
                                .setFitIntercept(false)
                                .setMaxIter(5)
                                .setMaxBlockSizeInMB(1e-3)),
                manyClasses("ridge, thresholds", penalized(0).setThresholds(new double[] {0.2, 0.3, 0.5})),
                manyClasses("ridge, not standardized", plain(0).setMaxIter(12)),
                manyClasses("elastic net", penalized(0.4).setMaxIter(12)),
                manyClasses(
                        "lasso, not standardized, small blocks",
                        plain(1).setMaxIter(12).setMaxBlockSizeInMB(1e-3)),
                manyClasses(
                        "no penalty, small blocks",
                        new LogisticRegression().setMaxIter(9).setMaxBlockSizeInMB(1e-3)),
                manyClasses("binomial family", new LogisticRegression().setFamily("binomial")),
                manyClasses(
                        "bounded intercepts",
                        new LogisticRegression()
                                .setMaxIter(5)
                                .setUpperBoundsOnIntercepts(Vectors.dense(0.1, 0.2, Double.POSITIVE_INFINITY))),
                manyClasses(
                        "bounds",
                        new LogisticRegression()
                                .setMaxIter(5)
                                .setLowerBoundsOnCoefficients(
                                        Matrices.dense(3, 4, new double[] {0, -1, 0, -1, -1, 0, 0, 0, -1, 0, -2, -3}))
                                .setLowerBoundsOnIntercepts(Vectors.dense(-0.1, -0.2, 0.05))));
    }

    @Override
    protected List<Estimator<?>> refused() {
        LogisticRegression contradictory = new LogisticRegression().setThreshold(0.4);
        contradictory.set(contradictory.thresholds(), new double[] {0.5, 0.5});
        return List.of(
                new LinearSVC(),
                new FMClassifier(),
                new LogisticRegression() {},
                contradictory,
                penalized(0.4).setUpperBoundsOnIntercepts(Vectors.dense(0.1)),
                new LogisticRegression().setFitIntercept(false).setUpperBoundsOnIntercepts(Vectors.dense(0.1)));
    }

    @Override
    protected List<Path> paths() {
        return List.of(
                path(ContractLabels.TWO_CLASSES, new LogisticRegression(), 100, 0, 3, 7, 3, 50),
                path(ContractLabels.TWO_CLASSES, penalized(0.4), 1, 2, 100),
                path(
                        ContractLabels.TWO_CLASSES,
                        new LogisticRegression().setUpperBoundsOnIntercepts(Vectors.dense(0.1)),
                        2,
                        4,
                        6),
                JointPaths.of(ContractLabels.TWO_CLASSES, new LogisticRegression()),
                JointPaths.of(ContractLabels.TWO_CLASSES, plain(0).setFitIntercept(false)),
                JointPaths.of(ContractLabels.CLASSES, new LogisticRegression()),
                path(ContractLabels.CLASSES, new LogisticRegression(), 2, 5, 12),
                path(ContractLabels.CLASSES, plain(0.4), 12, 5, 0));
    }

    @Test
    void rowsWithoutWeightMayHaveALabelBeyondTheClasses() {
        int rows = 31;
        double[] labels = IntStream.range(0, rows).mapToDouble(row -> row % 3).toArray();
        double[] weights = DoubleStream.generate(() -> 1).limit(rows).toArray();
        labels[rows - 1] = 5;
        weights[rows - 1] = 0;
        RowView view = TrainingData.builder(FeatureMatrix.dense(
                        rows, 2, new Random(3).doubles(2L * rows).toArray()))
                .classLabels(labels, 3, List.of())
                .weights(weights)
                .build()
                .allRows();
        LogisticRegression estimator = new LogisticRegression().setMaxIter(5);

        LinearParity.assertAlike(
                new InlineTrainer().train(estimator, view), trainer().train(estimator, view), 1e-9);
    }

    @Test
    void onlyWhatJointFitsTrainIsTrainedSideBySide() {
        LogisticRegression bounded = new LogisticRegression().setUpperBoundsOnIntercepts(Vectors.dense(0.1));
        LinearRegression iterative = new LinearRegression().setSolver("l-bfgs");
        LinearRegressionTrainer squares = new LinearRegressionTrainer();
        GeneralizedLinearRegression reweighted = new GeneralizedLinearRegression().setFamily("poisson");

        assertThat(trainer().sharedPassParams(new LogisticRegression())).contains("regParam", "tol", "maxIter");
        assertThat(trainer().sharedPassParams(bounded)).containsExactly("maxIter");
        assertThat(new LinearSvcTrainer().sharedPassParams(new LinearSVC())).contains("regParam");
        assertThat(squares.sharedPassParams(iterative)).contains("elasticNetParam");
        assertThat(squares.sharedPassParams(iterative.setLoss("huber"))).containsExactly("maxIter");
        assertThat(squares.sharedPassParams(new LinearRegression())).isEmpty();
        assertThat(new GeneralizedLinearTrainer().sharedPassParams(reweighted)).containsExactly("maxIter");
    }

    private static Path path(ContractLabels labels, LogisticRegression estimator, Integer... iterations) {
        return new Path(
                "maxIter",
                labels,
                Stream.of(iterations)
                        .<Estimator<?>>map(count -> estimator.copy(new ParamMap().put(estimator.maxIter(), count)))
                        .toList());
    }

    private static Learner twoClasses(String name, LogisticRegression estimator) {
        return new Learner("two classes, " + name, ContractLabels.TWO_CLASSES, estimator);
    }

    private static Learner manyClasses(String name, LogisticRegression estimator) {
        return new Learner("many classes, " + name, ContractLabels.CLASSES, estimator);
    }

    private static LogisticRegression penalized(double elasticNet) {
        return new LogisticRegression().setRegParam(0.02).setElasticNetParam(elasticNet);
    }

    private static LogisticRegression plain(double elasticNet) {
        return penalized(elasticNet).setStandardization(false);
    }
}
