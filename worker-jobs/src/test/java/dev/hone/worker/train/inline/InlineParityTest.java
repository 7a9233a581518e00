package dev.hone.worker.train.inline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.testing.Sampling;
import dev.hone.testing.SeedInFailures;
import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.TrainingData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.jdk.javaapi.CollectionConverters;

/** Inline models against those of Spark's own {@code fit} on one partition of the same rows, bit for bit. */
@ExtendWith(SeedInFailures.class)
class InlineParityTest {
    private static final List<ParityCase> ALL = Stream.of(
                    ClassifierCases.linear(),
                    ClassifierCases.trees(),
                    ClassifierCases.others(),
                    RegressorCases.linear(),
                    RegressorCases.trees(),
                    RegressorCases.others(),
                    ClustererCases.all())
            .flatMap(List::stream)
            .toList();
    private static final List<ParityCase> CASES = Sampling.ofThisBuild().sample(ALL, 32);
    private static final List<List<String>> TRAINED_IN_TASKS = new ArrayList<>();
    private static int jobs;

    static List<ParityCase> cases() {
        return CASES;
    }

    /** Every case in a task of one job, two tasks at a time. */
    @BeforeAll
    static void trainInTasks() throws TimeoutException {
        System.out.println("seed of the tables: " + ParityTables.SEED);
        System.out.println(CASES.size() + " of " + ALL.size() + " cases, " + Sampling.ofThisBuild());
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
        List<Integer> numbers = IntStream.range(0, CASES.size()).boxed().toList();
        jobs = StartedJobs.during(() -> TRAINED_IN_TASKS.addAll(context.parallelize(numbers, CASES.size())
                .map(InlineParityTest::stateOrFailure)
                .collect()));
    }

    /** A failure is told by the test of its own case. */
    private static List<String> stateOrFailure(int number) {
        try {
            return CASES.get(number).trainedState();
        } catch (Exception | AssertionError failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            return List.of(trace.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void modelEqualsThatOfSparksFitBitForBit(ParityCase parityCase) {
        List<String> expected = ModelState.of(ReferenceFit.of(parityCase.estimator(), parityCase.data()));
        assertThat(expected).as("state of the reference").hasSizeGreaterThan(10);
        assertThat(TRAINED_IN_TASKS.get(CASES.indexOf(parityCase)))
                .as("trained in a task")
                .isEqualTo(expected);
        assertThat(parityCase.trainedState()).as("trained on a plain thread").isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void modelKeepsNeitherParentNorSummary(ParityCase parityCase) {
        Model<?> model = parityCase.train();
        Stream.concat(Stream.of(model), parts(model)).forEach(part -> {
            assertThat(part.hasParent()).isFalse();
            assertThat(part instanceof HasTrainingSummary<?> summarized && summarized.hasSummary())
                    .isFalse();
        });
    }

    private static Stream<Model<?>> parts(Model<?> model) {
        return model instanceof OneVsRestModel oneVsRest ? Stream.of(oneVsRest.models()) : Stream.empty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void estimatorIsAccepted(ParityCase parityCase) {
        assertThat(new InlineTrainer().accepts(parityCase.estimator())).isTrue();
    }

    @Test
    void trainingInTasksStartsNoJobBesidesTheirOwn() {
        assertThat(jobs).isEqualTo(1);
    }

    @Test
    void trainingOnAPlainThreadStartsNoJob() throws TimeoutException {
        assertThat(StartedJobs.during(() -> CASES.forEach(ParityCase::train))).isZero();
    }

    @Test
    void trainingLeavesNoBlockInTheBlockManager() {
        CASES.forEach(ParityCase::train);
        assertThat(CollectionConverters.asJava(SparkEnv.get()
                        .blockManager()
                        .getMatchingBlockIds(id -> id instanceof RDDBlockId block && block.rddId() >= RddIds.FIRST)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trainingWritesToNoSharedArray(ParityCase parityCase) {
        parityCase.train();
        TrainingData data = parityCase.data();
        assertThat(ParityTables.copyOf(data).fingerprint()).isEqualTo(data.fingerprint());
        for (int row = 0; row < data.numRows(); row++) {
            assertThat(data.vector(row)).isEqualTo(data.features().vector(row));
        }
    }
}
