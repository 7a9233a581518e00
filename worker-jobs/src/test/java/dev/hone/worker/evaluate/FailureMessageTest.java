package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.Secrets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureMessageTest {
    private static final String SECRET = "w7+Hq/2zLp";

    /** The message is cut after 500 characters. */
    @ParameterizedTest
    @ValueSource(ints = {0, 480, 490, 495, 499, 500, 600})
    void aSecretIsRedactedBeforeTheMessageIsCut(int before) {
        Secrets.keep(Map.of("house.password", SECRET).entrySet());

        String message = FailureMessage.of(new IllegalStateException(
                "outer", new IllegalArgumentException(".".repeat(before) + SECRET + " at the end")));

        assertThat(message).doesNotContain("w7").hasSizeLessThanOrEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-----BEGIN KEY-----\nabcdef\n-----END KEY-----", "first line\nsecond line"})
    void aSecretOfSeveralLinesIsRedactedBeforeTheFirstIsTaken(String secret) {
        Secrets.keep(Map.of("house.password", secret).entrySet());

        assertThat(FailureMessage.of(new IllegalArgumentException("refused: " + secret + ", try again")))
                .isEqualTo("refused: ***, try again");
    }
}
