package dev.hone.driver.cli.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Tells what a command is doing before and after its search: starting Spark, reading the table, training and saving the best
 * model. Safe for use by several threads.
 */
public final class Phases implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final PhaseDisplay display;
    private final Clock clock;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hone-phases");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<Phase> current = Optional.empty();
    private int begun;

    private record Phase(int number, String name, Instant start) {}

    /** Ticks only when it is told to. */
    Phases(PhaseDisplay display, Clock clock) {
        this.display = display;
        this.clock = clock;
    }

    /**
     * On stderr: by the live line of a terminal, else by log lines. A program that runs Spark already waits for no start of
     * it, and what it prints is its own: nothing is told then.
     */
    public static Phases onStderr(Optional<LiveLine> line) {
        Phases phases = new Phases(display(line), Clock.systemUTC());
        phases.ticks.scheduleWithFixedDelay(
                phases::tick, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return phases;
    }

    private static PhaseDisplay display(Optional<LiveLine> line) {
        if (SparkSession.getDefaultSession().isDefined()) {
            return new PhaseDisplay.Silent();
        }
        return line.<PhaseDisplay>map(PhaseDisplay.OnTerminal::new)
                .orElseGet(() -> new PhaseDisplay.Logged(System.err));
    }

    /** Begins a phase, which ends the one before. */
    public synchronized void begin(String phase) {
        begun++;
        current = Optional.of(new Phase(begun, phase, clock.instant()));
        tick();
    }

    /** Ends the phase, so that something else can be printed. */
    public synchronized void end() {
        current.ifPresent(phase -> display.end());
        current = Optional.empty();
    }

    /** Prints something while a phase goes on. */
    public synchronized void interrupt(Runnable printing) {
        current.ifPresent(phase -> display.end());
        printing.run();
        tick();
    }

    synchronized void tick() {
        current.ifPresent(
                phase -> display.tick(phase.number(), phase.name(), Duration.between(phase.start(), clock.instant())));
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        end();
    }
}
