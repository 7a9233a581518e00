package dev.hone.driver.cli;

import dev.hone.driver.report.StudyStatus.State;
import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** While open, the first SIGINT or SIGTERM stops the study in order; a second one ends the JVM at once. */
final class InterruptSignals implements AutoCloseable {
    private final List<Runnable> restores = new ArrayList<>();
    private boolean asked;

    InterruptSignals(Runnable stop) {
        for (String name : List.of("INT", "TERM")) {
            Signal signal = new Signal(name);
            SignalHandler before = Signal.handle(signal, caught -> interrupt(stop));
            restores.add(() -> Signal.handle(signal, before));
        }
    }

    private synchronized void interrupt(Runnable stop) {
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
