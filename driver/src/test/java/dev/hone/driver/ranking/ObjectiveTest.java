package dev.hone.driver.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    private static final Objective GAIN = new Objective("auc", Direction.MAXIMIZE);
    private static final Objective LOSS = new Objective("auc", Direction.MINIMIZE);
    private static final TrialConfig CONFIG = new TrialConfig(0, "A", Map.of(), 0);

    @Test
    void theScoreIsTheMeanOverFoldsAndTheLossIsMinimized() {
        TrialOutcome outcome = new Scored(CONFIG, Lane.FAST, List.of(fold(0, 0.5), fold(1, 0.75)), 1);

        assertThat(GAIN.score(outcome)).isEqualTo(0.625);
        assertThat(GAIN.loss(outcome)).isEqualTo(-0.625);
        assertThat(LOSS.loss(outcome)).isEqualTo(0.625);
    }

    @Test
    void aFailedTrialHasNoScore() {
        TrialOutcome outcome = new Failed(CONFIG, FailureCategory.TRAINING_FAILED, "diverged", 1);

        assertThat(GAIN.score(outcome)).isNaN();
        assertThat(GAIN.loss(outcome)).isNaN();
    }

    private static FoldScore fold(int fold, double score) {
        return new FoldScore(fold, Map.of("auc", score), 1, 1);
    }
}
