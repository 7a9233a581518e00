package dev.hone.driver.cli;

import static dev.hone.driver.cli.Mistake.inStudy;

import java.util.stream.Stream;

/** Whatever is wrong with the stages before a learner, as far as a table is not needed to tell. */
class BadPipelineTest extends MistakeContract {
    private static final String IMPUTER_PARAMS =
            "inputCol, inputCols, missingValue, outputCol, outputCols, relativeError, strategy";

    static Stream<Mistake> mistakes() {
        return Stream.of(
                inPipeline(
                        "a class that is no stage",
                        "  - java.lang.String",
                        "line 7, pipeline.0: Stage 'java.lang.String' must be a Spark ML Estimator or Transformer, and no"
                                + " Pipeline"),
                inPipeline(
                        "a class that is not there",
                        "  - name: com.example.Magic",
                        "line 7, pipeline.0.name: Stage 'com.example.Magic' is not a class on the class path"),
                inPipeline(
                        "an unknown param of a stage",
                        "  - name: Imputer\n    params: {stratgy: mean}",
                        "line 8, pipeline.0.params.stratgy: Imputer has no param 'stratgy' (params: " + IMPUTER_PARAMS
                                + "); did you mean 'strategy'?"),
                inPipeline(
                        "a value that a stage does not take",
                        "  - name: Imputer\n    params: {strategy: best}",
                        "line 8, pipeline.0.params.strategy: Imputer: param 'strategy' does not take best (strategy for"
                                + " imputation. If mean, then replace missing values using the mean value of the feature."
                                + " If median, then replace missing values using the median value of the feature. If mode,"
                                + " then replace missing values using the most frequent value of the feature.)"),
                inPipeline(
                        "two stages of one name",
                        "  - PCA\n  - PCA",
                        "line 6, pipeline: Stages must have different names; give one another by 'as' (more than once:"
                                + " PCA)"),
                inPipeline(
                        "a stage with the name of a learner's params",
                        "  - {name: PCA, as: classifier}",
                        "line 6, pipeline: A stage's name must have no dot and not be 'classifier'; give it another by"
                                + " 'as' (name: classifier)"),
                inPipeline(
                        "params of a stage that is not there",
                        "  - PCA",
                        "PAC.k: [1, 2]",
                        "line 10, space.PAC.k: must be of a stage of the pipeline (stages: PCA; named: PAC); did you mean"
                                + " 'PCA'?"),
                inPipeline(
                        "a value to try that a stage does not take",
                        "  - PCA",
                        "PCA.k: [1, 0]",
                        "line 10, space.PCA.k: PCA: param 'k' does not take 0 (the number of principal components (> 0))"),
                inPipeline(
                        "a stage's param in the space that it does not have",
                        "  - PCA",
                        "PCA.depth: 2",
                        "line 10, space.PCA.depth: PCA has no param 'depth' (params: inputCol, k, outputCol)"));
    }

    private static Mistake inPipeline(String name, String stages, String message) {
        return inPipeline(name, stages, "maxDepth: [1, 2]", message);
    }

    private static Mistake inPipeline(String name, String stages, String space, String message) {
        return inStudy(
                name,
                "learner: DecisionTreeClassifier\nspace:\n  maxDepth: [1, 2]\n",
                "pipeline:\n" + stages + "\nlearner: DecisionTreeClassifier\nspace:\n  " + space + "\n",
                message);
    }
}
