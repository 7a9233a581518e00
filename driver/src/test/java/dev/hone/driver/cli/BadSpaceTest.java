package dev.hone.driver.cli;

import static dev.hone.driver.cli.Mistake.inLearner;
import static dev.hone.driver.cli.Mistake.inSpace;
import static dev.hone.driver.cli.Mistake.inStudy;

import java.util.stream.Stream;

/** Whatever is wrong with the learners of a study, their params and the values to try. */
class BadSpaceTest extends MistakeContract {
    static final String TREE_PARAMS = "cacheNodeIds, checkpointInterval, impurity, maxBins, maxDepth,"
            + " maxMemoryInMB, minInfoGain, minInstancesPerNode, minWeightFractionPerNode, seed, thresholds";
    private static final String LEARNERS =
            "AFTSurvivalRegression, ALS, BisectingKMeans, DecisionTreeClassifier, DecisionTreeRegressor"
                    + ", FMClassifier, FMRegressor, GBTClassifier, GBTRegressor"
                    + ", GaussianMixture, GeneralizedLinearRegression, IsotonicRegression, KMeans"
                    + ", KNearestNeighborsClassifier, KNearestNeighborsRegressor, LDA, LinearRegression"
                    + ", LinearSVC, LogisticRegression, MultilayerPerceptronClassifier, NaiveBayes"
                    + ", NeuralNetworkClassifier, NeuralNetworkRegressor, OneVsRest, RandomForestClassifier"
                    + ", RandomForestRegressor, SupportVectorClassifier, SupportVectorRegressor, or a full class name";

    static Stream<Mistake> mistakes() {
        return Stream.of(learners(), params(), paramsOfOurOwnLearners(), dimensions())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> learners() {
        return Stream.of(
                inStudy(
                        "an unknown learner",
                        "DecisionTreeClassifier",
                        "DecisionTreClassifier",
                        "line 6, learner: Learner 'DecisionTreClassifier' is not known (known: " + LEARNERS
                                + "); did you mean 'DecisionTreeClassifier'?"),
                inLearner(
                        "an unknown learner in a list",
                        "learner:\n  - LinearSVC\n  - name: Magic\n",
                        "line 8, learner.1.name: Learner 'Magic' is not known (known: " + LEARNERS + ")"),
                inStudy(
                        "a class that is not there",
                        "DecisionTreeClassifier",
                        "com.example.Magic",
                        "line 6, learner: Learner 'com.example.Magic' is not a class on the class path"),
                inStudy(
                        "a class that is no learner",
                        "DecisionTreeClassifier",
                        "java.lang.String",
                        "line 6, learner: Learner 'java.lang.String' must be a Spark ML Estimator"),
                inStudy(
                        "an estimator that predicts nothing",
                        "DecisionTreeClassifier",
                        "org.apache.spark.ml.fpm.FPGrowth",
                        "line 6, learner: Learner 'org.apache.spark.ml.fpm.FPGrowth' cannot be trained inside a"
                                + " task: it must extend org.apache.spark.ml.Predictor"),
                inLearner(
                        "learners of two kinds",
                        "learner: [LinearSVC, KMeans]\n",
                        "line 6, learner.1: learners of one study must be of one kind (KMeans: clusterer, before:"
                                + " classifier)"),
                inStudy(
                        "a space beside a list of learners",
                        "learner: DecisionTreeClassifier",
                        "learner: [DecisionTreeClassifier]",
                        "line 7, space: belongs to a single learner; give each learner of a list its own"),
                inLearner(
                        "one against the rest of nothing",
                        "learner: OneVsRest\n",
                        "line 6, learner: OneVsRest: param 'classifier' must name a classifier of two classes, such as"
                                + " LinearSVC"),
                inLearner(
                                "weights for a learner that takes none",
                                "learner: FMClassifier\n",
                                "line 5, data.weight: FMClassifier takes no weights")
                        .weighted(),
                inLearner(
                                "weights for a repeated classifier that takes none",
                                "learner: OneVsRest\nspace: {classifier: [LinearSVC, FMClassifier]}\n",
                                "line 5, data.weight: FMClassifier takes no weights")
                        .weighted());
    }

    private static Stream<Mistake> params() {
        return Stream.of(
                inStudy(
                        "an unknown param",
                        "maxDepth:",
                        "maxDept:",
                        "line 8, space.maxDept: DecisionTreeClassifier has no param 'maxDept' (params: " + TREE_PARAMS
                                + "); did you mean 'maxDepth'?"),
                inLearner(
                        "an unknown param of a repeated classifier",
                        "learner: OneVsRest\nspace:\n  classifier: [DecisionTreeClassifier]\n  classifier.depth: 2\n",
                        "line 9, space.classifier.depth: DecisionTreeClassifier has no param 'depth' (params: "
                                + TREE_PARAMS + "); did you mean 'maxDepth'?"),
                inStudy(
                        "a column that belongs to Hone",
                        "maxDepth: [1, 2]",
                        "labelCol: kind",
                        "line 8, space.labelCol: DecisionTreeClassifier: param 'labelCol' is set by Hone; name the"
                                + " table's columns under data"),
                inLearner(
                        "a value that its validator refuses",
                        "learner: LogisticRegression\nspace:\n  regParam: [-1]\n",
                        "line 8, space.regParam: LogisticRegression: param 'regParam' does not take -1 (regularization"
                                + " parameter (>= 0))"),
                inStudy(
                        "a bound that its validator refuses",
                        "minInfoGain: 0.0",
                        "minInstancesPerNode: {int: [0, 3]}",
                        "line 9, space.minInstancesPerNode: DecisionTreeClassifier: param 'minInstancesPerNode' does"
                                + " not take 0 (Minimum number of instances each child must have after split. If a"
                                + " split causes the left or right child to have fewer than minInstancesPerNode, the"
                                + " split will be discarded as invalid. Must be at least 1.)"),
                inStudy(
                        "a list where one value is taken",
                        "minInfoGain: 0.0",
                        "minInfoGain: [[0.0, 0.1]]",
                        "line 9, space.minInfoGain: DecisionTreeClassifier: param 'minInfoGain' must be a number"
                                + " (value: [0.0, 0.1])"),
                inSpace(
                        "a text",
                        "deep",
                        ": DecisionTreeClassifier: param 'maxDepth' must be a whole number of 32 bits (value: deep)"),
                inSpace(
                        "a real number",
                        "[1.5]",
                        ": DecisionTreeClassifier: param 'maxDepth' must be a whole number of 32 bits (value: 1.5)"),
                inSpace(
                        "a range of real numbers",
                        "{uniform: [1, 3]}",
                        ": DecisionTreeClassifier: param 'maxDepth' must be a whole number of 32 bits (value: 1.0)"));
    }

    private static Stream<Mistake> paramsOfOurOwnLearners() {
        return Stream.of(
                inLearner(
                        "no neighbour",
                        "learner: KNearestNeighborsClassifier\nspace:\n  k: [0, 3]\n",
                        "line 8, space.k: KNearestNeighborsClassifier: param 'k' does not take 0 (number of nearest"
                                + " neighbors (>= 1), at most the number of training rows)"),
                inLearner(
                        "an unknown metric of neighbours",
                        "learner: KNearestNeighborsClassifier\nspace:\n  metric: [euclid]\n",
                        "line 8, space.metric: KNearestNeighborsClassifier: param 'metric' does not take euclid"
                                + " (distance metric: euclidean, manhattan, cosine, minkowski)"),
                inLearner(
                        "a kernel coefficient of 0",
                        "learner: SupportVectorClassifier\nspace:\n  gamma: [0, scale]\n",
                        "line 8, space.gamma: SupportVectorClassifier: param 'gamma' does not take 0 (kernel coefficient"
                                + " of rbf, poly and sigmoid: a number > 0, scale for 1 / (number of features"
                                + " x variance of their values), auto for 1 / number of features)"),
                inLearner(
                                "weights for a support vector machine",
                                "learner: SupportVectorClassifier\n",
                                "line 5, data.weight: SupportVectorClassifier takes no weights")
                        .weighted(),
                inLearner(
                        "a layer of no neuron",
                        "learner: NeuralNetworkClassifier\nspace:\n  neurons: [0, 4]\n",
                        "line 8, space.neurons: NeuralNetworkClassifier: param 'neurons' does not take 0 (number of"
                                + " neurons of each hidden layer (>= 1); not together with hiddenLayers)"));
    }

    private static Stream<Mistake> dimensions() {
        return Stream.of(
                inSpace("no value", "[]", ": Dimension 'maxDepth': a choice must have at least one value (values: [])"),
                inSpace(
                        "a value twice",
                        "[1, 2, 1]",
                        ": Dimension 'maxDepth': each value must be listed once (twice: 1)"),
                inSpace(
                        "nothing in a list",
                        "[1, null]",
                        ".1: must be a text, a number, true or false or a list (value: nothing)"),
                inSpace(
                        "a number that is too large",
                        "[1, 99999999999999999999]",
                        ": must be a whole number of 64 bits (value: 99999999999999999999)"),
                inSpace(
                        "a bound that is too large",
                        "{int: [1, 99999999999999999999]}",
                        ".int: must be a whole number of 64 bits (value: 99999999999999999999)"),
                inSpace(
                        "a reversed range",
                        "{int: [3, 1]}",
                        ".int: Dimension 'maxDepth': low must be below high (low: 3, high: 1)"),
                inSpace(
                        "an empty range",
                        "{int: [3, 3]}",
                        ".int: Dimension 'maxDepth': low must be below high (low: 3, high: 3)"),
                inSpace(
                        "a log range that touches zero",
                        "{log-int: [0, 3]}",
                        ".log-int: Dimension 'maxDepth': low of a log range must be above 0 (low: 0, high: 3)"),
                inStudy(
                        "a range of real numbers in a grid",
                        "minInfoGain: 0.0",
                        "minInfoGain: {uniform: [0, 1]}",
                        "line 9, space.minInfoGain: Dimension 'minInfoGain': a grid needs a list of values or an int"
                                + " range (given: {uniform: [0.0, 1.0]})"),
                inLearner(
                        "a range of real numbers in a grid of several learners",
                        "learner:\n  - LinearSVC\n  - name: NaiveBayes\n    space:\n"
                                + "      smoothing: {uniform: [0, 1]}\n",
                        "line 10, learner.1.space.smoothing: Dimension 'smoothing': a grid needs a list of values or an"
                                + " int range (given: {uniform: [0.0, 1.0]})"),
                inSpace("three bounds", "{int: [0, 3, 4]}", ".int: must have 2 items, low and high (value: [0,3,4])"),
                inSpace(
                        "a bound that is no whole number",
                        "{int: [0, 3.5]}",
                        ".int.1: must be a whole number (value: 3.5)"),
                inSpace(
                        "an unknown kind of range",
                        "{unform: [1, 3]}",
                        ".unform: unknown key (allowed: choice, uniform, log-uniform, int, log-int, when); did you mean"
                                + " 'uniform'?"),
                inSpace(
                        "two kinds of range",
                        "{choice: [1, 2], int: [1, 3]}",
                        ": must have one of choice, uniform, log-uniform, int, log-int (has: choice, int)"),
                inSpace(
                        "only a condition",
                        "{when: {minInfoGain: 0.0}}",
                        ": must have one of choice, uniform, log-uniform, int, log-int (has: none)"),
                inSpace(
                        "a condition on a param that is not there",
                        "{choice: [1, 2], when: {minInfGain: 0.0}}",
                        ": Dimension 'maxDepth': 'when' must name params of the space (named: minInfGain); did you mean"
                                + " 'minInfoGain'?"),
                inSpace(
                        "a condition on a value that cannot be",
                        "{choice: [1, 2], when: {minInfoGain: 0.5}}",
                        ": Dimension 'maxDepth': 'when' must name values that 'minInfoGain' can have: 0.0 (named:"
                                + " 0.5)"),
                inSpace(
                        "a condition on itself",
                        "{choice: [1, 2], when: {maxDepth: 1}}",
                        ": Dimension 'maxDepth': 'when' must not lead back to the param itself"));
    }
}
