package dev.hone.driver.cli.submission;

import java.util.Objects;
import org.apache.spark.deploy.rest.RestSubmissionClient;
import org.apache.spark.deploy.rest.SubmissionStatusResponse;

/**
 * The state of a driver that was submitted over REST. Spark's client asks for it once, at a time when no worker can have
 * tried to start the driver.
 */
public final class RestDriverState {
    private static final int MOST_QUESTIONS = 10;
    private static final int PAUSE_MILLIS = 1000;

    private final RestSubmissionClient client;
    private final String id;

    public RestDriverState(String master, String id) {
        client = new RestSubmissionClient(master);
        this.id = id;
    }

    /** Asks until the driver no longer waits for a worker, for some seconds at most, and tells the log the answers. */
    public void awaitStart(SubmissionLog log) throws InterruptedException {
        for (int question = 0; question < MOST_QUESTIONS && log.tellsOfWaiting(); question++) {
            ask(log);
        }
    }

    /** Asks once, a second later, and tells the log the answer. */
    public void ask(SubmissionLog log) throws InterruptedException {
        Thread.sleep(PAUSE_MILLIS);
        if (client.requestSubmissionStatus(id, true) instanceof SubmissionStatusResponse status) {
            log.accept("State of driver " + id + " is " + status.driverState());
            Objects.requireNonNullElse(status.message(), "").lines().forEach(log::accept);
        }
    }
}
