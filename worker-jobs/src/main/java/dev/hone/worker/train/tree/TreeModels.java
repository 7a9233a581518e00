package dev.hone.worker.train.tree;

import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.tree.DecisionTreeParams;
import org.apache.spark.ml.tree.Node;

/** MLlib's models of an estimator's trees, with the estimator's params and without parent and summary. */
final class TreeModels {
    private final Estimator<?> estimator;
    private final int features;
    private final boolean hasWeights;

    TreeModels(Estimator<?> estimator, TrainingData data) {
        this(estimator, data.features().numFeatures(), data.hasWeights());
    }

    private TreeModels(Estimator<?> estimator, int features, boolean hasWeights) {
        this.estimator = estimator;
        this.features = features;
        this.hasWeights = hasWeights;
    }

    /** Models that are trained on the same table as another one of the estimator's. */
    static TreeModels like(Estimator<?> estimator, Model<?> other) {
        return new TreeModels(
                estimator, ((PredictionModel<?, ?>) other).numFeatures(), namesWeights((DecisionTreeParams) other));
    }

    private static boolean namesWeights(DecisionTreeParams params) {
        return params.isDefined(params.weightCol()) && !params.getWeightCol().isEmpty();
    }

    /** @param classes 0 for regression */
    Model<?> tree(Node root, int classes) {
        return classes == 0
                ? regressionTree(estimator.uid(), root)
                : finished(new DecisionTreeClassificationModel(estimator.uid(), root, features, classes));
    }

    /** @param classes 0 for regression */
    Model<?> forest(List<Node> roots, int classes) {
        if (classes == 0) {
            return finished(new RandomForestRegressionModel(estimator.uid(), regressionTrees(roots), features));
        }
        DecisionTreeClassificationModel[] trees = new DecisionTreeClassificationModel[roots.size()];
        for (int index = 0; index < trees.length; index++) {
            trees[index] =
                    finished(new DecisionTreeClassificationModel(uid(index), roots.get(index), features, classes));
        }
        return finished(new RandomForestClassificationModel(estimator.uid(), trees, features, classes));
    }

    Model<?> boosted(List<Node> roots, double[] weights) {
        DecisionTreeRegressionModel[] trees = regressionTrees(roots);
        return estimator instanceof GBTClassifier
                ? finished(new GBTClassificationModel(estimator.uid(), trees, weights, features))
                : finished(new GBTRegressionModel(estimator.uid(), trees, weights, features));
    }

    private DecisionTreeRegressionModel[] regressionTrees(List<Node> roots) {
        DecisionTreeRegressionModel[] trees = new DecisionTreeRegressionModel[roots.size()];
        for (int index = 0; index < trees.length; index++) {
            trees[index] = regressionTree(uid(index), roots.get(index));
        }
        return trees;
    }

    private DecisionTreeRegressionModel regressionTree(String uid, Node root) {
        return finished(new DecisionTreeRegressionModel(uid, root, features));
    }

    private String uid(int index) {
        return estimator.uid() + "_tree_" + index;
    }

    /** With the column of weights that {@code InlineTrainer} would give it. */
    private <M extends Model<M>> M finished(M model) {
        DecisionTreeParams params = (DecisionTreeParams) estimator;
        ParamMap extra = new ParamMap();
        if (hasWeights && !namesWeights(params)) {
            extra.put(params.weightCol(), "weight");
        }
        return estimator.copyValues(model, extra);
    }
}
