package dev.hone.driver.sampler;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** What every sampler keeps to. */
abstract class NumberedSamplerContract {
    /** Two learners, whose kernels switch further params on. */
    static final SearchSpace SPACE = space(
            learner(
                    "Svc",
                    choice("kernel", "linear", "rbf", "poly"),
                    choice("C", 1, 10),
                    new Choice("gamma", when("kernel", "rbf"), values(0.1, 1.0)),
                    new Choice("degree", when("kernel", "poly"), values(2, 3))),
            learner("Tree", integers("depth", 1, 6), choice("pure", true, false)));

    /** A sampler of {@link #SPACE}, always of the same length. */
    abstract NumberedSampler sampler(long seed);

    @Test
    void theSameSeedGivesTheSameTrials() {
        assertThat(trials(sampler(7))).isEqualTo(trials(sampler(7)));
    }

    @Test
    void anotherSeedGivesOtherTrials() {
        assertThat(trials(sampler(8))).doesNotContainAnyElementsOf(trials(sampler(7)));
    }

    @Test
    void trialsHaveTheirNumberAndTheSeedThatFollowsFromIt() {
        assertThat(trials(sampler(7))).allSatisfy(trial -> {
            assertThat(trial.seed()).isEqualTo(Seeds.ofTrial(7, trial.number()));
        });
        assertThat(trials(sampler(7)))
                .extracting(TrialConfig::number)
                .containsExactlyElementsOf(
                        LongStream.range(0, sampler(7).trials()).boxed().toList());
    }

    @Test
    void aTrialDependsOnNoCallBeforeIt() {
        NumberedSampler sampler = sampler(7);
        List<Long> numbers = LongStream.range(0, sampler.trials()).boxed().collect(Collectors.toList());
        Collections.shuffle(numbers, new Random(1));
        Map<Long, TrialConfig> shuffled = numbers.stream().collect(Collectors.toMap(number -> number, sampler::trial));

        assertThat(trials(sampler(7))).allSatisfy(trial -> {
            assertThat(shuffled.get(trial.number())).isEqualTo(trial);
        });
    }

    @Test
    void manyThreadsGetTheSameTrials() {
        NumberedSampler sampler = sampler(7);

        List<TrialConfig> parallel = LongStream.range(0, 40 * sampler.trials())
                .parallel()
                .mapToObj(call -> sampler.trial(call % sampler.trials()))
                .distinct()
                .toList();

        assertThat(parallel).containsExactlyInAnyOrderElementsOf(trials(sampler(7)));
    }

    @Test
    void survivesJavasSerializationEvenAfterUse() throws IOException, ClassNotFoundException {
        NumberedSampler used = sampler(7);
        used.trial(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(used);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(trials((NumberedSampler) in.readObject())).isEqualTo(trials(sampler(7)));
        }
    }

    @Test
    void tasksDecodeTheSameTrialsAndKryoBringsThemBack() {
        NumberedSampler sampler = sampler(7);
        List<Long> numbers = LongStream.range(0, sampler.trials()).boxed().toList();

        List<TrialConfig> fromTasks = JavaSparkContext.fromSparkContext(
                        LocalSpark.session().sparkContext())
                .parallelize(numbers, 2)
                .map(sampler::trial)
                .collect();

        assertThat(fromTasks).isEqualTo(trials(sampler(7)));
    }

    @Test
    void paramsHaveValuesOfTheirDimensionAndOnlyWhereTheirConditionHolds() {
        assertThat(trials(sampler(7))).allSatisfy(trial -> {
            LearnerSpace space = learnerSpace(trial);
            trial.params().forEach((name, value) -> {
                Dimension dimension = dimension(space, name);
                assertThat(dimension.condition().holds(trial.params())).isTrue();
                assertThat(listed(dimension)).contains(value);
            });
        });
    }

    static List<TrialConfig> trials(NumberedSampler sampler) {
        return LongStream.range(0, sampler.trials()).mapToObj(sampler::trial).toList();
    }

    static LearnerSpace learnerSpace(TrialConfig trial) {
        return SPACE.learners().stream()
                .filter(space -> space.learner().equals(trial.learner()))
                .findFirst()
                .orElseThrow();
    }

    private static Dimension dimension(LearnerSpace space, String name) {
        return space.dimensions().stream()
                .filter(dimension -> dimension.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<ParameterValue> listed(Dimension dimension) {
        return LongStream.range(0, dimension.size().orElseThrow())
                .mapToObj(dimension::at)
                .toList();
    }
}
