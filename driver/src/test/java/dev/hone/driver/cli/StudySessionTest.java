package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.apache.spark.deploy.ExecutorFailureTracker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StudySessionTest {
    private static final String OPENBLAS = "spark.executorEnv.OPENBLAS_NUM_THREADS";
    private static final String LOST_EXECUTORS = "spark.executor.maxNumFailures";
    private static final String EXECUTOR_OPTIONS = "spark.executor.defaultJavaOptions";
    private static final String RESULTS = "spark.driver.maxResultSize";

    @AfterEach
    void forget() {
        System.clearProperty(OPENBLAS);
        System.clearProperty(RESULTS);
        System.clearProperty(EXECUTOR_OPTIONS);
        System.clearProperty(LOST_EXECUTORS);
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

    @Test
    void tasksMayReturnTablesOfAnySize() {
        assertThat(StudySession.configuration("tiny", true).get(RESULTS)).isEqualTo("0");

        System.setProperty(RESULTS, "2g");
        assertThat(StudySession.configuration("tiny", true).get(RESULTS)).isEqualTo("2g");
    }

    @Test
    void trialsThatTakeExecutorsDownDoNotEndTheApplicationOnYarnAndKubernetes() {
        SparkConf conf = StudySession.configuration("tiny", true);

        assertThat(ExecutorFailureTracker.maxNumExecutorFailures(conf)).isEqualTo(200);
        assertThat(conf.get("spark.executor.failuresValidityInterval")).isEqualTo("10m");
    }

    @Test
    void theUsersLimitOfLostExecutorsStays() {
        System.setProperty(LOST_EXECUTORS, "7");

        SparkConf conf = StudySession.configuration("tiny", true);

        assertThat(ExecutorFailureTracker.maxNumExecutorFailures(conf)).isEqualTo(7);
        assertThat(conf.contains("spark.executor.failuresValidityInterval")).isFalse();
    }

    @Test
    void executorsLookForNoNativeBlas() {
        assertThat(StudySession.configuration("tiny", true).get(EXECUTOR_OPTIONS))
                .isEqualTo("-Ddev.ludovic.netlib.blas.nativeLib=none -Ddev.ludovic.netlib.lapack.nativeLib=none"
                        + " -Ddev.ludovic.netlib.arpack.nativeLib=none");
    }

    @Test
    void theUsersOptionsOfExecutorsFollow() {
        System.setProperty(EXECUTOR_OPTIONS, "-Ddev.ludovic.netlib.blas.nativeLib=libmkl_rt.so");

        assertThat(StudySession.configuration("tiny", true).get(EXECUTOR_OPTIONS))
                .startsWith("-Ddev.ludovic.netlib.blas.nativeLib=none ")
                .endsWith(" -Ddev.ludovic.netlib.blas.nativeLib=libmkl_rt.so");
    }
}
