package dev.hone.driver.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PhasesTest {
    private static final String WIPE = "\r\u001b[K";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream stderr = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final ManualClock clock = new ManualClock();

    @Test
    void aLogHasALineOfEachPhaseThatLasts() {
        try (Phases phases = new Phases(new PhaseDisplay.Logged(stderr), clock)) {
            phases.begin("starting Spark");
            pass(phases, PhaseDisplay.Logged.PATIENCE);
            pass(phases, PhaseDisplay.Logged.PATIENCE);
            phases.begin("reading the table");
            pass(phases, PhaseDisplay.Logged.PATIENCE);
        }

        assertThat(printed()).isEqualTo("Starting Spark ...\nReading the table ...\n");
    }

    @Test
    void aLogHasNothingOfPhasesThatEndSoon() {
        try (Phases phases = new Phases(new PhaseDisplay.Logged(stderr), clock)) {
            phases.begin("starting Spark");
            pass(phases, PhaseDisplay.Logged.PATIENCE.minusMillis(1));
            phases.begin("reading the table");
            pass(phases, PhaseDisplay.Logged.PATIENCE.minusMillis(1));
            phases.end();
            pass(phases, PhaseDisplay.Logged.PATIENCE);
        }

        assertThat(printed()).isEmpty();
    }

    @Test
    void aPhaseThatComesAgainIsToldAgain() {
        try (Phases phases = new Phases(new PhaseDisplay.Logged(stderr), clock)) {
            phases.begin("saving the model");
            pass(phases, PhaseDisplay.Logged.PATIENCE);
            phases.begin("saving the model");
            pass(phases, PhaseDisplay.Logged.PATIENCE);
        }

        assertThat(printed()).isEqualTo("Saving the model ...\nSaving the model ...\n");
    }

    @Test
    void aTerminalShowsThePhaseFromTheStartAndWipesItAtTheEnd() {
        Phases phases = new Phases(new PhaseDisplay.OnTerminal(new LiveLine(stderr, () -> 80)), clock);

        phases.begin("starting Spark");
        assertThat(printed()).isEqualTo(WIPE + "starting Spark, 0:00:00");

        pass(phases, Duration.ofSeconds(61));
        assertThat(printed()).isEqualTo(WIPE + "starting Spark, 0:01:01");

        phases.end();
        assertThat(printed()).isEqualTo(WIPE);

        pass(phases, Duration.ofSeconds(1));
        phases.close();
        assertThat(printed()).as("after the end").isEmpty();
    }

    @Test
    void whatIsPrintedMeanwhileHasALineOfItsOwn() {
        Phases phases = new Phases(new PhaseDisplay.OnTerminal(new LiveLine(stderr, () -> 80)), clock);
        phases.begin("reading the table");
        printed();

        phases.interrupt(() -> stderr.print("a warning\n"));

        assertThat(printed()).isEqualTo(WIPE + "a warning\n" + WIPE + "reading the table, 0:00:00");
        phases.close();
    }

    private void pass(Phases phases, Duration time) {
        clock.advance(time);
        phases.tick();
    }

    private String printed() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }
}
