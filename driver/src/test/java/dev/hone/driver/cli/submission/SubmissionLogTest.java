package dev.hone.driver.cli.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Logs of spark-submit 4.1, whose wording 4.2 keeps, against a standalone master. */
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

    private void read(String lines) {
        lines.lines().forEach(log::accept);
    }
}
