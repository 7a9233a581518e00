package dev.hone.driver.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.Trials;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private static final String WIPE = "\r\u001b[K";

    @Test
    void oneLineIsWrittenAnewAtEachTick() {
        ProgressFixture study = terminal(200);
        study.start();
        assertThat(study.printed()).isEqualTo(WIPE + "0/10 trials");

        study.ended(Trials.scored(0, "f1", 0.5));
        assertThat(study.printed()).as("ticks come often enough").isEmpty();

        study.after(Duration.ofSeconds(1));
        study.tick();
        assertThat(study.printed())
                .isEqualTo(WIPE + "1/10 trials, best f1 0.500000 (trial 0), 1.0 trials/s, 0:00:09 left");
    }

    @Test
    void theLineIsWipedAtTheEnd() {
        ProgressFixture study = terminal(80);
        study.finish();

        assertThat(study.printed()).isEqualTo(WIPE);
    }

    @Test
    void aLineThatWouldWrapIsCut() {
        ProgressFixture study = terminal(12);
        study.ended(Trials.scored(0, "f1", 0.5));
        study.tick();
        assertThat(study.printed()).isEqualTo(WIPE + "1/10 trials");

        ProgressFixture narrow = terminal(1);
        narrow.tick();
        assertThat(narrow.printed()).isEqualTo(WIPE);
    }

    @Test
    void aTerminalThatBecomesNarrowerHasAllRowsOfTheWrappedLineWiped() {
        AtomicInteger columns = new AtomicInteger(80);
        ProgressFixture study =
                new ProgressFixture(10, stream -> new TerminalProgress(new LiveLine(stream, columns::get)));
        study.ended(Trials.scored(0, "f1", 0.5));
        study.tick();
        assertThat(study.printed()).isEqualTo(WIPE + "1/10 trials, best f1 0.500000 (trial 0)");

        columns.set(20);
        study.tick();
        assertThat(study.printed()).isEqualTo("\u001b[1A\r\u001b[J" + "1/10 trials, best f");

        columns.set(80);
        study.tick();
        assertThat(study.printed()).isEqualTo(WIPE + "1/10 trials, best f1 0.500000 (trial 0)");
    }

    private static ProgressFixture terminal(int columns) {
        return new ProgressFixture(10, stream -> new TerminalProgress(new LiveLine(stream, () -> columns)));
    }
}
