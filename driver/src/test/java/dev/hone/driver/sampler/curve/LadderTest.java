package dev.hone.driver.sampler.curve;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.logIntegers;
import static dev.hone.driver.Spaces.uniform;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.space.Dimension;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LadderTest {
    @Test
    void pointsOfARangeGrowByARatioFromEndToEnd() {
        assertThat(wholes(logIntegers("numTrees", 1, 200)))
                .containsExactly(1L, 2L, 3L, 4L, 6L, 8L, 11L, 15L, 21L, 29L, 40L, 55L, 76L, 105L, 145L, 200L);
        assertThat(wholes(integers("numTrees", 100, 1000)))
                .hasSize(16)
                .startsWith(100L, 117L)
                .endsWith(858L, 1000L);
    }

    @Test
    void aShortRangeHasAllItsNumbers() {
        assertThat(wholes(integers("maxDepth", 0, 15)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 16).mapToObj(Long::valueOf).toList());
        assertThat(wholes(integers("maxDepth", 5, 6))).containsExactly(5L, 6L);
    }

    @Test
    void aRangeThatIsALittleLongerHasSixteenOfItsNumbers() {
        assertThat(wholes(integers("maxDepth", 0, 20)))
                .hasSize(16)
                .doesNotHaveDuplicates()
                .isSorted()
                .startsWith(0L)
                .endsWith(20L);
    }

    @Test
    void everyRangeHasDistinctPointsWithBothEnds() {
        for (long low = -3; low < 40; low++) {
            for (long high = low + 1; high < 60; high++) {
                assertThat(wholes(integers("k", low, high)))
                        .as("from %d to %d", low, high)
                        .hasSize((int) Math.min(16, high - low + 1))
                        .doesNotHaveDuplicates()
                        .isSorted()
                        .startsWith(low)
                        .endsWith(high);
            }
        }
    }

    @Test
    void aListOfNumbersHasItsEntriesInAscendingOrder() {
        assertThat(wholes(choice("numTrees", 50, 10, 200))).containsExactly(10L, 50L, 200L);
    }

    @Test
    void aLongListHasSixteenOfItsEntriesEvenlyByRank() {
        Object[] entries = IntStream.range(0, 31).mapToObj(entry -> entry * 10).toArray();

        assertThat(wholes(choice("k", entries)))
                .hasSize(16)
                .startsWith(0L, 20L, 40L)
                .endsWith(280L, 300L);
    }

    @Test
    void whatHasNoOrderOrOneValueOrIsRealHasNoPoints() {
        assertThat(Ladder.of(choice("impurity", "gini", "entropy"))).isEmpty();
        assertThat(Ladder.of(choice("numTrees", 20))).isEmpty();
        assertThat(Ladder.of(uniform("minInfoGain", 0, 1))).isEmpty();
    }

    private static List<Long> wholes(Dimension dimension) {
        return Ladder.of(dimension).stream().map(LadderTest::whole).toList();
    }

    private static long whole(ParameterValue value) {
        return ((Whole) value).value();
    }
}
