package dev.hone.driver.output;

import dev.hone.worker.data.Secrets;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what could not be written, for {@link #PATIENCE}: space may be freed, and a file system may come back. Used by one
 * thread at a time.
 */
public final class WriteRetries {
    /** How long writes are tried again. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(WriteRetries.class);
    private static final long NEVER = Long.MIN_VALUE;

    private final Clock clock;
    private final Pause pause;
    private long failingSince = NEVER;
    private long nextAt = NEVER;
    private boolean over;

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** By the clock of this machine. */
    public WriteRetries() {
        this(Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));
    }

    /** @param pause waits between tries */
    public WriteRetries(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Writes something, and waits between tries.
     *
     * @throws OutputException of the last try
     */
    public void run(Runnable write) {
        while (true) {
            try {
                write.run();
                succeeded();
                return;
            } catch (OutputException e) {
                if (isOverAfter(e)) {
                    throw e;
                }
                sleep();
            }
        }
    }

    /** Whether it is time for another try, for callers that do not wait for it. */
    public boolean isDue() {
        return !over && clock.millis() >= nextAt;
    }

    /** Whether something could not be written, and has not been since. */
    public boolean areOn() {
        return failingSince != NEVER;
    }

    /** Takes note of a write that succeeded. */
    public void succeeded() {
        failingSince = NEVER;
        nextAt = NEVER;
        over = false;
    }

    /** Takes note of a failure; returns whether there are to be no more tries. */
    public boolean isOverAfter(OutputException failure) {
        long now = clock.millis();
        if (failingSince == NEVER) {
            failingSince = now;
            LOG.warn("{}; trying again for {} s", Secrets.redacted(failure.fault()), PATIENCE.toSeconds());
        }
        nextAt = now + PAUSE.toMillis();
        over |= now - failingSince >= PATIENCE.toMillis();
        return over;
    }

    /** Waits for the next try; there is none once the thread has been interrupted. */
    public void sleep() {
        try {
            pause.sleep(PAUSE);
        } catch (InterruptedException e) {
            over = true;
            Thread.currentThread().interrupt();
        }
    }
}
