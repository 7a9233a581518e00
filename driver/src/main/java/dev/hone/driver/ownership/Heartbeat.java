package dev.hone.driver.ownership;

import java.time.Duration;

/**
 * By what a run is known to go on: {@link #FILE}, which its driver writes each {@link #INTERVAL} from before Spark starts to the
 * end, whatever the run is doing. Both {@code hone status} and the lock of the output folder are judged by it.
 */
public final class Heartbeat {
    /** The file in the output folder that is written again and again. */
    public static final String FILE = "status.json";

    /** Time from one heartbeat to the next. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    /** A run is lost after this time without a heartbeat. */
    public static final Duration LOST_AFTER = Duration.ofSeconds(30);

    /**
     * How long the file is watched before a run is called lost whose last heartbeat looks older than {@link #LOST_AFTER}: clocks of
     * machines differ.
     */
    public static final Duration SUSPICION = INTERVAL.multipliedBy(5);

    private Heartbeat() {}

    /** Lets time pass. */
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }
}
