package dev.hone.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkVersionTest {
    @Test
    void theSparkOfTheTestsIsSupported() {
        assertThatCode(SparkVersion::requireSupported).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.1.0", "4.1.0-vendor-3", "4.2.0", "4.3.0-SNAPSHOT", "4.10.1"})
    void spark41AndLaterOnesOfItsMajorVersionAreSupported(String version) {
        assertThat(SparkVersion.refusal(version)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.7", "4.0.1", "5.0.0-preview1", "5.1.0"})
    void olderOnesAndOtherMajorVersionsAreRefused(String version) {
        assertThat(SparkVersion.refusal(version))
                .contains(
                        "Spark: version must be 4.1 or a later 4.x, for Scala 2.13 (value: " + version
                                + "); with bin/hone set SPARK_HOME to such a Spark, or unset it to use the Spark that Maven makes");
    }
}
