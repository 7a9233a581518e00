package dev.hone.worker.train.inline;

import static dev.hone.worker.train.inline.ParityTables.COUNTS;
import static dev.hone.worker.train.inline.ParityTables.FLAGS;
import static dev.hone.worker.train.inline.ParityTables.THREE_CLASSES;
import static dev.hone.worker.train.inline.ParityTables.THREE_CLASSES_CATEGORIES;
import static dev.hone.worker.train.inline.ParityTables.THREE_CLASSES_NAMED;
import static dev.hone.worker.train.inline.ParityTables.THREE_CLASSES_SPARSE;
import static dev.hone.worker.train.inline.ParityTables.THREE_CLASSES_WEIGHTED;
import static dev.hone.worker.train.inline.ParityTables.TWO_CLASSES;
import static dev.hone.worker.train.inline.ParityTables.TWO_CLASSES_SPARSE_WEIGHTED;
import static dev.hone.worker.train.inline.ParityTables.TWO_CLASSES_VALIDATED;
import static dev.hone.worker.train.inline.ParityTables.TWO_CLASSES_WEIGHTED;

import java.util.List;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.FMClassifier;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.classification.NaiveBayes;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.ml.linalg.Vectors;

/** Every classifier of MLlib in the configurations that take different ways through its trainer. */
final class ClassifierCases {
    private ClassifierCases() {}

    static List<ParityCase> linear() {
        return List.of(
                new ParityCase("logistic regression, no penalty", logistic(), TWO_CLASSES),
                new ParityCase("logistic regression, elastic net, weights", elasticNet(), TWO_CLASSES_WEIGHTED),
                new ParityCase(
                        "logistic regression, elastic net, sparse, weights", elasticNet(), TWO_CLASSES_SPARSE_WEIGHTED),
                new ParityCase(
                        "logistic regression, ridge, not standardized, no intercept",
                        logistic().setRegParam(0.1).setStandardization(false).setFitIntercept(false),
                        TWO_CLASSES_SPARSE_WEIGHTED),
                new ParityCase(
                        "logistic regression, bounds",
                        logistic()
                                .setLowerBoundsOnCoefficients(Matrices.dense(1, 4, new double[] {0, -0.1, 0, -1}))
                                .setUpperBoundsOnIntercepts(Vectors.dense(0.05)),
                        TWO_CLASSES),
                new ParityCase("logistic regression, threshold", logistic().setThreshold(0.3), TWO_CLASSES),
                new ParityCase(
                        "logistic regression, multinomial family of two classes",
                        logistic().setFamily("multinomial").setRegParam(0.01),
                        TWO_CLASSES),
                new ParityCase(
                        "logistic regression, multinomial, thresholds",
                        logistic().setThresholds(new double[] {0.2, 0.3, 0.5}),
                        THREE_CLASSES),
                new ParityCase("logistic regression, multinomial, elastic net", elasticNet(), THREE_CLASSES_WEIGHTED),
                new ParityCase("logistic regression, multinomial, sparse", elasticNet(), THREE_CLASSES_SPARSE),
                new ParityCase("linear SVC", supportVector(), TWO_CLASSES),
                new ParityCase(
                        "linear SVC, ridge, not standardized, weights",
                        supportVector().setRegParam(0.1).setStandardization(false),
                        TWO_CLASSES_WEIGHTED),
                new ParityCase(
                        "linear SVC, sparse, weights",
                        supportVector().setRegParam(0.01).setThreshold(0.2),
                        TWO_CLASSES_SPARSE_WEIGHTED),
                new ParityCase(
                        "one versus rest of logistic regressions",
                        new OneVsRest().setClassifier(logistic().setMaxIter(2)),
                        THREE_CLASSES_NAMED),
                new ParityCase(
                        "one versus rest of linear SVCs, weights",
                        new OneVsRest().setClassifier(supportVector().setMaxIter(2)),
                        THREE_CLASSES_WEIGHTED),
                new ParityCase(
                        "one versus rest of decision trees",
                        new OneVsRest().setClassifier(new DecisionTreeClassifier().setMaxDepth(2)),
                        THREE_CLASSES));
    }

    static List<ParityCase> trees() {
        return List.of(
                new ParityCase("decision tree classifier, gini", tree(), THREE_CLASSES),
                new ParityCase(
                        "decision tree classifier, entropy, weights",
                        tree().setImpurity("entropy"),
                        THREE_CLASSES_WEIGHTED),
                new ParityCase("decision tree classifier, categories", tree().setMaxDepth(4), THREE_CLASSES_CATEGORIES),
                new ParityCase(
                        "decision tree classifier, sparse, few bins",
                        tree().setMaxBins(5).setMinInstancesPerNode(4),
                        TWO_CLASSES_SPARSE_WEIGHTED),
                new ParityCase("random forest classifier, two classes", forest(), TWO_CLASSES),
                new ParityCase("random forest classifier, weights", forest(), THREE_CLASSES_WEIGHTED),
                new ParityCase(
                        "random forest classifier, node id cache",
                        forest().setCacheNodeIds(true).setCheckpointInterval(1),
                        THREE_CLASSES),
                new ParityCase(
                        "random forest classifier, subsampling without replacement",
                        forest().setBootstrap(false).setSubsamplingRate(0.6),
                        THREE_CLASSES_SPARSE),
                new ParityCase(
                        "random forest classifier, categories, one feature a node",
                        forest().setFeatureSubsetStrategy("1").setSubsamplingRate(0.8),
                        THREE_CLASSES_CATEGORIES),
                new ParityCase("boosted trees classifier", boosted(), TWO_CLASSES),
                new ParityCase(
                        "boosted trees classifier, subsampling, sparse, weights",
                        boosted().setSubsamplingRate(0.7),
                        TWO_CLASSES_SPARSE_WEIGHTED),
                new ParityCase(
                        "boosted trees classifier, validation",
                        boosted().setMaxIter(4).setValidationIndicatorCol("validation"),
                        TWO_CLASSES_VALIDATED));
    }

    static List<ParityCase> others() {
        return List.of(
                new ParityCase("perceptron, l-bfgs", perceptron(2), TWO_CLASSES),
                new ParityCase("perceptron, gradient descent", perceptron(3).setSolver("gd"), THREE_CLASSES),
                new ParityCase("perceptron, sparse, small blocks", perceptron(3).setBlockSize(7), THREE_CLASSES_SPARSE),
                new ParityCase("factorization machine classifier", machine(), TWO_CLASSES),
                new ParityCase(
                        "factorization machine classifier, gradient descent, mini batches",
                        machine().setSolver("gd").setMiniBatchFraction(0.5).setRegParam(0.01),
                        TWO_CLASSES),
                new ParityCase("naive Bayes, multinomial, sparse, weights", bayes("multinomial"), COUNTS),
                new ParityCase("naive Bayes, complement, sparse, weights", bayes("complement"), COUNTS),
                new ParityCase("naive Bayes, bernoulli", bayes("bernoulli").setSmoothing(0.5), FLAGS),
                new ParityCase("naive Bayes, gaussian", bayes("gaussian"), THREE_CLASSES),
                new ParityCase("naive Bayes, gaussian, weights", bayes("gaussian"), THREE_CLASSES_WEIGHTED),
                new ParityCase("naive Bayes, gaussian, sparse, weights", bayes("gaussian"), COUNTS));
    }

    private static LogisticRegression logistic() {
        return new LogisticRegression().setMaxIter(4);
    }

    private static LogisticRegression elasticNet() {
        return logistic().setRegParam(0.02).setElasticNetParam(0.4);
    }

    private static LinearSVC supportVector() {
        return new LinearSVC().setMaxIter(3);
    }

    private static DecisionTreeClassifier tree() {
        return new DecisionTreeClassifier().setMaxDepth(3);
    }

    private static RandomForestClassifier forest() {
        return new RandomForestClassifier().setNumTrees(3).setMaxDepth(3).setSeed(7);
    }

    private static GBTClassifier boosted() {
        return new GBTClassifier().setMaxIter(2).setMaxDepth(2).setSeed(7);
    }

    private static MultilayerPerceptronClassifier perceptron(int classes) {
        return new MultilayerPerceptronClassifier()
                .setLayers(new int[] {4, 3, classes})
                .setMaxIter(3)
                .setSeed(7);
    }

    private static FMClassifier machine() {
        return new FMClassifier().setFactorSize(2).setMaxIter(3).setSeed(7);
    }

    private static NaiveBayes bayes(String type) {
        return new NaiveBayes().setModelType(type);
    }
}
