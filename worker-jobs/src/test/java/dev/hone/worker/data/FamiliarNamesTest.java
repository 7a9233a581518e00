package dev.hone.worker.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.metric.Metrics;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.LearnerCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of scikit-learn lead to those of Spark. */
class FamiliarNamesTest {
    @ParameterizedTest
    @CsvSource({
        "roc_auc, areaUnderROC",
        "average_precision, areaUnderPR",
        "neg_log_loss, logLoss",
        "f1_weighted, f1",
        "neg_root_mean_squared_error, rmse",
        "neg_mean_absolute_error, mae",
        "explained_variance, var",
        "silhouette_score, silhouette"
    })
    void aScorerOfTheSameMeaningIsMeant(String scorer, String metric) {
        assertThat(FamiliarNames.metric(scorer, Metrics.names())).isEqualTo("; did you mean '" + metric + "'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "balanced_accuracy",
                "top_k_accuracy",
                "neg_brier_score",
                "f1_macro",
                "jaccard_weighted",
                "roc_auc_ovr",
                "matthews_corrcoef",
                "max_error",
                "neg_median_absolute_error",
                "neg_mean_squared_log_error",
                "neg_mean_absolute_percentage_error",
                "d2_absolute_error_score",
                "adjusted_rand_score",
                "v_measure_score"
            })
    void aScorerThatSparkLacksHasANearestMetric(String scorer) {
        assertThat(FamiliarNames.metric(scorer, Metrics.names()))
                .startsWith("; Spark has no such metric, the nearest is '");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RandomForest | 'RandomForestClassifier' or 'RandomForestRegressor'",
                "SVC | 'SupportVectorClassifier'",
                "KNN | 'KNearestNeighborsClassifier' or 'KNearestNeighborsRegressor'",
                "LogisticRegressionCV | 'LogisticRegression'",
                "XGBClassifier | 'GBTClassifier'",
                "Lasso | 'LinearRegression'",
                "GaussianNB | 'NaiveBayes'",
                "MLPRegressor | 'NeuralNetworkRegressor'"
            })
    void aLearnerOfAnotherLibraryIsMeant(String written, String learners) {
        assertThat(FamiliarNames.learner(written, LearnerCatalog.names()))
                .isEqualTo("; did you mean " + learners + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "RandomForestClassifier, n_estimators, numTrees",
        "GBTClassifier, n_estimators, maxIter",
        "GBTClassifier, learning_rate, stepSize",
        "DecisionTreeClassifier, max_depth, maxDepth",
        "DecisionTreeClassifier, min_samples_leaf, minInstancesPerNode",
        "LogisticRegression, C, regParam",
        "LogisticRegression, l1_ratio, elasticNetParam",
        "LinearRegression, alpha, regParam",
        "NaiveBayes, alpha, smoothing",
        "KMeans, n_clusters, k",
        "KNearestNeighborsClassifier, n_neighbors, k",
        "NeuralNetworkClassifier, hidden_layer_sizes, hiddenLayers",
        "RandomForestClassifier, random_state, seed"
    })
    void aParamOfAnotherLibraryIsMeant(String learner, String written, String param) {
        assertThat(FamiliarNames.param(written, EstimatorFactory.paramsOf(learner)))
                .isEqualTo("; did you mean '" + param + "'?");
    }

    @ParameterizedTest
    @CsvSource({"acuracy, accuracy", "RMSE, rmse"})
    void aNearNameIsMeantElse(String written, String metric) {
        assertThat(FamiliarNames.metric(written, Metrics.names())).isEqualTo("; did you mean '" + metric + "'?");
    }
}
