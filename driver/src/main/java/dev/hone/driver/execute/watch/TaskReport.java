package dev.hone.driver.execute.watch;

/**
 * What a task that takes long tells the driver.
 *
 * @param task number of the task in its run
 * @param attempt id of Spark's for the attempt to run it
 * @param unit position of the unit that it is in; it begins no other
 * @param nanos for how long it has been in this unit
 */
public record TaskReport(long task, long attempt, int unit, long nanos) {
    private static final int TASK = 0;
    private static final int ATTEMPT = 1;
    private static final int UNIT = 2;
    private static final int NANOS = 3;

    /** Spark's endpoints may not see classes of a jar that was added later: numbers they can read. */
    long[] toMessage() {
        return new long[] {task, attempt, unit, nanos};
    }

    static TaskReport of(long[] message) {
        return new TaskReport(message[TASK], message[ATTEMPT], (int) message[UNIT], message[NANOS]);
    }
}
