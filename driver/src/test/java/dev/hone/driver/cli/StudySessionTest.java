package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StudySessionTest {
    private static final String OPENBLAS = "spark.executorEnv.OPENBLAS_NUM_THREADS";

    @AfterEach
    void forget() {
        System.clearProperty(OPENBLAS);
    }

    @Test
    void aNativeBlasOfAnExecutorHasOneThreadATrial() {
        SparkConf conf = StudySession.configuration("tiny", true);

        assertThat(conf.get(OPENBLAS)).isEqualTo("1");
        assertThat(conf.get("spark.executorEnv.MKL_NUM_THREADS")).isEqualTo("1");
    }

    @Test
    void theUsersSettingStays() {
        System.setProperty(OPENBLAS, "4");

        assertThat(StudySession.configuration("tiny", true).get(OPENBLAS)).isEqualTo("4");
    }
}
