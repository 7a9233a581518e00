package dev.hone.driver.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.worker.data.InvalidInputException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;

class HeldLogTest {
    private static final Logger LOGGER = LogManager.getLogger("org.apache.spark.scheduler.TaskSetManager");

    @Test
    void whatIsLoggedAboutAMistakeOfTheUserIsDropped() {
        try (CapturedLog captured = new CapturedLog();
                HeldLog held = new HeldLog()) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> held.during(() -> {
                        LOGGER.error("task failed", new IllegalStateException("trace"));
                        throw new InvalidInputException("the mistake");
                    }));
            // A task that is cancelled logs after the exception has reached the driver.
            LOGGER.error("task killed");

            assertThat(captured.alarming()).isEmpty();
        }
    }

    @Test
    void whatIsLoggedBesideAnotherFailureIsToldLate() {
        try (CapturedLog captured = new CapturedLog();
                HeldLog held = new HeldLog()) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> held.during(() -> {
                        LOGGER.error("disk is full");
                        throw new IllegalStateException("a failure");
                    }));

            assertThat(captured.alarming()).containsExactly(LOGGER.getName() + ": disk is full");
        }
    }

    @Test
    void whatIsLoggedWhileAllGoesWellIsToldOnceAndInOrder() {
        try (CapturedLog captured = new CapturedLog();
                HeldLog held = new HeldLog()) {
            int read = held.during(() -> {
                LOGGER.error("first");
                LOGGER.error("second");
                return 7;
            });
            LOGGER.error("third");

            assertThat(read).isEqualTo(7);
            assertThat(captured.alarming())
                    .containsExactly(
                            LOGGER.getName() + ": first", LOGGER.getName() + ": second", LOGGER.getName() + ": third");
        }
    }
}
