package dev.hone.driver.cli.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterManagerTest {
    private static final String OPENBLAS = "spark.yarn.appMasterEnv.OPENBLAS_NUM_THREADS";
    private static final String MKL = "spark.yarn.appMasterEnv.MKL_NUM_THREADS";

    @Test
    void eachManagerWaitsAsSparkSubmitDoes() {
        assertThat(ClusterManager.STANDALONE.waitsForTheEnd(Map.of())).isFalse();
        assertThat(ClusterManager.YARN.waitsForTheEnd(Map.of())).isTrue();
        assertThat(ClusterManager.KUBERNETES.waitsForTheEnd(Map.of())).isTrue();
        assertThat(ClusterManager.YARN.waitsForTheEnd(Map.of("spark.yarn.submit.waitAppCompletion", "false")))
                .isFalse();
        assertThat(ClusterManager.KUBERNETES.waitsForTheEnd(
                        Map.of("spark.kubernetes.submission.waitAppCompletion", "false")))
                .isFalse();
    }

    @Test
    void aNativeBlasOfADriverHasOneThread() {
        assertThat(ClusterManager.YARN.environmentSettings(Map.of(), Map.of()))
                .isEqualTo(Map.of(OPENBLAS, "1", MKL, "1"));
        assertThat(ClusterManager.KUBERNETES.environmentSettings(Map.of(), Map.of()))
                .isEqualTo(Map.of(
                        "spark.kubernetes.driverEnv.OPENBLAS_NUM_THREADS",
                        "1",
                        "spark.kubernetes.driverEnv.MKL_NUM_THREADS",
                        "1"));
        assertThat(ClusterManager.STANDALONE.environmentSettings(Map.of(), Map.of()))
                .as("spark-submit hands its own on")
                .isEmpty();
    }

    @Test
    void whatTheUserSetsStays() {
        assertThat(ClusterManager.YARN.environmentSettings(Map.of(OPENBLAS, "4"), Map.of("MKL_NUM_THREADS", "2")))
                .isEqualTo(Map.of(MKL, "2"));
    }

    @Test
    void anUnknownMasterIsRefused() {
        assertThatThrownBy(() -> ClusterManager.of("mesos://host"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Option --master: must be spark://HOST:PORT, yarn or k8s://URL in cluster mode (master:"
                        + " mesos://host)");
    }

    @Test
    void whereTheLogsAreIsACommand() {
        assertThat(ClusterManager.YARN.whereLogsAre("application_1_1"))
                .isEqualTo("'yarn logs -applicationId application_1_1' tells why");
        assertThat(ClusterManager.KUBERNETES.whereLogsAre("ml:hone-driver"))
                .isEqualTo("'kubectl logs -n ml hone-driver' tells why");
    }
}
