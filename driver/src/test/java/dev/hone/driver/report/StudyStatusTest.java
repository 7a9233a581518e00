package dev.hone.driver.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.report.StudyStatus.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyStatusTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Optional<Duration> HEARTBEAT = Optional.of(Duration.ofMillis(2500));

    @ParameterizedTest
    @EnumSource
    void isReadBackAsItWasWritten(State state) throws IOException {
        StudyStatus status = new StudyStatus("iris", state, "so \"far\"\nso good", 1L << 40, 7, TIME, HEARTBEAT);

        assertThat(StudyStatus.fromJson(status.toJson())).isEqualTo(status);
    }

    @Test
    void aRunThatHasEndedTellsItsExitCode() {
        assertThat(new StudyStatus("iris", State.NO_SCORE, "no trial has succeeded", 4, 4, TIME, HEARTBEAT).toJson())
                .isEqualTo("""
                {
                  "study" : "iris",
                  "state" : "no-score",
                  "exitCode" : 3,
                  "message" : "no trial has succeeded",
                  "trials" : 4,
                  "done" : 4,
                  "updated" : "2026-01-02T03:04:05.678Z",
                  "heartbeatSeconds" : 2.5,
                  "crc32c" : "d08611f5"
                }
                """);
        assertThat(new StudyStatus("iris", State.RUNNING, "", 4, 1, TIME, HEARTBEAT).toJson())
                .doesNotContain("exitCode");
    }

    @Test
    void everyFlippedBitIsToldOrHarmless() {
        StudyStatus status = new StudyStatus("iris", State.RUNNING, "1/4 trials", 4, 1, TIME, HEARTBEAT);
        byte[] bytes = status.toJson().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            StudyStatus read;
            try {
                read = StudyStatus.fromJson(new String(flipped, StandardCharsets.UTF_8));
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("not a status: ");
                continue;
            }
            assertThat(read).as("bit %d", bit).isEqualTo(status);
        }
    }

    /** As versions before the heartbeat wrote it. */
    @Test
    void aStatusWithoutAHeartbeatIsRead() throws IOException {
        assertThat(StudyStatus.fromJson("""
                {"study": "iris", "state": "running", "message": "1/4 trials", "trials": 4, "done": 1,
                 "updated": "2026-01-02T03:04:05.678Z"}
                """))
                .isEqualTo(new StudyStatus("iris", State.RUNNING, "1/4 trials", 4, 1, TIME, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, running, 75",
        "SUCCEEDED, succeeded, 0",
        "INVALID, invalid, 2",
        "NO_SCORE, no-score, 3",
        "OUT_OF_BUDGET, out-of-budget, 4",
        "UNDECIDED, undecided, 5",
        "INTERRUPTED, interrupted, 130",
        "TERMINATED, interrupted, 143",
        "FAILED, failed, 1",
        "LOST, lost, 69"
    })
    void statesHaveLabelsAndExitCodes(State state, String label, int exitCode) {
        assertThat(state.label()).isEqualTo(label);
        assertThat(state.exitCode()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"study\": \"s\", \"state\": \"asleep\", \"message\": \"\", \"trials\": 1, \"done\": 1, \"updated\":"
                        + " \"2026-01-02T03:04:05Z\"}",
                "{\"study\": \"s\", \"state\": \"running\", \"message\": \"\", \"trials\": 1, \"done\": 1, \"updated\":"
                        + " \"yesterday\"}",
                "{\"study\": \"s\", \"state\": \"running\", \"message\": \"\", \"trials\": 1, \"done\": 1, \"updated\":"
                        + " \"2026-01-02T03:04:05Z\", \"heartbeatSeconds\": 2}"
            })
    void somethingElseIsNoStatus(String json) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> StudyStatus.fromJson(json))
                .withMessageStartingWith("not a status: ");
    }
}
