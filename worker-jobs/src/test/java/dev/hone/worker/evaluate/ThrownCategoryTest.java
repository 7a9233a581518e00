package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.metric.UndefinedMetricException;
import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.trial.FailureCategory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThrownCategoryTest {
    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(new OutOfMemoryError("Java heap space"), FailureCategory.OUT_OF_MEMORY),
                Arguments.of(
                        new IllegalStateException("the task failed", new OutOfMemoryError()),
                        FailureCategory.OUT_OF_MEMORY),
                Arguments.of(
                        new RuntimeException("Job aborted: Lost task 0.3: ExecutorLostFailure (executor 1 exited)"),
                        FailureCategory.EXECUTOR_LOST),
                Arguments.of(new UndefinedMetricException("r2", "no rows"), FailureCategory.SCORE_NOT_FINITE),
                Arguments.of(
                        new StageFailedException(new NullPointerException()), FailureCategory.STAGES_LEFT_TO_SPARK),
                Arguments.of(new StackOverflowError(), FailureCategory.TRAINER_BUG),
                Arguments.of(new RuntimeException(new NullPointerException()), FailureCategory.TRAINER_BUG),
                Arguments.of(new ArrayIndexOutOfBoundsException(3), FailureCategory.TRAINER_BUG),
                Arguments.of(new NoSuchMethodError("fit"), FailureCategory.TRAINER_BUG),
                Arguments.of(
                        new AssertionError("assertion failed: k must be positive"), FailureCategory.TRAINING_FAILED),
                Arguments.of(
                        new NullPointerException().initCause(new IllegalArgumentException("no label")),
                        FailureCategory.TRAINING_FAILED));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void theCategoryFollowsFromWhatWasThrownAndItsCauses(Throwable thrown, FailureCategory category) {
        assertThat(ThrownCategory.of(thrown)).isEqualTo(category);
    }

    @Test
    void anObjectiveIsTheUsersOwnCode() {
        assertThat(ThrownCategory.ofObjective(new NullPointerException())).isEqualTo(FailureCategory.OBJECTIVE_FAILED);
        assertThat(ThrownCategory.ofObjective(new RuntimeException(new OutOfMemoryError())))
                .isEqualTo(FailureCategory.OUT_OF_MEMORY);
    }

    @Test
    void onlyWhatNeedNotBeOfTheConfigsMakingIsOfCircumstances() {
        assertThat(FailureCategory.values())
                .filteredOn(FailureCategory::isOfCircumstances)
                .containsExactlyInAnyOrder(FailureCategory.OUT_OF_MEMORY, FailureCategory.EXECUTOR_LOST);
    }
}
