package dev.hone.worker.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldSchemeContractTest {
    private static final long SHUFFLE_SEED = 42;

    /** Every scheme tests each row once, or once a repeat. */
    private static final List<FoldScheme> PARTITIONS = List.of(
            KFold.inOrder(3),
            KFold.shuffled(10, SHUFFLE_SEED),
            StratifiedKFold.inOrder(5),
            StratifiedKFold.shuffled(10, SHUFFLE_SEED),
            new RepeatedKFold(4, 3, SHUFFLE_SEED),
            new RepeatedStratifiedKFold(4, 3, SHUFFLE_SEED),
            new GroupKFold(7),
            StratifiedGroupKFold.inOrder(5),
            StratifiedGroupKFold.shuffled(4, SHUFFLE_SEED),
            new FoldColumn());

    /** Each with the share of every class that a fold tests. */
    private static final Map<FoldScheme, Double> STRATIFIED = Map.of(
            StratifiedKFold.inOrder(3),
            1 / 3.0,
            StratifiedKFold.inOrder(10),
            0.1,
            StratifiedKFold.shuffled(7, SHUFFLE_SEED),
            1 / 7.0,
            new RepeatedStratifiedKFold(5, 2, SHUFFLE_SEED),
            0.2,
            StratifiedHoldOut.inOrder(0.7),
            0.3,
            StratifiedHoldOut.shuffled(0.55, SHUFFLE_SEED),
            0.45);

    private static final List<FoldScheme> OTHERS = List.of(
            HoldOut.inOrder(0.75),
            HoldOut.shuffled(0.1, SHUFFLE_SEED),
            TimeSeriesSplit.by("time", 4).withGap(2));

    private static final List<Function<Long, FoldScheme>> SEEDED = List.of(
            seed -> KFold.shuffled(5, seed),
            seed -> StratifiedKFold.shuffled(5, seed),
            seed -> new RepeatedKFold(5, 2, seed),
            seed -> new RepeatedStratifiedKFold(5, 2, seed),
            seed -> HoldOut.shuffled(0.5, seed),
            seed -> StratifiedHoldOut.shuffled(0.5, seed));

    static Stream<Arguments> partitions() {
        return onRandomTables(PARTITIONS);
    }

    static Stream<Arguments> stratified() {
        return onRandomTables(List.copyOf(STRATIFIED.keySet()));
    }

    static Stream<Arguments> all() {
        return onRandomTables(Stream.of(PARTITIONS, STRATIFIED.keySet(), OTHERS)
                .flatMap(Collection::stream)
                .toList());
    }

    private static Stream<Arguments> onRandomTables(List<FoldScheme> schemes) {
        return schemes.stream().flatMap(scheme -> LongStream.range(0, 8).mapToObj(seed -> Arguments.of(scheme, seed)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void trainAndTestRowsAreDisjointAscendingAndNeverEmpty(FoldScheme scheme, long tableSeed) {
        TrainingData data = Tables.random(tableSeed);
        List<Fold> folds = scheme.split(data).folds();
        for (int number = 0; number < folds.size(); number++) {
            Fold fold = folds.get(number);
            assertThat(fold.number()).isEqualTo(number);
            assertThat(fold.train()).isNotEmpty().doesNotHaveDuplicates().isSorted();
            assertThat(fold.test()).isNotEmpty().doesNotHaveDuplicates().isSorted();
            assertThat(boxed(fold.train())).doesNotContainAnyElementsOf(boxed(fold.test()));
            assertThat(boxed(fold.train())).allMatch(row -> row >= 0 && row < data.numRows());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void splittingTwiceGivesTheSameFolds(FoldScheme scheme, long tableSeed) {
        assertThat(text(scheme.split(Tables.random(tableSeed))))
                .isEqualTo(text(scheme.split(Tables.random(tableSeed))));
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void everyRowIsTestedOnceARepeat(FoldScheme scheme, long tableSeed) {
        TrainingData data = Tables.random(tableSeed);
        List<Fold> folds = scheme.split(data).folds();
        int[] tested = new int[data.numRows()];
        for (Fold fold : folds) {
            assertThat(fold.train().length + fold.test().length).isEqualTo(data.numRows());
            Arrays.stream(fold.test()).forEach(row -> tested[row]++);
        }
        int repeats = scheme instanceof RepeatedKFold || scheme instanceof RepeatedStratifiedKFold ? 3 : 1;
        assertThat(tested).containsOnly(repeats);
    }

    @ParameterizedTest
    @MethodSource("stratified")
    void eachFoldTestsItsShareOfEveryClassWithinOneRow(FoldScheme scheme, long tableSeed) {
        TrainingData data = Tables.random(tableSeed);
        for (Fold fold : scheme.split(data).folds()) {
            for (int label = 0; label < data.numClasses(); label++) {
                double expected = Objects.requireNonNull(STRATIFIED.get(scheme)) * count(allRows(data), data, label);
                assertThat((double) count(fold.test(), data, label))
                        .as("test rows of class %s in fold %s", label, fold.number())
                        .isStrictlyBetween(expected - 1, expected + 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void groupsAreNeverSplit(long tableSeed) {
        TrainingData data = Tables.random(tableSeed);
        for (FoldScheme scheme : List.of(new GroupKFold(4), StratifiedGroupKFold.shuffled(4, SHUFFLE_SEED))) {
            for (Fold fold : scheme.split(data).folds()) {
                assertThat(groups(data, fold.train())).doesNotContainAnyElementsOf(groups(data, fold.test()));
            }
        }
    }

    @Test
    void otherSeedsGiveOtherFolds() {
        TrainingData data = Tables.random(1);
        for (Function<Long, FoldScheme> seeded : SEEDED) {
            Set<String> different = LongStream.range(0, 20)
                    .mapToObj(seed -> text(seeded.apply(seed).split(data)))
                    .collect(Collectors.toSet());
            assertThat(different).as(seeded.apply(0L).toString()).hasSize(20);
        }
    }

    @Test
    void eachRepeatIsShuffledAnew() {
        List<Fold> folds = new RepeatedKFold(2, 2, 5).split(Tables.random(1)).folds();
        assertThat(folds).hasSize(4);
        assertThat(folds.get(2).test())
                .isNotEqualTo(folds.get(0).test())
                .isNotEqualTo(folds.get(1).test());
    }

    @Test
    void shuffledFoldsStayTheSameOnEveryReleaseOfJava() {
        assertThat(text(KFold.shuffled(2, 42).split(Tables.rows(10).build())))
                .isEqualTo("[3, 4, 6, 7, 8][0, 1, 2, 5, 9] [0, 1, 2, 5, 9][3, 4, 6, 7, 8]");
    }

    @Test
    void holdOutTrainsOnTheFirstRowsUpToTheRatio() {
        Fold fold =
                HoldOut.inOrder(0.29).split(Tables.rows(100).build()).folds().get(0);
        assertThat(fold.train()).hasSize(29).startsWith(0).endsWith(28);
        assertThat(fold.test()).hasSize(71).startsWith(29).endsWith(99);
    }

    @Test
    void stratifiedHoldOutGivesTheRowsLeftByRoundingToTheLargestRemainders() {
        // Shares of 0.5: 2.5, 2.5 and 1.5 of 13 rows; 7 rows to train on are 2 + 2 + 1 and two more.
        TrainingData data = Tables.labelled(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2);
        Fold fold = StratifiedHoldOut.inOrder(0.5).split(data).folds().get(0);
        assertThat(fold.train()).containsExactly(0, 1, 2, 5, 6, 7, 10);
    }

    @Test
    void foldColumnTestsEachNumberOnceInAscendingOrder() {
        List<Fold> folds =
                new FoldColumn().split(Tables.withFolds(7, 0, 7, 3, 0)).folds();
        assertThat(folds.stream().map(fold -> Arrays.toString(fold.test()))).containsExactly("[1, 4]", "[3]", "[0, 2]");
    }

    private static Set<Long> groups(TrainingData data, int[] rows) {
        long[] groups = Objects.requireNonNull(data.groups());
        return Arrays.stream(rows).mapToObj(row -> groups[row]).collect(Collectors.toSet());
    }

    private static int[] allRows(TrainingData data) {
        return IntStream.range(0, data.numRows()).toArray();
    }

    private static long count(int[] rows, TrainingData data, int label) {
        return Arrays.stream(rows).filter(row -> data.labels()[row] == label).count();
    }

    private static List<Integer> boxed(int[] rows) {
        return Arrays.stream(rows).boxed().toList();
    }

    private static String text(FoldAssignment folds) {
        return folds.folds().stream()
                .map(fold -> Arrays.toString(fold.train()) + Arrays.toString(fold.test()))
                .collect(Collectors.joining(" "));
    }
}
