package dev.hone.driver.execute.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.execute.TrialExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedJobsTest {
    private static final String LOST =
            "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent"
                    + " failure: Lost task 0.3 in stage 3.0: ExecutorLostFailure (executor 5 exited caused by one of the running"
                    + " tasks) Reason: Command exited with code 137";

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void jobsWhoseExecutorsWereLostRunAgain() {
        assertThat(RepeatedJobs.<Integer>of("The test", () -> failing(3))).isEqualTo(4);
    }

    @Test
    void theNumberOfTriesIsBounded() {
        assertThatThrownBy(() -> RepeatedJobs.of("The test", () -> failing(100)))
                .isInstanceOf(TrialExecutionException.class)
                .hasRootCauseMessage(LOST);
        assertThat(tries).hasValue(RepeatedJobs.MOST_TRIES);
    }

    @Test
    void whatFailsForAnotherReasonDoesNotRunAgain() {
        assertThatThrownBy(() -> RepeatedJobs.of("The test", () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("no such column");
                }))
                .hasMessage("no such column");
        assertThat(tries).hasValue(1);
    }

    private int failing(int times) {
        if (tries.incrementAndGet() <= times) {
            throw new TrialExecutionException("The training failed", new RuntimeException(LOST));
        }
        return tries.get();
    }
}
