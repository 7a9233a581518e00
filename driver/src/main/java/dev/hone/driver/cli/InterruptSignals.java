package dev.hone.driver.cli;

import dev.hone.driver.report.StudyStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** While open, the first SIGINT, SIGTERM or SIGHUP stops the study in order; a second one ends the JVM at once. */
final class InterruptSignals implements AutoCloseable {
    /** What the last words of a run may take. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final List<Runnable> restores = new ArrayList<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Runnable lastWords;
    private volatile Runnable stop;

    /**
     * @param stop what a first signal does
     * @param lastWords what a second one does before it ends the JVM, which does not wait long for it
     */
    InterruptSignals(Runnable stop, Runnable lastWords) {
        this.stop = stop;
        this.lastWords = lastWords;
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal signal = new Signal(name);
            SignalHandler before = Signal.handle(signal, caught -> interrupt());
            restores.add(() -> Signal.handle(signal, before));
        }
    }

    /** Something else for a first signal to do from now on. */
    void stopBy(Runnable other) {
        stop = other;
    }

    /** Whether there was a signal. */
    boolean wereSent() {
        return asked.get();
    }

    private void interrupt() {
        if (asked.compareAndSet(false, true)) {
            stop.run();
            return;
        }
        Thread speaker = new Thread(lastWords, "hone-last-words");
        speaker.setDaemon(true);
        speaker.start();
        try {
            speaker.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(State.INTERRUPTED.exitCode());
    }

    @Override
    public void close() {
        restores.forEach(Runnable::run);
    }
}
