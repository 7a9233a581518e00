package dev.hone.driver.cli;

import dev.hone.driver.report.StudyStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While open, the first SIGINT, SIGTERM or SIGHUP stops the study in order; a second one, or a stop that takes too long,
 * ends the JVM at once.
 *
 * <p>A signal that is ignored when the JVM starts, as SIGHUP under {@code nohup}, stays ignored.
 */
final class InterruptSignals implements AutoCloseable {
    /** What a run may take to stop beside its trials: with the default grace period it ends before Docker or a Spark Worker kills it. */
    private static final Duration REST = Duration.ofSeconds(4);

    /** What the last words of a run may take. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Map<String, State> STATES =
            Map.of("INT", State.INTERRUPTED, "HUP", State.INTERRUPTED, "TERM", State.TERMINATED);

    private final List<Runnable> restores = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Consumer<State> lastWords;
    private final Duration gracePeriod;
    private volatile Consumer<State> stop;

    /** What the first signal has made of the run. */
    private volatile Optional<State> sent = Optional.empty();

    /**
     * Listens from now on.
     *
     * @param stop what a first signal does, given the state of a run that ends by it
     * @param lastWords what is done before the JVM is ended at once, which does not wait long for it
     * @param gracePeriod how long trials that run may go on after a first signal
     */
    InterruptSignals(Consumer<State> stop, Consumer<State> lastWords, Duration gracePeriod) {
        this.stop = stop;
        this.lastWords = lastWords;
        this.gracePeriod = gracePeriod;
        STATES.forEach((name, state) -> {
            Signal signal = new Signal(name);
            SignalHandler before = Signal.handle(signal, caught -> interrupt(state));
            restores.add(() -> Signal.handle(signal, before));
        });
    }

    /** Something else for a first signal to do from now on. */
    void stopBy(Runnable other) {
        stop = state -> other.run();
    }

    Duration gracePeriod() {
        return gracePeriod;
    }

    /** Whether there was a signal. */
    boolean wereSent() {
        return sent.isPresent();
    }

    /** The state of a run that ends because it was interrupted. */
    State state() {
        return sent.orElse(State.INTERRUPTED);
    }

    private void interrupt(State state) {
        if (isFirst(state)) {
            daemon("hone-stop-limit", () -> haltIfLate(state));
            stop.accept(state);
        } else {
            halt(state());
        }
    }

    private synchronized boolean isFirst(State state) {
        boolean first = sent.isEmpty();
        if (first) {
            sent = Optional.of(state);
        }
        return first;
    }

    private void haltIfLate(State state) {
        try {
            if (!closed.await(gracePeriod.plus(REST).toMillis(), TimeUnit.MILLISECONDS)) {
                halt(state);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void halt(State state) {
        Thread speaker = daemon("hone-last-words", () -> lastWords.accept(state));
        try {
            speaker.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(state.exitCode());
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        closed.countDown();
        restores.forEach(Runnable::run);
    }
}
