package dev.hone.driver.cli;

import dev.hone.driver.report.StudyStatus.State;
import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** While open, the first SIGINT, SIGTERM or SIGHUP stops the study in order; a second one ends the JVM at once. */
final class InterruptSignals implements AutoCloseable {
    private final List<Runnable> restores = new ArrayList<>();
    private Runnable stop;
    private boolean asked;

    /** @param stop what a first signal does */
    InterruptSignals(Runnable stop) {
        this.stop = stop;
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal signal = new Signal(name);
            SignalHandler before = Signal.handle(signal, caught -> interrupt());
            restores.add(() -> Signal.handle(signal, before));
        }
    }

    /** Something else for a first signal to do from now on. */
    synchronized void stopBy(Runnable other) {
        stop = other;
    }

    /** Whether there was a signal. */
    synchronized boolean wereSent() {
        return asked;
    }

    private synchronized void interrupt() {
        if (asked) {
            Runtime.getRuntime().halt(State.INTERRUPTED.exitCode());
        }
        asked = true;
        stop.run();
    }

    @Override
    public void close() {
        restores.forEach(Runnable::run);
    }
}
