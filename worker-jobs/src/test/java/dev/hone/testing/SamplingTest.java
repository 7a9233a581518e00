package dev.hone.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final List<Example> EXAMPLES = Stream.of("tree", "forest", "linear")
            .flatMap(learner -> IntStream.range(0, 10).mapToObj(table -> new Example(learner, table)))
            .toList();

    private record Example(String learner, int table) implements Kinded {
        @Override
        public List<?> kinds() {
            return List.of(learner, table);
        }
    }

    @Test
    void aSampleShowsEveryKindWithFewExamplesInTheirOrder() {
        for (long seed = 0; seed < 50; seed++) {
            List<Example> sample = new Sampling(false, seed).sample(EXAMPLES, 1);

            assertThat(kinds(sample)).isEqualTo(kinds(EXAMPLES));
            assertThat(sample).hasSizeBetween(10, 12);
            assertThat(EXAMPLES).containsSubsequence(sample);
        }
    }

    @Test
    void everyExampleIsInTheSampleOfSomeSeed() {
        assertThat(IntStream.range(0, 50)
                        .boxed()
                        .flatMap(seed -> new Sampling(false, seed).sample(EXAMPLES, 1).stream()))
                .containsAll(EXAMPLES);
    }

    @Test
    void theSameSeedGivesTheSameSample() {
        assertThat(new Sampling(false, 7).sample(EXAMPLES, 1))
                .isEqualTo(new Sampling(false, 7).sample(EXAMPLES, 1))
                .isNotEqualTo(new Sampling(false, 8).sample(EXAMPLES, 1));
    }

    @Test
    void aSampleIsFilledUpToItsNumber() {
        assertThat(new Sampling(false, 7).sample(EXAMPLES, 20)).hasSize(20).doesNotHaveDuplicates();
        assertThat(new Sampling(false, 7).sample(EXAMPLES, 100)).isEqualTo(EXAMPLES);
    }

    @Test
    void aFullBuildRunsAllExamples() {
        assertThat(new Sampling(true, 7).sample(EXAMPLES, 1)).isEqualTo(EXAMPLES);
    }

    @Test
    void aSampleTellsHowToRepeatIt() {
        assertThat(new Sampling(false, 7)).hasToString("seed 7 (repeat: -Dhone.tests.seed=7, all: -Pfull)");
        assertThat(new Sampling(true, 7)).hasToString("all of them");
    }

    private static Set<Object> kinds(List<Example> examples) {
        return examples.stream().flatMap(example -> example.kinds().stream()).collect(Collectors.toSet());
    }
}
