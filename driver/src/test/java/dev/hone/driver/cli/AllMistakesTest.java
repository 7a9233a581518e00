package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All mistakes of a study file are told at once, in its order, and none that only follows from another. */
class AllMistakesTest {
    @TempDir
    private Path folder;

    @Test
    void mistakesOfTheSchemaAndOfValuesAreToldTogetherInTheOrderOfTheFile() {
        assertTold(
                """
                name: tiny
                data:
                  path: table.csv
                  format: cvs
                  label: 5
                pipeline:
                  - {name: PCA, params: {k: 0, inputCol: a}}
                  - Magic
                learner:
                  - name: DecisionTreeClassifier
                    space:
                      maxDept: [1, 2]
                      maxBins: "32"
                      minInfoGain: {uniform: [1, 0]}
                  - name: SVC
                search: {method: random, trials: 0, seed: 99999999999999999999, trails: 4}
                validation:
                  metric: roc_auc
                  metrics: [f1, rmse, neg_log_loss]
                  scheme: hold-out
                  folds: 3
                """,
                "line 4, data.format: must be one of csv,",
                "line 5, data.label: must be a text (value: 5)",
                "line 7, pipeline.0.params.k: PCA: param 'k' does not take 0",
                "line 8, pipeline.1: Stage 'Magic' is not known",
                "line 12, learner.0.space.maxDept: DecisionTreeClassifier has no param 'maxDept'",
                "line 13, learner.0.space.maxBins: DecisionTreeClassifier: param 'maxBins' must be a whole number of 32"
                        + " bits (value: \"32\", a text; write it without quotes)",
                "line 14, learner.0.space.minInfoGain.uniform: Dimension 'minInfoGain': low must be below high",
                "line 15, learner.1.name: Learner 'SVC' is not known",
                "line 16, search.trails: unknown key",
                "line 16, search.trials: must be at least 1 (value: 0)",
                "line 16, search.seed: must be a whole number of 64 bits",
                "line 18, validation.metric: 'roc_auc' is not known among the metrics of classifiers",
                "line 19, validation.metrics: 'rmse' is no metric of classifiers",
                "line 19, validation.metrics: 'neg_log_loss' is not known among the metrics of classifiers");
    }

    @Test
    void whatFollowsFromAMistypedKeyIsLeftOut() {
        assertTold(
                """
                name: tiny
                dta: {path: table.csv, format: csv, label: kind}
                lerner: DecisionTreeClassifier
                space: {maxDepth: {uniform: [1, 2]}}
                serach: {method: random, trials: 3}
                validation: {metrc: accuracy, folds: 2}
                """,
                "line 2, dta: unknown key",
                "line 3, lerner: unknown key",
                "line 5, serach: unknown key",
                "line 6, validation.metrc: unknown key");
    }

    @Test
    void whatFollowsFromAnUnknownMethodOrSchemeIsLeftOut() {
        assertTold(
                """
                name: tiny
                data: {path: table.csv, format: csv, label: kind}
                learner: LogisticRegression
                space: {regParam: {uniform: [0, 1]}}
                search: {method: rondom, trials: 3}
                validation: {metric: accuracy, scheme: holdout, train-ratio: 0.5}
                """, "line 5, search.method: must be one of grid", "line 6, validation.scheme: must be one of k-fold");
    }

    @Test
    void aSpaceTellsEachDimensionThatIsWrong() {
        assertTold(
                """
                name: tiny
                data: {path: table.csv, format: csv, label: kind}
                learner: LogisticRegression
                space:
                  regParam: {uniform: [0, 1]}
                  elasticNetParam: {choice: [0.5], when: {family: wrong}}
                  family: [binomial, multinomial]
                  tol: {log-uniform: [0.001, 1]}
                  maxIter: [5, -1]
                validation: {metric: accuracy}
                """,
                "line 5, space.regParam: Dimension 'regParam': a grid needs a list of values or an int range",
                "line 6, space.elasticNetParam: Dimension 'elasticNetParam': 'when' must name values",
                "line 8, space.tol: Dimension 'tol': a grid needs a list of values or an int range",
                "line 9, space.maxIter: LogisticRegression: param 'maxIter' does not take -1");
    }

    @Test
    void configsOfManualSearchAreAllLookedAt() {
        assertTold(
                """
                name: tiny
                data: {path: table.csv, format: csv, label: kind}
                learner: LogisticRegression
                search:
                  method: manual
                  trials: 2
                  configs:
                    - {regParam: -1}
                    - {learner: Magic, k: 2}
                    - {regParm: 1}
                validation: {metric: accuracy}
                """,
                "line 6, search.trials: belongs to searches that draw or propose",
                "line 8, search.configs.0.regParam: LogisticRegression: param 'regParam' does not take -1",
                "line 9, search.configs.1.learner: Learner 'Magic' is not known",
                "line 10, search.configs.2.regParm: LogisticRegression has no param 'regParm'");
    }

    @Test
    void severalMissingKeysAreToldOneByOne() {
        assertTold(
                "data: {format: csv}\n",
                "line 1: 'name' is missing",
                "line 1: 'validation' is missing",
                "line 1, data: 'path' is missing",
                "line 1: 'learner' is missing");
    }

    @Test
    void severalColumnsThatAreNotInTheTableAreToldOneByOne() {
        StudyFolder study = StudyFolder.in(folder);
        study.write(
                "study.yaml",
                study.text().replace("label: kind", "label: kinds\n  ignore: [c, d]\n  weight: w\n  features: [a, e]"));

        assertLines(
                study,
                "line 2, data: Column 'c': must be in the table",
                "line 2, data: Column 'd': must be in the table",
                "line 2, data: Column 'e': must be in the table",
                "line 2, data: Column 'kinds': must be in the table",
                "line 2, data: Column 'w': must be in the table");
    }

    @Test
    void severalColumnsOfAWrongTypeAreToldOneByOne() {
        StudyFolder study = StudyFolder.in(folder);
        study.write("study.yaml", study.text().replace("label: kind", "label: kind\n  weight: w\n  time: f"));
        study.write("table.csv", "a,day,w,f,kind\n1,2024-01-02,true,true,red\n2,2024-01-03,false,false,blue\n");

        assertLines(
                study,
                "line 2, data: Column 'day': a feature must be a number, a boolean, a vector or an array of numbers (type: date)",
                "line 2, data: Column 'w': a weight must be a number (type: boolean)",
                "line 2, data: Column 'f': a time must be a number, a date or a timestamp (type: boolean)");
    }

    private void assertTold(String text, String... mistakes) {
        StudyFolder study = StudyFolder.in(folder);
        study.write("study.yaml", text);
        assertLines(study, mistakes);
    }

    private static void assertLines(StudyFolder study, String... mistakes) {
        CommandLineRun run = study.run("tune");

        List<String> lines = run.err().lines().toList();
        assertThat(lines).as(run.err()).hasSameSizeAs(mistakes);
        assertThat(lines)
                .zipSatisfy(
                        Stream.of(mistakes)
                                .map(mistake -> "hone: " + study.file() + ", " + mistake)
                                .toList(),
                        (line, mistake) -> assertThat(line).startsWith(mistake));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(study.out()).doesNotExist();
    }
}
