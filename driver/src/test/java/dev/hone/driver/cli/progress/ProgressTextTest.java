package dev.hone.driver.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.Trials;
import dev.hone.driver.study.StudyListener;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    private final ProgressFixture study = new ProgressFixture(100, stream -> new StudyListener() {});

    @Test
    void nothingIsKnownBeforeTheFirstTrial() {
        study.after(Duration.ofSeconds(3));

        assertThat(text()).isEqualTo("0/100 trials");
    }

    @Test
    void tellsHowManyTheBestTheRateAndTheTimeLeft() {
        study.ended(Trials.scored(0, "f1", 0.25, 0.5));
        study.ended(Trials.scored(1, "f1", 0.9));
        study.after(Duration.ofSeconds(4));

        assertThat(text()).isEqualTo("2/100 trials, best f1 0.900000 (trial 1), 0.5 trials/s, 0:03:16 left");
    }

    @Test
    void failedTrialsCountAsDone() {
        study.ended(Trials.failed(0, "no"));
        study.after(Duration.ofMillis(500));

        assertThat(text()).isEqualTo("1/100 trials, 1 failed, 2.0 trials/s, 0:00:50 left");
    }

    @Test
    void trialsOfAnEarlierRunDoNotCountForTheRate() {
        study.continued(Trials.scored(0, "f1", 0.5), Trials.scored(1, "f1", 0.5));
        study.after(Duration.ofSeconds(1));
        assertThat(text()).isEqualTo("2/100 trials, best f1 0.500000 (trial 0)");

        study.ended(2, 4);
        assertThat(text()).isEqualTo("4/100 trials, best f1 0.500000 (trial 0), 2.0 trials/s, 0:00:48 left");
    }

    @Test
    void longWaitsAreToldInHours() {
        study.ended(0, 1);
        study.after(Duration.ofHours(2));

        assertThat(text()).endsWith(", 0.0 trials/s, 198:00:00 left");
    }

    private String text() {
        return ProgressText.of(study.progress());
    }
}
