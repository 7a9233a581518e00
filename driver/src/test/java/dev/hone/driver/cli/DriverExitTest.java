package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverExitTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 0", "4, 0", "1, 1", "130, 130"})
    void aSupervisedDriverStartsAgainOnlyWhereThatMayHelp(int exitCode, int told) {
        SparkConf cluster = new SparkConf(false).set("spark.submit.deployMode", "cluster");

        assertThat(DriverExit.code(exitCode, cluster.clone().set("spark.driver.supervise", "true")))
                .isEqualTo(told);
        assertThat(DriverExit.code(exitCode, cluster.clone().set("spark.driver.supervise", "false")))
                .isEqualTo(exitCode);
        assertThat(DriverExit.code(exitCode, new SparkConf(false).set("spark.driver.supervise", "true")))
                .isEqualTo(exitCode);
    }
}
