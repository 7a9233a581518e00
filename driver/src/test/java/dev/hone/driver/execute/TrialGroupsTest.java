package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrialGroupsTest {
    private static final int MANY = 100;
    private static final GridSampler GRID = new GridSampler(
            new SearchSpace(List.of(new LearnerSpace(
                    "LogisticRegression",
                    List.of(
                            choice("maxIter", new Whole(5), new Whole(10), new Whole(20)),
                            choice("regParam", new Real(0.1), new Real(1)))))),
            1);

    @Test
    void trialsThatOneTrainingServesFollowEachOtherInTheGroupThatSharesPasses() {
        assertThat(groups(LaneSetting.AUTO, MANY, 1)).containsExactly(List.of(0L, 2L, 4L, 1L, 3L, 5L));
    }

    @Test
    void aGroupIsSplitBetweenTrainings() {
        assertThat(groups(LaneSetting.AUTO, MANY, 2)).containsExactly(List.of(0L, 2L, 4L), List.of(1L, 3L, 5L));
    }

    @Test
    void inlineTrainingSharesNothing() {
        assertThat(groups(LaneSetting.INLINE, MANY, 1)).hasSize(6);
    }

    @Test
    void groupsAreSplitWhereSlotsWouldIdle() {
        assertThat(groups(LaneSetting.AUTO, MANY, 4))
                .containsExactly(List.of(0L, 2L), List.of(4L), List.of(1L, 3L), List.of(5L));
        assertThat(groups(LaneSetting.AUTO, MANY, 200)).hasSize(6);
    }

    @Test
    void aGroupHasABound() {
        assertThat(groups(LaneSetting.AUTO, 4, 1)).containsExactly(List.of(0L, 2L, 4L, 1L), List.of(3L, 5L));
    }

    @Test
    void aGroupHasABoundOfTrainingsToo() {
        List<Learner> learners = IntStream.range(0, 20)
                .mapToObj(number -> Learner.named(
                        new TrialConfig(number, "LinearSVC", Map.of("regParam", new Real(0.1 * number)), number)))
                .toList();

        assertThat(new TrialGroups(LaneSetting.AUTO).of(learners, MANY, 1))
                .containsExactly(learners.subList(0, 16), learners.subList(16, 20));
    }

    @Test
    void theTrainingsOfAGroupAreCounted() {
        List<Learner> learners = LongStream.range(0, GRID.trials())
                .mapToObj(number -> Learner.named(GRID.trial(number)))
                .toList();

        assertThat(new TrialGroups(LaneSetting.AUTO).trainings(learners)).isEqualTo(2);
        assertThat(new TrialGroups(LaneSetting.INLINE).trainings(learners)).isEqualTo(6);
    }

    @Test
    void theTrialsOfATrainingHaveOneSeed() {
        assertThat(LongStream.of(0, 2, 4)
                        .map(number -> GRID.trial(number).seed())
                        .distinct()
                        .count())
                .isOne();
        assertThat(GRID.trial(0).seed()).isNotEqualTo(GRID.trial(1).seed());
    }

    private static List<List<Long>> groups(LaneSetting lane, int most, int least) {
        List<Learner> learners = LongStream.range(0, GRID.trials())
                .mapToObj(number -> Learner.named(GRID.trial(number)))
                .toList();
        return new TrialGroups(lane)
                .of(learners, most, least).stream()
                        .map(group -> group.stream()
                                .map(learner -> learner.config().number())
                                .toList())
                        .toList();
    }

    private static Dimension choice(String name, ParameterValue... values) {
        return new Choice(name, Condition.always(), List.of(values));
    }
}
