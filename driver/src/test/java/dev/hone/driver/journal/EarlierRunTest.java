package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether the scores of an earlier run say something about a study's. */
class EarlierRunTest {
    private static final Objective ACCURACY = new Objective("accuracy", Direction.MAXIMIZE);

    @Test
    void theSameMetricAndKindAreTaken() {
        EarlierRun run = run("DecisionTreeClassifier");

        assertThat(run.requireComparable(ACCURACY, "LinearSVC")).isSameAs(run);
        assertThat(run.requireComparable(ACCURACY, "com.example.Own")).isSameAs(run);
    }

    @Test
    void anotherKindOfLearnersIsRefusedAndBothAreNamed() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> run("KMeans").requireComparable(ACCURACY, "LinearSVC"))
                .withMessage(
                        "must be a run with learners of the study's kind (kind: classifier; of /earlier: clusterer)");
    }

    @Test
    void anotherDirectionIsRefusedAndBothAreNamed() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        run("LinearSVC").requireComparable(new Objective("accuracy", Direction.MINIMIZE), "LinearSVC"))
                .withMessage("must be a run with the metric of the study (metric: accuracy, minimize; of /earlier:"
                        + " accuracy, maximize)");
    }

    private static EarlierRun run(String learner) {
        return new EarlierRun(
                "/earlier",
                new StudyIdentity("s", "d", "f", ACCURACY),
                List.of(new Failed(
                        new TrialConfig(0, learner, Map.of(), 1), FailureCategory.TRAINING_FAILED, "no", 1)));
    }
}
