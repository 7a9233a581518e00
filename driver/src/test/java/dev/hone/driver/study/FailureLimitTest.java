package dev.hone.driver.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.Trials;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureLimitTest {
    @Test
    void aNumberIsExceededByTheNextFailure() {
        FailureLimit two = FailureLimit.parse("2");

        assertThat(two.isExceeded(2, 2)).isFalse();
        assertThat(two.isExceeded(3, 1000)).isTrue();
        assertThat(FailureLimit.parse("0").isExceeded(1, 1)).isTrue();
    }

    @Test
    void aShareCountsOnceTenTrialsHaveEnded() {
        FailureLimit fifth = FailureLimit.parse("20%");

        assertThat(fifth.isExceeded(9, 9)).isFalse();
        assertThat(fifth.isExceeded(2, 10)).as("just the share").isFalse();
        assertThat(fifth.isExceeded(3, 10)).isTrue();
        assertThat(FailureLimit.parse("100%").isExceeded(50, 50)).isFalse();
        assertThat(FailureLimit.parse("0%").isExceeded(1, 10)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "101%", "20 %", "%", "", "many", "12345678901"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> FailureLimit.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a number of trials such as 10, or a share of those that have ended such as 20%"
                        + " (value: " + text + ")");
    }

    @Test
    void retriesAreBounded() {
        assertThat(new FailureRule(Optional.empty(), 10).retries()).isEqualTo(10);
        assertThatThrownBy(() -> new FailureRule(Optional.empty(), 11))
                .hasMessage("must be between 0 and 10 (value: 11)");
        assertThatThrownBy(() -> new FailureRule(Optional.empty(), -1))
                .hasMessage("must be between 0 and 10 (value: -1)");
    }

    @Test
    void aSearchThatHasGivenUpTellsTheMostFrequentReason() {
        Leaderboard leaderboard = new Leaderboard(new Objective("f1", Direction.MAXIMIZE), List.of("f1"));
        leaderboard.add(Trials.scored(0, "f1", 0.5));
        leaderboard.add(Trials.failed(1, "rare"));
        leaderboard.add(Trials.failed(2, "frequent"));
        leaderboard.add(Trials.failed(3, "frequent"));

        assertThat(FailureLimit.parse("2").exceeded(leaderboard, "search.max-failures"))
                .isEqualTo("3 of 4 trials have failed, more than search.max-failures allows (2);"
                        + " 2 x TRAINING_FAILED: frequent");
    }
}
