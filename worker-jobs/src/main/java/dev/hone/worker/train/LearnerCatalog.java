package dev.hone.worker.train;

import dev.hone.ml.KNearestNeighborsClassifier;
import dev.hone.ml.KNearestNeighborsRegressor;
import dev.hone.ml.NeuralNetworkClassifier;
import dev.hone.ml.NeuralNetworkRegressor;
import dev.hone.ml.SupportVectorClassifier;
import dev.hone.ml.SupportVectorRegressor;
import dev.hone.worker.data.FamiliarNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Predictor;
import org.apache.spark.ml.classification.Classifier;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.FMClassifier;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.classification.NaiveBayes;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.param.shared.HasFeaturesCol;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.regression.AFTSurvivalRegression;
import org.apache.spark.ml.regression.DecisionTreeRegressor;
import org.apache.spark.ml.regression.FMRegressor;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.IsotonicRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.RandomForestRegressor;

/**
 * The learners that can be named in a study: the estimators below by their simple class name, and any other estimator on
 * the class path that extends Spark ML's {@code Predictor} by its full one.
 */
public final class LearnerCatalog {
    private static final Map<String, Class<?>> BY_NAME = byName(List.of(
            LogisticRegression.class,
            LinearSVC.class,
            DecisionTreeClassifier.class,
            RandomForestClassifier.class,
            GBTClassifier.class,
            MultilayerPerceptronClassifier.class,
            FMClassifier.class,
            NaiveBayes.class,
            OneVsRest.class,
            KNearestNeighborsClassifier.class,
            SupportVectorClassifier.class,
            NeuralNetworkClassifier.class,
            LinearRegression.class,
            GeneralizedLinearRegression.class,
            AFTSurvivalRegression.class,
            DecisionTreeRegressor.class,
            RandomForestRegressor.class,
            GBTRegressor.class,
            FMRegressor.class,
            IsotonicRegression.class,
            KNearestNeighborsRegressor.class,
            SupportVectorRegressor.class,
            NeuralNetworkRegressor.class,
            KMeans.class,
            BisectingKMeans.class,
            GaussianMixture.class,
            LDA.class,
            ALS.class));

    /** They have a weight column, but only their summary looks at it. */
    private static final Set<Class<?>> WITHOUT_WEIGHTS = Set.of(FMClassifier.class, FMRegressor.class);

    private LearnerCatalog() {}

    /** The learners that go by their simple name, in alphabetical order. */
    public static Collection<String> names() {
        return BY_NAME.keySet();
    }

    /**
     * The class of a learner.
     *
     * @param learner a simple name of {@link #names()} or a full class name
     * @throws IllegalArgumentException if there is no such class or it is none that a task can train
     */
    public static Class<?> classOf(String learner) {
        Class<?> known = BY_NAME.get(learner);
        if (known != null) {
            return known;
        }
        if (!learner.contains(".")) {
            throw new IllegalArgumentException("Learner '" + learner + "' is not known (known: "
                    + String.join(", ", names()) + ", or a full class name)" + FamiliarNames.learner(learner, names()));
        }
        return trainable(learner);
    }

    /** What a learner learns. */
    public static LearnerKind kindOf(String learner) {
        return kindOf(classOf(learner));
    }

    /** Whether a learner trains by the weights of its rows. */
    public static boolean takesWeights(String learner) {
        return takesWeights(classOf(learner));
    }

    /** Whether a learner learns from a column of features; ALS does not. */
    public static boolean takesFeatures(String learner) {
        return HasFeaturesCol.class.isAssignableFrom(classOf(learner));
    }

    /** Whether an estimator of this class trains by the weights of its rows. */
    public static boolean takesWeights(Class<?> type) {
        return HasWeightCol.class.isAssignableFrom(type) && !WITHOUT_WEIGHTS.contains(type);
    }

    /** What estimators of a class learn; a quantity, where the class does not tell. */
    public static LearnerKind kindOf(Class<?> type) {
        if (type == LDA.class) {
            return LearnerKind.TOPIC_MODEL;
        }
        if (type == KMeans.class || type == BisectingKMeans.class || type == GaussianMixture.class) {
            return LearnerKind.CLUSTERER;
        }
        return Classifier.class.isAssignableFrom(type) || type == OneVsRest.class
                ? LearnerKind.CLASSIFIER
                : LearnerKind.REGRESSOR;
    }

    private static Class<?> trainable(String className) {
        Class<?> type = Reflection.classNamed(className, "Learner");
        if (!Estimator.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("Learner '" + className + "' must be a Spark ML Estimator");
        }
        if (!Predictor.class.isAssignableFrom(type) && !BY_NAME.containsValue(type)) {
            throw new IllegalArgumentException("Learner '" + className
                    + "' cannot be trained inside a task: it must extend org.apache.spark.ml.Predictor");
        }
        return type;
    }

    private static Map<String, Class<?>> byName(List<Class<?>> types) {
        Map<String, Class<?>> byName = new TreeMap<>();
        types.forEach(type -> byName.put(type.getSimpleName(), type));
        return byName;
    }
}
