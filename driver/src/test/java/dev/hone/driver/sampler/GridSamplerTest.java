package dev.hone.driver.sampler;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GridSamplerTest extends DrawingSamplerContract {
    @Override
    NumberedSampler sampler(long seed) {
        return new GridSampler(SPACE, seed);
    }

    /** As scikit-learn 1.9.1 lists {@code ParameterGrid} of the same lists. */
    @Test
    void theOrderIsThatOfScikitLearnsParameterGrid() {
        SearchSpace space = space(
                learner("A", choice("C", 1, 10), choice("kernel", "linear", "rbf"), choice("tol", 0.1, 0.01, 0.001)),
                learner("B", choice("alpha", 0.5, 1.0), choice("fit", true, false)));

        assertThat(lines(new GridSampler(space, 1))).isEqualTo("""
                C=1 kernel=linear tol=0.1
                C=1 kernel=linear tol=0.01
                C=1 kernel=linear tol=0.001
                C=1 kernel=rbf tol=0.1
                C=1 kernel=rbf tol=0.01
                C=1 kernel=rbf tol=0.001
                C=10 kernel=linear tol=0.1
                C=10 kernel=linear tol=0.01
                C=10 kernel=linear tol=0.001
                C=10 kernel=rbf tol=0.1
                C=10 kernel=rbf tol=0.01
                C=10 kernel=rbf tol=0.001
                alpha=0.5 fit=true
                alpha=0.5 fit=false
                alpha=1.0 fit=true
                alpha=1.0 fit=false
                """);
    }

    /** Where scikit-learn needs a grid a kernel, one with conditions lists the same points. */
    @Test
    void paramsThatAreSwitchedOffDoNotMultiplyTrials() {
        SearchSpace space = space(learner(
                "Svc",
                choice("kernel", "linear", "poly", "rbf"),
                choice("C", 1, 10),
                new Choice("degree", when("kernel", "poly"), values(2, 3)),
                new Choice("gamma", when("kernel", "rbf"), values(0.1, 1))));

        assertThat(lines(new GridSampler(space, 1))).isEqualTo("""
                kernel=linear C=1
                kernel=linear C=10
                kernel=poly C=1 degree=2
                kernel=poly C=1 degree=3
                kernel=poly C=10 degree=2
                kernel=poly C=10 degree=3
                kernel=rbf C=1 gamma=0.1
                kernel=rbf C=1 gamma=1
                kernel=rbf C=10 gamma=0.1
                kernel=rbf C=10 gamma=1
                """);
    }

    @Test
    void conditionsOnConditionsAreCountedOnce() {
        SearchSpace space = space(learner(
                "A",
                choice("a", 1, 2),
                new Choice("b", when("a", 2), values(1, 2)),
                new Choice("c", when("b", 2), values(1, 2, 3)),
                integers("d", 5, 6)));

        assertThat(new GridSampler(space, 1).trials()).isEqualTo(2 + 2 + 6);
        assertThat(trials(new GridSampler(space, 1)))
                .extracting(TrialConfig::params)
                .doesNotHaveDuplicates();
    }

    @Test
    void aLearnerWithoutDimensionsIsOneTrial() {
        GridSampler sampler = new GridSampler(space(learner("A"), learner("B", choice("x", 1, 2))), 1);

        assertThat(trials(sampler)).extracting(TrialConfig::learner).containsExactly("A", "B", "B");
        assertThat(sampler.trial(0).params()).isEmpty();
    }

    @Test
    void aGridOfAMillionPointsDecodesAnyIndex() {
        GridSampler sampler = new GridSampler(
                space(learner(
                        "A", integers("a", 0, 99), integers("b", 0, 9), integers("c", 0, 99), integers("d", 0, 9))),
                1);
        assertThat(sampler.trials()).isEqualTo(1_000_000);
        assertDecoded(sampler, 0);
        assertDecoded(sampler, 999_999);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        new Random(seed).ints(1000, 0, 1_000_000).forEach(number -> assertDecoded(sampler, number));
    }

    @Test
    void aGridIsCountedUpToTheLargestLong() {
        GridSampler sampler = new GridSampler(
                space(learner("A", integers("a", 0, (1L << 53) - 1), integers("b", 1, 1000), choice("c", 7))), 1);

        assertThat(sampler.trials()).isEqualTo(1000L << 53);
        Map<String, ParameterValue> last = sampler.trial(sampler.trials() - 1).params();
        assertThat(last).containsEntry("b", value(1000)).containsEntry("a", new ParameterValue.Whole((1L << 53) - 1));
    }

    @Test
    void trialsThatOneTrainingServesHaveTheSeedOfTheFirst() {
        GridSampler sampler = new GridSampler(
                space(
                        learner("NaiveBayes"),
                        learner(
                                "RandomForestClassifier",
                                integers("numTrees", 10, 12),
                                choice("subsamplingRate", 0.5, 1.0))),
                7);

        assertThat(trials(sampler))
                .extracting(TrialConfig::seed)
                .containsExactly(seed(0), seed(1), seed(2), seed(1), seed(2), seed(1), seed(2));
    }

    @Test
    void aParamThatAConditionLooksAtGivesSeedsOfItsOwn() {
        GridSampler sampler = new GridSampler(
                space(learner(
                        "RandomForestClassifier",
                        choice("numTrees", 10, 20),
                        new Choice("subsamplingRate", when("numTrees", 20), values(0.5, 1.0)))),
                7);

        assertThat(trials(sampler)).extracting(TrialConfig::seed).containsExactly(seed(0), seed(1), seed(2));
    }

    @Test
    void aGridThatIsTooLargeToCountIsRefused() {
        SearchSpace product = space(learner("A", integers("a", 1, 1L << 53), integers("b", 1, 2000)));
        SearchSpace sum = space(
                learner("A", integers("a", 1, 1L << 53), integers("b", 1, 1000)),
                learner("B", integers("a", 1, 1L << 53), integers("b", 1, 1000)));

        for (SearchSpace space : new SearchSpace[] {product, sum}) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> new GridSampler(space, 1))
                    .withMessage("The grid has more than 2^63 - 1 points; use random search");
        }
    }

    @Test
    void aRangeOfRealsHasNoGrid() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new GridSampler(space(learner("A", uniform("x", 0, 1))), 1))
                .withMessage("Dimension 'x': a grid needs a list of values or an int range (given: {uniform: [0.0,"
                        + " 1.0]})");
    }

    private static long seed(long number) {
        return Seeds.ofTrial(7, number);
    }

    private static void assertDecoded(GridSampler sampler, long number) {
        Map<String, ParameterValue> expected = new LinkedHashMap<>();
        expected.put("a", new ParameterValue.Whole(number / 10_000));
        expected.put("b", new ParameterValue.Whole(number / 1000 % 10));
        expected.put("c", new ParameterValue.Whole(number / 10 % 100));
        expected.put("d", new ParameterValue.Whole(number % 10));
        assertThat(sampler.trial(number).params()).isEqualTo(expected);
    }

    private static String lines(NumberedSampler sampler) {
        return trials(sampler).stream()
                .map(trial -> trial.params().entrySet().stream())
                .map(GridSamplerTest::line)
                .collect(Collectors.joining());
    }

    private static String line(Stream<Map.Entry<String, ParameterValue>> params) {
        return params.map(param -> param.getKey() + "=" + param.getValue()).collect(Collectors.joining(" ", "", "\n"));
    }
}
