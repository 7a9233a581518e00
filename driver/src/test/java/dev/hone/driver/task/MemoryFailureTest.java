package dev.hone.driver.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryFailureTest {
    @Test
    void isFoundBehindOtherFailures() {
        OutOfMemoryError error = new OutOfMemoryError("GC overhead limit exceeded");

        assertThat(MemoryFailure.in(error)).contains("GC overhead limit exceeded");
        assertThat(MemoryFailure.in(new IllegalStateException("no table", error)))
                .contains("GC overhead limit exceeded");
        assertThat(MemoryFailure.in(new IllegalStateException(new MemoryFailure(new OutOfMemoryError()))))
                .contains("Java heap space");
    }

    @Test
    void isFoundInTheTextOfAnErrorOfAnotherJvm() {
        assertThat(MemoryFailure.in(
                        new IllegalStateException("Task 0 failed (java.lang.OutOfMemoryError: Java heap space)")))
                .contains("Java heap space");
    }

    @Test
    void otherFailuresHaveOtherReasons() {
        assertThat(MemoryFailure.in(new IllegalStateException(new IOException("No space left on device"))))
                .isEmpty();
        assertThat(MemoryFailure.endsThisJvm()).isFalse();
    }

    @Test
    void sparkDoesNotSeeTheError() {
        assertThat(new MemoryFailure(new OutOfMemoryError("Java heap space"))).hasNoCause();
    }
}
