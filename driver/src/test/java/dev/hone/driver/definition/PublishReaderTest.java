package dev.hone.driver.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.publish.PublishDefinition;
import dev.hone.driver.publish.PublishRows;
import dev.hone.driver.publish.PublishRule;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PublishReaderTest {
    private static final String STUDY = """
            name: churn
            data: {path: table.csv, format: csv, label: y}
            learner: LogisticRegression
            validation: {metric: accuracy}
            """;

    @Test
    void aStudyPublishesNothingUnlessItSaysWhere() {
        assertThat(read("").publish()).isEmpty();
        assertThat(read("publish: {path: models/churn}").publish())
                .contains(new PublishDefinition(
                        "models/churn", PublishRule.BETTER, 0, PublishRows.FOLDS, OptionalInt.empty()));
    }

    @Test
    void allOfItIsRead() {
        String publish = "publish: {path: s3a://models/churn, rule: not-worse, tolerance: 0.01, on: folds, keep: 10}";

        assertThat(read(publish).publish())
                .contains(new PublishDefinition(
                        "s3a://models/churn", PublishRule.NOT_WORSE, 0.01, PublishRows.FOLDS, OptionalInt.of(10)));
        assertThat(read("publish: {path: m, rule: always}", "validation.scheme=hold-out")
                        .publish())
                .contains(new PublishDefinition("m", PublishRule.ALWAYS, 0, PublishRows.HOLDOUT, OptionalInt.empty()));
    }

    @Test
    void whatCannotBeIsToldInOneLine() {
        assertRefused("publish: {rule: better}", "publish: 'path' is missing");
        assertRefused(
                "publish: {path: m, rule: best}",
                "publish.rule: must be one of better, not-worse, always (value: best)");
        assertRefused("publish: {path: m, tolerance: -1}", "publish.tolerance: must be at least 0 (value: -1)");
        assertRefused("publish: {path: m, keep: 1}", "publish.keep: must be at least 2 (value: 1)");
        assertRefused(
                "publish: {path: m, rule: always, tolerance: 1}",
                "publish.tolerance: belongs to rules better and not-worse (rule: always)");
        assertRefused(
                "publish: {path: m, on: holdout}",
                "publish.on: holdout needs validation.scheme hold-out or stratified-hold-out (scheme: stratified-k-fold);"
                        + " folds compares on the test rows of each fold");
        assertRefused(
                "publish: {path: m, on: folds}",
                "publish.on: folds needs a scheme with several folds (scheme: hold-out)",
                "validation.scheme=hold-out");
    }

    @Test
    void clustersAreNotCompared() {
        String[] clusters = {"learner=KMeans", "validation.metric=silhouette"};

        assertRefused(
                "publish: {path: m, rule: better}",
                "publish.rule: needs rule always, as clusters and topics of two models have no scores on the same scale"
                        + " (rule: better)",
                clusters);
        assertThat(read("publish: {path: m, rule: always}", clusters).publish()).isPresent();
    }

    @Test
    void theLatestVersionIsOneThatTheStudyPublishes() {
        String[] learning = {"search.method=tpe", "search.trials=5", "search.warm-start=latest", "space.regParam=[0,1]"
        };

        String told = "--set search.warm-start, search.warm-start: latest needs publish.path, which tells of what it is"
                + " the latest";
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read("", learning))
                .withMessage("churn.yaml, " + told);
        assertThat(read("publish: {path: m}", learning).publish()).isPresent();
    }

    private static void assertRefused(String publish, String told, String... settings) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read(publish, settings))
                .withMessageStartingWith("churn.yaml, line 5, " + told);
    }

    private static StudyDefinition read(String publish, String... settings) {
        return StudyReader.read(
                new StudyFile("churn.yaml", STUDY + publish, "."), List.of(settings), SqlStages.REFUSED);
    }
}
