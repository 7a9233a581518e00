package dev.hone.worker.data;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Spark calls that which scikit-learn, XGBoost or LightGBM give another name. A hint reads {@code "; did you mean
 * 'x'?"}; where no such name is known it is that of {@link NearMiss}.
 */
public final class FamiliarNames {
    private static final Pattern AFTER_UNDERSCORE = Pattern.compile("_([a-z])");

    /** By scikit-learn's name, without {@code neg_}: Spark's for the same metric. */
    private static final Map<String, String> METRICS = Map.ofEntries(
            entry("roc_auc", "areaUnderROC"),
            entry("auc", "areaUnderROC"),
            entry("auroc", "areaUnderROC"),
            entry("roc", "areaUnderROC"),
            entry("average_precision", "areaUnderPR"),
            entry("pr_auc", "areaUnderPR"),
            entry("auprc", "areaUnderPR"),
            entry("aucpr", "areaUnderPR"),
            entry("acc", "accuracy"),
            entry("log_loss", "logLoss"),
            entry("logloss", "logLoss"),
            entry("mlogloss", "logLoss"),
            entry("cross_entropy", "logLoss"),
            entry("f1_weighted", "f1"),
            entry("f1_score", "f1"),
            entry("fbeta", "weightedFMeasure"),
            entry("precision", "weightedPrecision"),
            entry("precision_weighted", "weightedPrecision"),
            entry("recall", "weightedRecall"),
            entry("recall_weighted", "weightedRecall"),
            entry("hamming", "hammingLoss"),
            entry("root_mean_squared_error", "rmse"),
            entry("mean_squared_error", "mse"),
            entry("mean_absolute_error", "mae"),
            entry("explained_variance", "var"),
            entry("r2_score", "r2"),
            entry("silhouette_score", "silhouette"),
            entry("perplexity", "logPerplexity"));

    /** By scikit-learn's name of a metric that Spark lacks: the nearest that it has. */
    private static final Map<String, String> SIMILAR_METRICS = Map.ofEntries(
            entry("roc_auc_ovr", "areaUnderROC"),
            entry("roc_auc_ovo", "areaUnderROC"),
            entry("roc_auc_ovr_weighted", "areaUnderROC"),
            entry("roc_auc_ovo_weighted", "areaUnderROC"),
            entry("balanced_accuracy", "weightedRecall"),
            entry("top_k_accuracy", "accuracy"),
            entry("error", "accuracy"),
            entry("merror", "accuracy"),
            entry("brier_score", "logLoss"),
            entry("d2_log_loss_score", "logLoss"),
            entry("d2_brier_score", "logLoss"),
            entry("f1_macro", "f1"),
            entry("f1_micro", "f1"),
            entry("f1_samples", "f1"),
            entry("precision_macro", "weightedPrecision"),
            entry("precision_micro", "weightedPrecision"),
            entry("precision_samples", "weightedPrecision"),
            entry("recall_macro", "weightedRecall"),
            entry("recall_micro", "weightedRecall"),
            entry("recall_samples", "weightedRecall"),
            entry("jaccard", "f1"),
            entry("jaccard_macro", "f1"),
            entry("jaccard_micro", "f1"),
            entry("jaccard_weighted", "f1"),
            entry("jaccard_samples", "f1"),
            entry("matthews_corrcoef", "f1"),
            entry("positive_likelihood_ratio", "truePositiveRateByLabel"),
            entry("negative_likelihood_ratio", "falsePositiveRateByLabel"),
            entry("root_mean_squared_log_error", "rmse"),
            entry("mean_squared_log_error", "mse"),
            entry("mean_poisson_deviance", "mse"),
            entry("mean_gamma_deviance", "mse"),
            entry("mean_absolute_percentage_error", "mae"),
            entry("median_absolute_error", "mae"),
            entry("max_error", "mae"),
            entry("d2_absolute_error_score", "mae"),
            entry("adjusted_rand_score", "silhouette"),
            entry("rand_score", "silhouette"),
            entry("adjusted_mutual_info_score", "silhouette"),
            entry("normalized_mutual_info_score", "silhouette"),
            entry("mutual_info_score", "silhouette"),
            entry("v_measure_score", "silhouette"),
            entry("homogeneity_score", "silhouette"),
            entry("completeness_score", "silhouette"),
            entry("fowlkes_mallows_score", "silhouette"));

    private static final Map<String, List<String>> LEARNERS = Map.ofEntries(
            entry("randomforest", List.of("RandomForestClassifier", "RandomForestRegressor")),
            entry("extratreesclassifier", List.of("RandomForestClassifier")),
            entry("extratreesregressor", List.of("RandomForestRegressor")),
            entry("decisiontree", List.of("DecisionTreeClassifier", "DecisionTreeRegressor")),
            entry("gbt", List.of("GBTClassifier", "GBTRegressor")),
            entry("gbm", List.of("GBTClassifier", "GBTRegressor")),
            entry("gradientboosting", List.of("GBTClassifier", "GBTRegressor")),
            entry("gradientboostingclassifier", List.of("GBTClassifier")),
            entry("gradientboostingregressor", List.of("GBTRegressor")),
            entry("histgradientboostingclassifier", List.of("GBTClassifier")),
            entry("histgradientboostingregressor", List.of("GBTRegressor")),
            entry("xgbclassifier", List.of("GBTClassifier")),
            entry("xgbregressor", List.of("GBTRegressor")),
            entry("lgbmclassifier", List.of("GBTClassifier")),
            entry("lgbmregressor", List.of("GBTRegressor")),
            entry("catboostclassifier", List.of("GBTClassifier")),
            entry("catboostregressor", List.of("GBTRegressor")),
            entry("adaboostclassifier", List.of("GBTClassifier")),
            entry("adaboostregressor", List.of("GBTRegressor")),
            entry("xgboost", List.of("GBTClassifier", "GBTRegressor")),
            entry("lightgbm", List.of("GBTClassifier", "GBTRegressor")),
            entry("logisticregressioncv", List.of("LogisticRegression")),
            entry("logistic", List.of("LogisticRegression")),
            entry("sgdclassifier", List.of("LogisticRegression")),
            entry("sgdregressor", List.of("LinearRegression")),
            entry("perceptron", List.of("LogisticRegression")),
            entry("ridgeclassifier", List.of("LogisticRegression")),
            entry("svm", List.of("SupportVectorClassifier", "SupportVectorRegressor")),
            entry("svc", List.of("SupportVectorClassifier")),
            entry("nusvc", List.of("SupportVectorClassifier")),
            entry("svr", List.of("SupportVectorRegressor")),
            entry("nusvr", List.of("SupportVectorRegressor")),
            entry("linearsvr", List.of("LinearRegression")),
            entry("knn", List.of("KNearestNeighborsClassifier", "KNearestNeighborsRegressor")),
            entry("kneighborsclassifier", List.of("KNearestNeighborsClassifier")),
            entry("kneighborsregressor", List.of("KNearestNeighborsRegressor")),
            entry("mlpclassifier", List.of("NeuralNetworkClassifier")),
            entry("mlpregressor", List.of("NeuralNetworkRegressor")),
            entry("mlp", List.of("NeuralNetworkClassifier", "NeuralNetworkRegressor")),
            entry("gaussiannb", List.of("NaiveBayes")),
            entry("multinomialnb", List.of("NaiveBayes")),
            entry("bernoullinb", List.of("NaiveBayes")),
            entry("complementnb", List.of("NaiveBayes")),
            entry("ridge", List.of("LinearRegression")),
            entry("ridgecv", List.of("LinearRegression")),
            entry("lasso", List.of("LinearRegression")),
            entry("lassocv", List.of("LinearRegression")),
            entry("elasticnet", List.of("LinearRegression")),
            entry("elasticnetcv", List.of("LinearRegression")),
            entry("huberregressor", List.of("LinearRegression")),
            entry("glm", List.of("GeneralizedLinearRegression")),
            entry("poissonregressor", List.of("GeneralizedLinearRegression")),
            entry("gammaregressor", List.of("GeneralizedLinearRegression")),
            entry("tweedieregressor", List.of("GeneralizedLinearRegression")),
            entry("onevsrestclassifier", List.of("OneVsRest")),
            entry("onevsoneclassifier", List.of("OneVsRest")),
            entry("minibatchkmeans", List.of("KMeans")),
            entry("latentdirichletallocation", List.of("LDA")));

    private static final Map<String, List<String>> PARAMS = Map.ofEntries(
            entry("n_estimators", List.of("numTrees", "maxIter")),
            entry("num_boost_round", List.of("maxIter")),
            entry("iterations", List.of("maxIter")),
            entry("max_iter", List.of("maxIter", "epochs")),
            entry("epochs", List.of("maxIter")),
            entry("num_leaves", List.of("maxDepth")),
            entry("depth", List.of("maxDepth")),
            entry("max_leaf_nodes", List.of("maxDepth")),
            entry("max_features", List.of("featureSubsetStrategy")),
            entry("colsample_bytree", List.of("featureSubsetStrategy")),
            entry("subsample", List.of("subsamplingRate")),
            entry("max_samples", List.of("subsamplingRate")),
            entry("bagging_fraction", List.of("subsamplingRate")),
            entry("min_samples_leaf", List.of("minInstancesPerNode")),
            entry("min_samples_split", List.of("minInstancesPerNode")),
            entry("min_data_in_leaf", List.of("minInstancesPerNode")),
            entry("min_child_weight", List.of("minWeightFractionPerNode")),
            entry("min_weight_fraction_leaf", List.of("minWeightFractionPerNode")),
            entry("min_impurity_decrease", List.of("minInfoGain")),
            entry("min_split_gain", List.of("minInfoGain")),
            entry("criterion", List.of("impurity")),
            entry("loss", List.of("lossType", "loss")),
            entry("learning_rate", List.of("stepSize", "learningRate")),
            entry("learning_rate_init", List.of("learningRate", "stepSize")),
            entry("eta", List.of("stepSize", "learningRate")),
            entry("lr", List.of("learningRate", "stepSize")),
            entry("C", List.of("regParam")),
            entry("alpha", List.of("regParam", "smoothing")),
            entry("lambda", List.of("regParam")),
            entry("reg_lambda", List.of("regParam")),
            entry("reg_alpha", List.of("regParam")),
            entry("l1_ratio", List.of("elasticNetParam")),
            entry("penalty", List.of("elasticNetParam")),
            entry("var_smoothing", List.of("smoothing")),
            entry("n_clusters", List.of("k")),
            entry("n_components", List.of("k")),
            entry("n_topics", List.of("k")),
            entry("n_neighbors", List.of("k")),
            entry("hidden_layer_sizes", List.of("hiddenLayers", "layers")),
            entry("batch_size", List.of("batchSize", "blockSize")),
            entry("random_state", List.of("seed")),
            entry("n_bins", List.of("numBuckets", "maxBins")),
            entry("n_features", List.of("numFeatures")),
            entry("max_df", List.of("maxDF")),
            entry("min_df", List.of("minDF")),
            entry("ngram_range", List.of("n")),
            entry("with_mean", List.of("withMean")),
            entry("with_std", List.of("withStd")),
            entry("handle_unknown", List.of("handleInvalid")),
            entry("drop", List.of("dropLast")),
            entry("missing_values", List.of("missingValue")),
            entry("feature_range", List.of("min")));

    private static final Map<String, List<String>> STAGES = Map.ofEntries(
            entry("simpleimputer", List.of("Imputer")),
            entry("knnimputer", List.of("Imputer")),
            entry("iterativeimputer", List.of("Imputer")),
            entry("labelencoder", List.of("StringIndexer")),
            entry("ordinalencoder", List.of("StringIndexer")),
            entry("onehotencoderestimator", List.of("OneHotEncoder")),
            entry("onehot", List.of("OneHotEncoder")),
            entry("labelbinarizer", List.of("OneHotEncoder")),
            entry("kbinsdiscretizer", List.of("QuantileDiscretizer")),
            entry("quantiletransformer", List.of("QuantileDiscretizer")),
            entry("polynomialfeatures", List.of("PolynomialExpansion")),
            entry("columntransformer", List.of("VectorAssembler")),
            entry("featureunion", List.of("VectorAssembler")),
            entry("functiontransformer", List.of("SQLTransformer")),
            entry("selectkbest", List.of("UnivariateFeatureSelector")),
            entry("selectpercentile", List.of("UnivariateFeatureSelector")),
            entry("variancethreshold", List.of("VarianceThresholdSelector")),
            entry("countvectorizermodel", List.of("CountVectorizer")),
            entry("tfidfvectorizer", List.of("HashingTF", "CountVectorizer")),
            entry("tfidftransformer", List.of("IDF")),
            entry("hashingvectorizer", List.of("HashingTF")),
            entry("truncatedsvd", List.of("PCA")));

    private FamiliarNames() {}

    /** The hint for a metric that is not among those allowed. */
    public static String metric(String written, Collection<String> allowed) {
        String plain = written.toLowerCase(Locale.ROOT).replaceFirst("^neg_", "");
        String similar = SIMILAR_METRICS.get(plain);
        return similar != null && allowed.contains(similar)
                ? "; Spark has no such metric, the nearest is '" + similar + "'"
                : hint(Stream.ofNullable(METRICS.get(plain)), written, allowed);
    }

    /** The hint for a learner that is not among those allowed. */
    public static String learner(String written, Collection<String> allowed) {
        List<String> meant = LEARNERS.getOrDefault(written.toLowerCase(Locale.ROOT), List.of());
        return meant.isEmpty()
                ? NearMiss.hint(written, allowed)
                : "; did you mean '" + String.join("' or '", meant) + "'?";
    }

    /** The hint for a param that is not among those allowed; {@code snake_case} may be the camel case of one. */
    public static String param(String written, Collection<String> allowed) {
        Stream<String> known = PARAMS.getOrDefault(written, List.of()).stream();
        return hint(Stream.concat(Stream.of(camelCase(written)), known), written, allowed);
    }

    /** The hint for a stage of a pipeline that is not among those allowed. */
    public static String stage(String written, Collection<String> allowed) {
        return hint(STAGES.getOrDefault(written.toLowerCase(Locale.ROOT), List.of()).stream(), written, allowed);
    }

    private static String hint(Stream<String> meant, String written, Collection<String> allowed) {
        Optional<String> first = meant.filter(allowed::contains).findFirst();
        return first.map(name -> "; did you mean '" + name + "'?").orElseGet(() -> NearMiss.hint(written, allowed));
    }

    private static String camelCase(String snakeCase) {
        return AFTER_UNDERSCORE
                .matcher(snakeCase)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).toUpperCase(Locale.ROOT)));
    }
}
