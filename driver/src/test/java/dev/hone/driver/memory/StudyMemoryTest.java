package dev.hone.driver.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.StudyFile;
import dev.hone.driver.definition.StudyReader;
import dev.hone.driver.space.SqlStages;
import dev.hone.driver.table.TableSize;
import dev.hone.driver.table.TableSize.Accuracy;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StudyMemoryTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final long MACHINE = 24L << 30;

    private static final String STUDY = """
            name: big
            data: {path: big.csv, format: csv, label: kind}
            learner: LogisticRegression
            space: {regParam: [0.1, 0.2]}
            validation: {metric: accuracy, folds: 4}
            output: {path: out}
            """;

    /** 800 MB in memory. */
    private static final TableSize MILLION = size(1_000_000);

    @Test
    void aTableThatCannotFitIsRefusedWithWhatToChange() {
        MemoryPlan plan = local(STUDY, 1024, 2).inTasks(MILLION);

        assertThatThrownBy(plan::requireFit)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "Data 'file:/studies/big.csv': must fit the driver's heap, of which about 1000000 rows of 100 values"
                                + " need about 2.0 GiB (heap: 1.0 GiB); give it more by --driver-memory 3g, list fewer columns under"
                                + " data.features, or set search.lane: cluster");
    }

    @Test
    void aTableThatFillsAHeapIsWarnedOf() {
        MemoryPlan plan = local(STUDY, 2600, 2).inTasks(MILLION);

        assertThatNoException().isThrownBy(plan::requireFit);
        assertThat(plan.warning())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith(
                                "Data 'file:/studies/big.csv': may not fit the driver's heap, of which about 1000000 rows")
                        .contains("--driver-memory 3g"));
        assertThat(local(STUDY, 4096, 2).inTasks(MILLION).warning()).isEmpty();
    }

    @Test
    void eachTaskTrainsOnAFoldOfItsOwn() {
        assertThat(local(STUDY, 12288, 1).inTasks(MILLION).text()).isEqualTo("about 1.6 GiB of the driver's 12.0 GiB");
        assertThat(local(STUDY, 12288, 2).inTasks(MILLION).text()).isEqualTo("about 2.0 GiB of the driver's 12.0 GiB");
        assertThat(local(STUDY, 12288, 4).inTasks(MILLION).text())
                .as("as many as there are folds")
                .isEqualTo(local(STUDY, 12288, 64).inTasks(MILLION).text());
    }

    @Test
    void repeatedFoldsHaveNoMoreTrainingRowsEach() {
        String repeated = STUDY.replace("folds: 4", "scheme: repeated-k-fold, folds: 2, repeats: 10");

        assertThat(local(repeated, 12288, 2).inTasks(MILLION).text())
                .as("two trainings on half of the rows, and the numbers of the rows of 20 folds")
                .isEqualTo("about 1.7 GiB of the driver's 12.0 GiB");
    }

    @Test
    void learnersDifferInWhatTheyHold() {
        String trees =
                STUDY.replace("LogisticRegression", "DecisionTreeClassifier").replace("regParam", "maxDepth");

        assertThat(local(trees.replace("0.1, 0.2", "2, 3"), 12288, 2)
                        .inTasks(MILLION)
                        .text())
                .as("reading, more than bins of a byte")
                .isEqualTo("about 1.6 GiB of the driver's 12.0 GiB");
        assertThat(local(STUDY + "search: {lane: inline}\n", 12288, 2)
                        .inTasks(MILLION)
                        .text())
                .isEqualTo("about 3.2 GiB of the driver's 12.0 GiB");
    }

    @Test
    void executorsHoldTheTableToo() {
        Heaps heaps = new Heaps(4096 * MEBIBYTE, OptionalLong.of(1024 * MEBIBYTE), 1, MACHINE);
        MemoryPlan plan = new StudyMemory(study(STUDY), heaps).inTasks(MILLION);

        assertThat(plan.text())
                .isEqualTo("about 1.6 GiB of the driver's 4.0 GiB; about 1.6 GiB of each executor's 1.0 GiB");
        assertThatThrownBy(plan::requireFit)
                .hasMessageContaining(
                        "must fit each executor's heap, of which about 1000000 rows of 100 values need about 1.6"
                                + " GiB (heap: 1.0 GiB); give it more by --executor-memory 3g, list fewer");
    }

    @Test
    void aMachineThatIsTooSmallIsTold() {
        Heaps heaps = new Heaps(1024 * MEBIBYTE, OptionalLong.empty(), 2, 2048 * MEBIBYTE);

        assertThatThrownBy(new StudyMemory(study(STUDY), heaps).inTasks(MILLION)::requireFit)
                .hasMessageContaining(
                        "--driver-memory 3g on another machine (memory of this one: 2.0 GiB), list fewer");
    }

    @Test
    void whatIsNotSureIsNotRefused() {
        MemoryPlan plan = local(STUDY, 1024, 2).inTasks(MILLION.roughly());

        assertThatNoException().isThrownBy(plan::requireFit);
        assertThat(plan.warning()).isPresent();
        assertThat(local(STUDY, 1024, 2).inTasks(TableSize.UNKNOWN).warning()).isEmpty();
    }

    @Test
    void whatStagesMakeOfATableIsNotSure() {
        String staged =
                STUDY + "pipeline: [{name: VectorAssembler, params: {inputCols: [a, b], outputCol: features}}]\n";
        MemoryPlan plan = local(staged, 1024, 2).inTasks(MILLION);

        assertThatNoException().isThrownBy(plan::requireFit);
        assertThat(plan.warning())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .endsWith("give it more by --driver-memory 3g, or set search.lane: cluster"));
    }

    @Test
    void onTheClusterTheDriverHoldsLabelsAndFolds() {
        MemoryPlan plan = local(STUDY, 1024, 2).onSpark(MILLION);

        assertThat(plan.text()).isEqualTo("about 122.7 MiB of the driver's 1.0 GiB");
        assertThat(plan.warning()).isEmpty();
        assertThatThrownBy(local(STUDY, 1024, 2).onSpark(size(100_000_000))::requireFit)
                .hasMessageEndingWith("(heap: 1.0 GiB); give it more by --driver-memory 4g");
    }

    @Test
    void aSmallTableFitsAnyHeap() {
        MemoryPlan plan = local(STUDY, 100, 64).inTasks(size(1000));

        assertThatNoException().isThrownBy(plan::requireFit);
        assertThat(plan.warning()).isEmpty();
    }

    @Test
    void anArrayHoldsNoMoreThanItsIndexCounts() {
        assertThatThrownBy(local(STUDY, 1 << 20, 2).inTasks(size(30_000_000))::requireFit)
                .hasMessage(
                        "Data 'file:/studies/big.csv': a table in memory holds at most 2147483639 feature values (about"
                                + " 30000000 rows of 100 values); list fewer columns under data.features, or set search.lane:"
                                + " cluster");
    }

    private static StudyMemory local(String text, long mebibytes, int slots) {
        return new StudyMemory(study(text), new Heaps(mebibytes * MEBIBYTE, OptionalLong.empty(), slots, MACHINE));
    }

    private static StudyDefinition study(String text) {
        return StudyReader.read(new StudyFile("study.yaml", text, "file:///studies"), List.of(), SqlStages.REFUSED);
    }

    private static TableSize size(long rows) {
        return new TableSize(rows, 100 * rows, 800 * rows, Accuracy.CLOSE);
    }
}
