package dev.hone.driver.cli.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Logs of spark-submit 4.1, whose wording 4.2 keeps, against a standalone master; of 4.2, against YARN and Kubernetes. */
class SubmissionLogTest {
    private final SubmissionLog log = new SubmissionLog();

    @Test
    void aDriverThatRunsHasAnId() {
        read("""
                INFO ClientEndpoint: ... waiting before polling master for driver state
                INFO ClientEndpoint: Driver successfully submitted as driver-20261129180250-0001
                INFO ClientEndpoint: State of driver-20261129180250-0001 is RUNNING
                INFO ClientEndpoint: Driver running on 127.0.0.1:7178 (worker-20261129175031-127.0.0.1-7178)
                INFO ClientEndpoint: spark-submit not configured to wait for completion,  exiting spark-submit JVM.
                """);

        assertThat(log.id()).contains("driver-20261129180250-0001");
        assertThat(log.tellsOfFailure()).isFalse();
        assertThat(log.tellsOfWaiting()).isFalse();
        assertThat(log.problem()).isEmpty();
    }

    @Test
    void overRestTheDriverMayStillWait() {
        read("""
                INFO RestSubmissionClient: Submission successfully created as driver-20261129180335-0002. Polling submission state...
                INFO RestSubmissionClient: State of driver driver-20261129180335-0002 is now SUBMITTED.
                  "message" : "Driver successfully submitted as another",
                """);

        assertThat(log.id()).contains("driver-20261129180335-0002");
        assertThat(log.tellsOfWaiting()).isTrue();
        assertThat(log.tellsOfFailure()).isFalse();
    }

    @Test
    void aJarThatIsNotThereIsTheProblem() {
        read("""
                INFO ClientEndpoint: Driver successfully submitted as driver-20261129180231-0000
                INFO ClientEndpoint: State of driver-20261129180231-0000 is ERROR
                ERROR ClientEndpoint: Exception from cluster
                java.nio.file.NoSuchFileException: /nowhere/hone.jar
                	at java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:92)
                """);

        assertThat(log.tellsOfFailure()).isTrue();
        assertThat(log.problem()).contains("NoSuchFileException: /nowhere/hone.jar");
    }

    @Test
    void aMasterThatDoesNotAnswerIsTheProblem() {
        read("""
                Exception in thread "main" org.apache.spark.SparkException: Exception thrown in awaitResult:\s
                	at org.apache.spark.util.SparkThreadUtils$.awaitResult(SparkThreadUtils.scala:53)
                Caused by: java.io.IOException: Failed to connect to /127.0.0.1:7199
                	at org.apache.spark.network.client.TransportClientFactory.createClient(TransportClientFactory.java:304)
                Caused by: java.net.ConnectException: finishConnect(..) failed with error(-111): Connection refused
                """);

        assertThat(log.id()).isEmpty();
        assertThat(log.problem()).contains("IOException: Failed to connect to /127.0.0.1:7199");
    }

    @Test
    void withoutAnExceptionTheErrorIsTheProblem() {
        read("ERROR ClientEndpoint: No master is available, exiting.\n");

        assertThat(log.problem()).contains("No master is available, exiting.");
    }

    @Test
    void anApplicationOfYarnHasAnIdOnceItIsAccepted() {
        read("INFO YarnClientImpl: Submitted application application_1796070540780_0001\n");

        assertThat(log.id()).contains("application_1796070540780_0001");
        assertThat(log.tellsOfFailure()).isFalse();
    }

    @Test
    void whatYarnSaysOfAnApplicationMasterThatCannotStartIsTheProblem() {
        read("""
                INFO YarnClientImpl: Submitted application application_1796070540780_0002
                ERROR Client: Application diagnostics message: AM Container for appattempt_1 exited with exitCode: 13
                Exception in thread "main" org.apache.spark.SparkException: Application application_1796070540780_0002 finished with failed status
                """);

        assertThat(log.problem())
                .contains("SparkException: Application application_1796070540780_0002 finished with failed status");
    }

    @Test
    void aDriverOnKubernetesHasTheIdOfItsPod() {
        read("""
                INFO Client: Deployed Spark application hone iris with application ID spark-de5988 and submission ID ml:hone-iris-driver into Kubernetes
                """);

        assertThat(log.id()).contains("ml:hone-iris-driver");
        assertThat(log.tellsOfFailure()).isFalse();
    }

    @Test
    void aPodThatFailsIsAFailure() {
        read("""
                INFO LoggingPodStatusWatcherImpl: Waiting for application hone iris with application ID spark-de5988 and submission ID ml:hone-iris-driver to finish...
                INFO LoggingPodStatusWatcherImpl: Application status for spark-de5988 (phase: Running)
                INFO LoggingPodStatusWatcherImpl: Application status for spark-de5988 (phase: Failed)
                """);

        assertThat(log.id()).contains("ml:hone-iris-driver");
        assertThat(log.tellsOfFailure()).isTrue();
    }

    private void read(String lines) {
        lines.lines().forEach(log::accept);
    }
}
