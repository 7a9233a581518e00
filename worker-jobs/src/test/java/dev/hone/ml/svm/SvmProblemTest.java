package dev.hone.ml.svm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What trainings on a fold share. */
class SvmProblemTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void aMatrixIsKeptWhereEveryProcessorCouldHaveOne() {
        long cache = 1024 * MEGABYTE;
        long ofTraining = 200 * MEGABYTE;

        assertThat(SvmProblem.isKept(11_000, cache, ofTraining, 2)).isTrue();
        assertThat(SvmProblem.isKept(11_000, cache, ofTraining, 8)).isFalse();
        assertThat(SvmProblem.isKept(7_000, cache, ofTraining, 8)).isTrue();
        assertThat(SvmProblem.isKept(7_000, cache / 8, ofTraining, 8)).isFalse();
    }
}
