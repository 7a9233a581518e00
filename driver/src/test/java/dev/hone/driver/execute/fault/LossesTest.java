package dev.hone.driver.execute.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.Trials;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final TrialOutcome LOST = LostTrials.outcome(Trials.config(3));

    private final Losses losses = Losses.none(new SparkConf(false));

    @Test
    void aTrialHasFailedOnceItWasLostAsOftenAsSparkLetsATaskBe() {
        assertThat(losses.runsAgain(LOST, false)).isTrue();
        assertThat(losses.runsAgain(LOST, true)).isTrue();
        assertThat(losses.runsAgain(LOST, true)).isTrue();
        assertThat(losses.runsAgain(LOST, true)).isFalse();
    }

    @Test
    void lossesOfOtherTrialsDoNotCount() {
        Losses two = new Losses(2);

        assertThat(two.runsAgain(LostTrials.outcome(Trials.config(4)), true)).isTrue();
        assertThat(two.runsAgain(LOST, true)).isTrue();
        assertThat(two.runsAgain(LOST, true)).isFalse();
    }

    @Test
    void noTrialHasFailedThatWasLostBesideOthersOnly() {
        Losses one = new Losses(1);

        assertThat(one.runsAgain(LOST, false)).isTrue();
        assertThat(one.runsAgain(LOST, true)).isFalse();
    }

    @Test
    void theSettingOfSparkCounts() {
        assertThat(Losses.none(new SparkConf(false).set("spark.task.maxFailures", "1"))
                        .runsAgain(LOST, true))
                .isFalse();
    }

    @Test
    void memoryThatRunsOutIsTheTrialsOwnDoingOnceItRanAlone() {
        TrialOutcome hungry = failed(FailureCategory.OUT_OF_MEMORY);

        assertThat(losses.runsAgain(hungry, false)).isTrue();
        assertThat(losses.runsAgain(hungry, true)).isFalse();
    }

    @Test
    void otherFailuresAreNobodyElsesDoing() {
        assertThat(losses.runsAgain(failed(FailureCategory.TRAINING_FAILED), false))
                .isFalse();
    }

    private static Failed failed(FailureCategory category) {
        return new Failed(Trials.config(3), category, "as the test wants it", 0);
    }
}
