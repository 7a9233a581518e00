package dev.hone.worker.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FoldsMatchScikitLearnTest {

    static List<FoldFixture> kFold() {
        return FoldFixture.read("k-fold.txt");
    }

    static List<FoldFixture> stratifiedKFold() {
        return FoldFixture.read("stratified-k-fold.txt");
    }

    static List<FoldFixture> rareClasses() {
        return FoldFixture.read("stratified-k-fold-rare.txt");
    }

    static List<FoldFixture> stratifiedGroupKFold() {
        return FoldFixture.read("stratified-group-k-fold.txt");
    }

    static List<FoldFixture> groupKFold() {
        return FoldFixture.read("group-k-fold.txt");
    }

    static List<FoldFixture> timeSeriesSplit() {
        return FoldFixture.read("time-series-split.txt");
    }

    @ParameterizedTest
    @MethodSource
    void kFold(FoldFixture fixture) {
        TrainingData data = Tables.rows(fixture.number("rows")).build();
        assertTestedIn(KFold.inOrder(fixture.number("folds")).split(data), fixture);
    }

    @ParameterizedTest
    @MethodSource
    void stratifiedKFold(FoldFixture fixture) {
        TrainingData data = Tables.labelled(fixture.digits("labels"));
        assertTestedIn(StratifiedKFold.inOrder(fixture.number("folds")).split(data), fixture);
    }

    @ParameterizedTest
    @MethodSource("rareClasses")
    void aClassWithFewerRowsThanFoldsIsDealtOutAsScikitLearnDoes(FoldFixture fixture) {
        stratifiedKFold(fixture);
    }

    @ParameterizedTest
    @MethodSource
    void stratifiedGroupKFold(FoldFixture fixture) {
        TrainingData data = Tables.labelled(fixture.digits("labels"), fixture.numbers("groups"));
        assertTestedIn(StratifiedGroupKFold.inOrder(fixture.number("folds")).split(data), fixture);
    }

    @ParameterizedTest
    @MethodSource
    void groupKFold(FoldFixture fixture) {
        TrainingData data = Tables.grouped(fixture.numbers("groups"));
        assertTestedIn(new GroupKFold(fixture.number("folds")).split(data), fixture);
    }

    @ParameterizedTest
    @MethodSource
    void timeSeriesSplit(FoldFixture fixture) {
        TrainingData data = Tables.rows(fixture.number("rows")).build();
        assertThat(ranges(configured(TimeSeriesSplit.inOrder(fixture.number("folds")), fixture)
                        .split(data)))
                .isEqualTo(fixture.text("train:test"));
    }

    @ParameterizedTest
    @MethodSource("timeSeriesSplit")
    void timeSeriesSplitOfRowsOutOfOrderIsThatOfTheRowsSortedByTime(FoldFixture fixture) {
        int[] times = new Random(3).ints(0, 40).limit(fixture.number("rows")).toArray();
        int[] sorted = IntStream.range(0, times.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(times[a], times[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        TrainingData data = Tables.rows(times.length)
                .column("when", Arrays.stream(times).asDoubleStream().toArray())
                .build();
        FoldAssignment actual = configured(TimeSeriesSplit.by("when", fixture.number("folds")), fixture)
                .split(data);
        FoldAssignment inOrder = configured(TimeSeriesSplit.inOrder(fixture.number("folds")), fixture)
                .split(data);
        for (int number = 0; number < actual.size(); number++) {
            Fold fold = actual.folds().get(number);
            Fold expected = inOrder.folds().get(number);
            assertThat(fold.train()).isEqualTo(rowsAt(expected.train(), sorted));
            assertThat(fold.test()).isEqualTo(rowsAt(expected.test(), sorted));
        }
    }

    private static int[] rowsAt(int[] positions, int[] sorted) {
        return Arrays.stream(positions)
                .map(position -> sorted[position])
                .sorted()
                .toArray();
    }

    private static TimeSeriesSplit configured(TimeSeriesSplit plain, FoldFixture fixture) {
        TimeSeriesSplit split = plain.withGap(fixture.option("gap").orElse(0));
        split = fixture.option("max-train-size").map(split::withMaxTrainSize).orElse(split);
        return fixture.option("test-size").map(split::withTestSize).orElse(split);
    }

    private static String ranges(FoldAssignment folds) {
        return folds.folds().stream()
                .map(fold -> range(fold.train()) + ":" + range(fold.test()))
                .collect(Collectors.joining(" "));
    }

    private static String range(int[] rows) {
        assertThat(rows[rows.length - 1] - rows[0]).isEqualTo(rows.length - 1);
        return rows[0] + "-" + rows[rows.length - 1];
    }

    private static void assertTestedIn(FoldAssignment folds, FoldFixture fixture) {
        int[] expected = fixture.digits("tested-in");
        assertThat(folds.size()).isEqualTo(fixture.number("folds"));
        for (Fold fold : folds.folds()) {
            assertThat(fold.test()).isEqualTo(rows(expected, fold.number(), true));
            assertThat(fold.train()).isEqualTo(rows(expected, fold.number(), false));
        }
    }

    private static int[] rows(int[] testedIn, int fold, boolean tested) {
        return IntStream.range(0, testedIn.length)
                .filter(row -> (testedIn[row] == fold) == tested)
                .toArray();
    }
}
