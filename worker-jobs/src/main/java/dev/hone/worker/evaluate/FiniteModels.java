package dev.hone.worker.evaluate;

import dev.hone.ml.NeuralNetworkModel;
import dev.hone.ml.neural.Network;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.FMClassificationModel;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.NaiveBayesModel;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.clustering.BisectingKMeansModel;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.clustering.LocalLDAModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SparseMatrix;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.AFTSurvivalRegressionModel;
import org.apache.spark.ml.regression.FMRegressionModel;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.IsotonicRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.stat.distribution.MultivariateGaussian;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.TreeEnsembleModel;

/**
 * Refuses models whose learned numbers are NaN or infinite, as they come out where features, labels or weights are so large
 * that squares overflow. Looks at the models of Spark ML and of {@code dev.hone.ml}, also within pipelines and OneVsRest;
 * models of other classes pass.
 *
 * <p>Two infinities are meant: MLlib's logistic regression of rows of one class has an infinite intercept and no
 * coefficients, and a naive Bayes model without smoothing has the logarithm of 0.
 *
 * <p>Costs one look at each number. Trees that several models share are looked at once by the same instance, which is for one
 * thread.
 */
public final class FiniteModels {
    private static final DoublePredicate FINITE = Double::isFinite;
    private static final DoublePredicate FINITE_OR_LOG_OF_ZERO = value -> value < Double.POSITIVE_INFINITY;
    private static final DoublePredicate NUMBER = value -> !Double.isNaN(value);

    private final Set<Node> checkedTrees = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Checks one model.
     *
     * @throws ModelNotFiniteException if it holds NaN or an infinite number; names the model's class, the part and the value
     */
    public static void require(Model<?> model) {
        new FiniteModels().check(model);
    }

    /**
     * Checks a model that may share trees with those checked before.
     *
     * @throws ModelNotFiniteException if it holds NaN or an infinite number; names the model's class, the part and the value
     */
    public void check(Model<?> model) {
        if (model instanceof PipelineModel pipeline) {
            for (Transformer stage : pipeline.stages()) {
                checkStage(stage);
            }
        } else if (model instanceof OneVsRestModel oneVsRest) {
            Arrays.stream(oneVsRest.models()).forEach(this::check);
        } else if (model instanceof DecisionTreeModel tree) {
            checkTree(model, tree.rootNode());
        } else if (model instanceof TreeEnsembleModel<?> ensemble) {
            require(model, "tree weights", ensemble.treeWeights(), FINITE);
            for (DecisionTreeModel tree : ensemble.trees()) {
                checkTree(model, tree.rootNode());
            }
        } else {
            checkNumbers(model);
        }
    }

    private void checkStage(Transformer stage) {
        if (stage instanceof Model<?> model) {
            check(model);
        }
    }

    private void checkTree(Model<?> model, Node root) {
        if (!checkedTrees.contains(root)) {
            checkNode(model, root);
            checkedTrees.add(root);
        }
    }

    private static void checkNode(Model<?> model, Node node) {
        require(model, "predictions of nodes", node.prediction());
        require(model, "impurities", node.impurity());
        if (node instanceof LeafNode leaf) {
            require(model, "sums of leaves", leaf.impurityStats().stats(), FINITE);
        } else if (node instanceof InternalNode internal) {
            require(model, "gains", internal.gain());
            if (internal.split() instanceof ContinuousSplit split) {
                require(model, "split thresholds", split.threshold());
            }
            checkNode(model, internal.leftChild());
            checkNode(model, internal.rightChild());
        }
    }

    private static void checkNumbers(Model<?> model) {
        if (model instanceof NeuralNetworkModel network) {
            checkNetwork(model, network.network());
        } else if (model instanceof MultilayerPerceptronClassificationModel perceptron) {
            require(model, "weights", perceptron.weights());
        } else if (model instanceof NaiveBayesModel bayes) {
            checkBayes(bayes);
        } else if (!isLinear(model) && !isMachine(model)) {
            checkOthers(model);
        }
    }

    private static void checkNetwork(Model<?> model, Network network) {
        require(model, "weights and biases", network.parameters(), FINITE);
        require(model, "scales of the features", network.inputs().factors(), FINITE);
        require(model, "scale of the label", network.target().factors(), FINITE);
    }

    private static void checkBayes(NaiveBayesModel model) {
        require(model, "class priors", values(model.pi()), FINITE_OR_LOG_OF_ZERO);
        if (model.getModelType().equals("gaussian")) {
            require(model, "means", values(model.theta()), FINITE);
            require(model, "variances", values(model.sigma()), FINITE);
        } else {
            require(model, "class probabilities of the features", values(model.theta()), FINITE_OR_LOG_OF_ZERO);
        }
    }

    private static boolean isLinear(Model<?> model) {
        if (model instanceof LogisticRegressionModel logistic) {
            double[] coefficients = values(logistic.coefficientMatrix());
            require(model, "coefficients", coefficients, FINITE);
            boolean constant = Arrays.stream(coefficients).allMatch(value -> value == 0);
            require(model, "intercepts", values(logistic.interceptVector()), constant ? NUMBER : FINITE);
        } else if (model instanceof LinearSVCModel machine) {
            requireLine(model, machine.coefficients(), machine.intercept());
        } else if (model instanceof LinearRegressionModel regression) {
            requireLine(model, regression.coefficients(), regression.intercept());
            require(model, "scale", regression.scale());
        } else if (model instanceof GeneralizedLinearRegressionModel regression) {
            requireLine(model, regression.coefficients(), regression.intercept());
        } else if (model instanceof AFTSurvivalRegressionModel regression) {
            requireLine(model, regression.coefficients(), regression.intercept());
            require(model, "scale", regression.scale());
        } else {
            return false;
        }
        return true;
    }

    private static void requireLine(Model<?> model, Vector coefficients, double intercept) {
        require(model, "coefficients", coefficients);
        require(model, "intercept", intercept);
    }

    private static boolean isMachine(Model<?> model) {
        if (model instanceof FMClassificationModel machine) {
            requireLine(model, machine.linear(), machine.intercept());
            require(model, "factors", values(machine.factors()), FINITE);
        } else if (model instanceof FMRegressionModel machine) {
            requireLine(model, machine.linear(), machine.intercept());
            require(model, "factors", values(machine.factors()), FINITE);
        } else {
            return false;
        }
        return true;
    }

    private static void checkOthers(Model<?> model) {
        if (model instanceof IsotonicRegressionModel isotonic) {
            require(model, "boundaries", isotonic.boundaries());
            require(model, "predictions", isotonic.predictions());
        } else if (model instanceof KMeansModel clusters) {
            requireCenters(model, clusters.clusterCenters());
        } else if (model instanceof BisectingKMeansModel clusters) {
            requireCenters(model, clusters.clusterCenters());
        } else if (model instanceof GaussianMixtureModel mixture) {
            require(model, "weights", mixture.weights(), FINITE);
            for (MultivariateGaussian gaussian : mixture.gaussians()) {
                require(model, "means", gaussian.mean());
                require(model, "covariances", values(gaussian.cov()), FINITE);
            }
        } else if (model instanceof LocalLDAModel topics) {
            require(model, "topics", values(topics.topicsMatrix()), FINITE);
            require(model, "document concentration", topics.estimatedDocConcentration());
        }
    }

    private static void requireCenters(Model<?> model, Vector[] centers) {
        for (Vector center : centers) {
            require(model, "cluster centers", center);
        }
    }

    private static void require(Model<?> model, String part, Vector vector) {
        require(model, part, values(vector), FINITE);
    }

    private static void require(Model<?> model, String part, double[] values, DoublePredicate allowed) {
        for (double value : values) {
            if (!allowed.test(value)) {
                throw notFinite(model, part, value);
            }
        }
    }

    private static void require(Model<?> model, String part, double value) {
        if (!Double.isFinite(value)) {
            throw notFinite(model, part, value);
        }
    }

    private static ModelNotFiniteException notFinite(Model<?> model, String part, double value) {
        return new ModelNotFiniteException(model.getClass().getSimpleName() + ": " + part
                + " must be finite numbers (value: " + value + "); scale features, label or weights");
    }

    /** Those that are stored. */
    private static double[] values(Vector vector) {
        return vector instanceof SparseVector sparse ? sparse.values() : ((DenseVector) vector).values();
    }

    /** Those that are stored. */
    private static double[] values(Matrix matrix) {
        return matrix instanceof SparseMatrix sparse ? sparse.values() : ((DenseMatrix) matrix).values();
    }
}
