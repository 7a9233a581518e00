package dev.hone.driver.definition;

import static dev.hone.driver.Spaces.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configs of a study file that go first. */
class KnownGoodReaderTest {
    private static final String STUDY = """
            name: known
            data: {path: table.csv, format: csv, label: y}
            learner:
              - name: LogisticRegression
                space: {regParam: {uniform: [0.25, 0.75]}, maxIter: [10, 20]}
              - name: DecisionTreeClassifier
                space: {maxDepth: {int: [1, 9]}, impurity: [gini, entropy]}
            search:
              method: METHOD
              trials: 20
              known-good:
                - CONFIG
            validation: {metric: accuracy}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"random", "sobol", "auto", "gp", "tpe"})
    void aConfigGoesFirstWithTheDefaultsOfWhatItLeavesOut(String method) {
        StudyDefinition study = study(method, "{learner: DecisionTreeClassifier, impurity: entropy}");

        TrialConfig first = study.search().sampler().propose(0, History.none());

        assertThat(first.learner()).isEqualTo("DecisionTreeClassifier");
        assertThat(first.params()).isEqualTo(Map.of("maxDepth", value(5), "impurity", value("entropy")));
        assertThat(study.search().text()).startsWith(method + ": 1 known-good config");
    }

    @Test
    void aConfigThatIsListedAgainCountsOnce() {
        String twice = "{learner: LogisticRegression, regParam: 0.3, maxIter: 10}\n"
                + "    - {learner: LogisticRegression, maxIter: 10, regParam: 0.3}";

        assertThat(study("random", twice).search().text()).startsWith("random: 1 known-good config, seed");
    }

    @Test
    void knownConfigsMakeAnotherStudy() {
        assertThat(study("random", "{learner: LogisticRegression, regParam: 0.3}")
                        .digest())
                .isNotEqualTo(study("random", "{learner: LogisticRegression, regParam: 0.4}")
                        .digest());
    }

    @Test
    void aGridStillHasEachPointOnce() {
        Sampler grid = read(STUDY.replace("regParam: {uniform: [0.25, 0.75]}, ", "")
                        .replace("METHOD", "grid")
                        .replace("  trials: 20\n", "")
                        .replace("CONFIG", "{learner: DecisionTreeClassifier, maxDepth: 7}"))
                .search()
                .sampler();

        assertThat(grid.trials()).isEqualTo(2 + 18);
        assertThat(grid.propose(0, History.none()).params())
                .isEqualTo(Map.of("maxDepth", value(7), "impurity", value("gini")));
    }

    @Test
    void inManualSearchConfigsGoBeforeTheListedOnes() {
        Sampler manual = read("""
                name: known
                data: {path: table.csv, format: csv, label: y}
                learner: DecisionTreeClassifier
                search:
                  method: manual
                  configs: [{maxDepth: 1}, {maxDepth: 2}, {maxDepth: 3}]
                  known-good: [{maxDepth: 3}, {maxDepth: 9}, {maxDepth: 3}]
                validation: {metric: accuracy}
                """).search().sampler();

        assertThat(manual.trials()).isEqualTo(4);
        assertThat(List.of(0L, 1L, 2L, 3L))
                .extracting(number ->
                        manual.propose(number, History.none()).params().get("maxDepth"))
                .containsExactly(value(3), value(9), value(1), value(2));
    }

    @Test
    void mistakesAreToldWithTheirPlaceAndWhatIsAllowed() {
        assertMistake(
                "random",
                "{learner: DecisionTreeClassifier, maxDepth: 10}",
                "line 12, search.known-good.0.maxDepth: must be of the space: {int: [1, 9]} (value: 10)");
        assertMistake(
                "gp",
                "{learner: DecisionTreeClassifier, depth: 3}",
                "line 12, search.known-good.0.depth: must be a param of the space (params: maxDepth, impurity; named:"
                        + " depth)");
        assertMistake(
                "random",
                "{maxDepth: 3}",
                "line 12, search.known-good.0.learner: is missing; name one of the study's learners (learners:"
                        + " LogisticRegression, DecisionTreeClassifier)");
        assertMistake(
                "random",
                "{learner: LinearSVC}",
                "line 12, search.known-good.0.learner: must be a learner of the study (learners: LogisticRegression,"
                        + " DecisionTreeClassifier; named: LinearSVC)");
    }

    @Test
    void moreConfigsThanTrialsAreRefused() {
        String two = "{learner: LogisticRegression, maxIter: 10}\n    - {learner: LogisticRegression, maxIter: 20}";

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read(STUDY.replace("METHOD", "random")
                        .replace("20\n  known", "1\n  known")
                        .replace("CONFIG", two)))
                .withMessageEndingWith(", search.known-good: must list at most as many configs as the search has trials"
                        + " (configs: 2, trials: 1)");
    }

    private static void assertMistake(String method, String config, String told) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> study(method, config))
                .withMessage("study.yaml, " + told);
    }

    private static StudyDefinition study(String method, String config) {
        return read(STUDY.replace("METHOD", method).replace("CONFIG", config));
    }

    private static StudyDefinition read(String text) {
        return StudyReader.read(new StudyFile("study.yaml", text, "file:///studies"), List.of(), SqlStages.REFUSED);
    }
}
