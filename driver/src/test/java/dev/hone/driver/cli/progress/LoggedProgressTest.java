package dev.hone.driver.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.Trials;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoggedProgressTest {
    private final ProgressFixture study = new ProgressFixture(1000, log -> new LoggedProgress(log::println));

    @Test
    void aLineATrial() {
        study.start();
        study.after(Duration.ofSeconds(2));
        study.ended(Trials.scored(3, "f1", 0.5, 0.75));
        study.ended(Trials.failed(4, "three classes"));

        assertThat(study.printed()).isEqualTo("""
                Trial 3: f1 0.625000  [1/1000 trials, best f1 0.625000 (trial 3), 0.5 trials/s, 0:33:18 left]
                Trial 4: failed, TRAINING_FAILED: three classes  [2/1000 trials, 1 failed, best f1 0.625000 (trial 3), \
                1.0 trials/s, 0:16:38 left]
                """);
    }

    @Test
    void afterABurstThereIsALineEachInterval() {
        study.ended(0, LoggedProgress.BURST + 80);
        assertThat(study.printed().lines()).hasSize(LoggedProgress.BURST);

        study.after(LoggedProgress.INTERVAL.minusMillis(1));
        study.ended(100, 200);
        assertThat(study.printed()).isEmpty();

        study.after(Duration.ofMillis(1));
        study.ended(200, 300);
        assertThat(study.printed().lines()).singleElement().asString().startsWith("Trial 200: f1 0.500000  [201/1000");

        study.after(LoggedProgress.INTERVAL);
        study.ended(300, 400);
        assertThat(study.printed().lines()).hasSize(1);
    }

    @Test
    void theLastTrialIsToldAlways() {
        study.ended(0, 999);
        study.printed();

        study.ended(999, 1000);

        assertThat(study.printed()).startsWith("Trial 999: f1 0.500000  [1000/1000 trials, best f1 0.500000 (trial 0)");
    }

    @Test
    void tellsThatItContinues() {
        study.start();
        assertThat(study.printed()).isEmpty();

        study.continued(Trials.scored(0, "f1", 0.5), Trials.failed(1, "no"));
        study.start();
        assertThat(study.printed()).isEqualTo("Continues after 2 of 1000 trials\n");
    }

    @Test
    void ticksAndTheEndPrintNothing() {
        study.tick();
        study.finish();

        assertThat(study.printed()).isEmpty();
    }
}
