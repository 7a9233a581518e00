package dev.hone.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hone.testing.Kinded;
import dev.hone.testing.SampledSource;
import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.inline.InlineTrainer;
import dev.hone.worker.train.inline.ModelState;
import dev.hone.worker.trial.LaneSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskKilledException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every family's {@link Trainer} must do: make the models of MLlib's own {@code fit}, or fail as that does, on every
 * table of {@link ContractTables}. A family extends it with its trainer, the estimators that take different ways through
 * it, and where its models are not equal bit for bit with another {@link #assertAlike}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TrainerContract {
    private static final Trainer INLINE = new InlineTrainer();
    private static final Offset<Double> HISTORY_TOLERANCE = within(1e-6);

    /** An estimator that the trainer accepts, and the labels that it is trained on. */
    public record Learner(String name, ContractLabels labels, Estimator<?> estimator) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Estimators, alike but for path params, which the trainer trains together. */
    public record Path(List<String> params, ContractLabels labels, List<Estimator<?>> estimators) {
        public Path(String param, ContractLabels labels, List<Estimator<?>> estimators) {
            this(List.of(param), labels, estimators);
        }

        @Override
        public String toString() {
            return estimators.get(0).getClass().getSimpleName() + " by " + String.join(", ", params);
        }
    }

    /** One training. */
    public record Case(Learner learner, ContractTable table) implements Kinded {
        @Override
        public List<?> kinds() {
            return List.of(learner.name(), table.name());
        }

        public Estimator<?> estimator() {
            return learner.estimator();
        }

        public RowView rows() {
            return table.rows();
        }

        @Override
        public String toString() {
            return learner + "; " + table;
        }
    }

    /** One training of a path's estimators. */
    public record PathCase(Path path, ContractTable table) implements Kinded {
        @Override
        public List<?> kinds() {
            return List.of(path, table.name());
        }

        @Override
        public String toString() {
            return path + "; " + table;
        }
    }

    /** The family's trainer. */
    protected abstract Trainer trainer();

    /** At least one estimator for each way through the trainer. */
    protected abstract List<Learner> learners();

    /** Estimators that the trainer leaves to others. */
    protected abstract List<Estimator<?>> refused();

    /** None by default. */
    protected List<Path> paths() {
        return List.of();
    }

    /** All by default. */
    protected List<ContractTable> tables(ContractLabels labels) {
        return ContractTables.of(labels);
    }

    /** All by default. */
    protected List<ContractTable> unsuitableTables(ContractLabels labels) {
        return ContractTables.unsuitable(labels);
    }

    /** Compares the trainer's model with that of inline training: bit for bit by default. */
    protected void assertAlike(Case trained, Model<?> expected, Model<?> actual) {
        assertThat(ModelState.of(actual)).isEqualTo(ModelState.of(expected));
    }

    protected final List<Case> cases() {
        return learners().stream()
                .flatMap(learner -> tables(learner.labels()).stream().map(table -> new Case(learner, table)))
                .toList();
    }

    protected final List<Case> unsuitableCases() {
        return learners().stream()
                .flatMap(learner -> unsuitableTables(learner.labels()).stream().map(table -> new Case(learner, table)))
                .toList();
    }

    protected final List<PathCase> pathCases() {
        return paths().stream()
                .flatMap(path -> Stream.concat(tables(path.labels()).stream(), unsuitableTables(path.labels()).stream())
                        .map(table -> new PathCase(path, table)))
                .toList();
    }

    /** Some trainers need Spark's environment, as every executor has it. */
    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
        System.out.println("seed of the tables: " + ContractTables.SEED);
    }

    @ParameterizedTest
    @SampledSource(value = "cases", atLeast = 60)
    void modelIsThatOfInlineTraining(Case example) {
        assertSameOutcome(example);
    }

    @ParameterizedTest
    @SampledSource("unsuitableCases")
    void rowsThatDoNotSuitEndAsInInlineTraining(Case example) {
        assertSameOutcome(example);
    }

    private void assertSameOutcome(Case example) {
        Outcome expected = Outcome.of(() -> INLINE.train(example.estimator(), example.rows()));
        Outcome actual = Outcome.of(() -> trainer().train(example.estimator(), example.rows()));
        assertThat(actual.failure()).isEqualTo(expected.failure());
        if (expected.model() != null && actual.model() != null) {
            assertAlike(example, expected.model(), actual.model());
        }
    }

    @ParameterizedTest
    @SampledSource("cases")
    void trainingAgainGivesTheSameModel(Case example) {
        assertThat(Outcome.of(() -> trainer().train(example.estimator(), example.rows()))
                        .state())
                .isEqualTo(Outcome.of(() -> trainer().train(example.estimator(), example.rows()))
                        .state());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void tasksThatShareAFoldDoNotDisturbEachOther(Learner learner) {
        ContractTable table = tables(learner.labels()).get(0);
        List<String> alone = Outcome.of(() -> trainer().train(learner.estimator(), table.rows()))
                .state();
        RowView fresh = new RowView(
                table.rows().data(),
                IntStream.range(0, table.rows().size()).map(table.rows()::row).toArray());
        assertThat(IntStream.range(0, 4)
                        .parallel()
                        .mapToObj(task -> Outcome.of(() -> trainer().train(learner.estimator(), fresh))
                                .state()))
                .allMatch(alone::equals);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @SampledSource("pathCases")
    void trainingAPathGivesEachModelOfTrainingAlone(PathCase example) {
        RowView rows = example.table().rows();
        List<List<String>> alone = new ArrayList<>();
        for (Estimator<?> estimator : example.path().estimators()) {
            alone.add(Outcome.of(() -> trainer().train(estimator, rows)).state());
        }
        assertThat(statesOf(example.path().estimators(), rows))
                .isEqualTo(alone.stream().anyMatch(TrainerContract::isFailure) ? List.of(alone.get(0)) : alone);
    }

    private static boolean isFailure(List<String> state) {
        return state.size() == 1;
    }

    private List<List<String>> statesOf(List<Estimator<?>> estimators, RowView rows) {
        try {
            return trainer().trainAll(estimators, rows).stream()
                    .map(trained -> ModelState.of(trained.model()))
                    .toList();
        } catch (Exception | AssertionError failure) {
            return List.of(List.of(failure.toString()));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("paths")
    void estimatorsOfAPathDifferInPathParamsOnly(Path path) {
        for (Estimator<?> estimator : path.estimators()) {
            assertThat(trainer().accepts(estimator)).isTrue();
            assertThat(trainer().sharedPassParams(estimator)).containsAll(path.params());
        }
        assertThat(path.estimators().stream()
                        .map(estimator -> without(path.params(), estimator))
                        .distinct())
                .hasSize(1);
    }

    private static String without(List<String> names, Estimator<?> estimator) {
        ParamMap params = estimator.extractParamMap();
        names.forEach(name -> params.remove(estimator.getParam(name)));
        return params.toString().replace(estimator.uid(), "");
    }

    @ParameterizedTest
    @MethodSource("learners")
    void itsEstimatorsAreAcceptedBeforeInlineTraining(Learner learner) {
        assertThat(trainer().accepts(learner.estimator())).isTrue();
        assertThat(TrainerRegistry.trainerFor(learner.estimator(), LaneSetting.AUTO))
                .hasSameClassAs(trainer());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void otherEstimatorsAreLeftToOtherTrainers(Estimator<?> estimator) {
        assertThat(trainer().accepts(estimator)).isFalse();
    }

    @ParameterizedTest
    @SampledSource("cases")
    void neitherDataNorEstimatorIsWrittenTo(Case example) {
        TrainingData data = example.rows().data();
        List<Object> vectors = vectors(data);
        String params = example.estimator().extractParamMap().toString();
        Outcome.of(() -> trainer().train(example.estimator(), example.rows()));
        assertThat(vectors(data)).isEqualTo(vectors);
        for (int row = 0; row < data.numRows(); row++) {
            assertThat(data.vector(row)).isEqualTo(data.features().vector(row));
        }
        assertThat(copyOf(data).fingerprint()).isEqualTo(data.fingerprint());
        assertThat(example.estimator().extractParamMap().toString()).isEqualTo(params);
    }

    private static List<Object> vectors(TrainingData data) {
        return IntStream.range(0, data.numRows())
                .mapToObj(row -> (Object) data.features().vector(row))
                .toList();
    }

    /** The table built once more from the arrays that it shares. */
    private static TrainingData copyOf(TrainingData data) {
        FeatureMatrix features = data.features();
        TrainingData.Builder builder = TrainingData.builder(features);
        int[] categories =
                IntStream.range(0, features.numFeatures()).map(data::categories).toArray();
        if (IntStream.of(categories).anyMatch(count -> count > 0)) {
            builder.categories(categories);
        }
        if (data.hasLabels()) {
            builder.classLabels(data.labels(), data.numClasses(), data.labelNames());
        }
        if (data.hasWeights()) {
            builder.weights(
                    IntStream.range(0, data.numRows()).mapToDouble(data::weight).toArray());
        }
        data.columnNames().forEach(name -> builder.column(name, data.column(name)));
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("learners")
    void modelKeepsNeitherParentNorSummary(Learner learner) {
        Model<?> model = modelOfAnyTable(learner);
        assertThat(model.hasParent()).isFalse();
        assertThat(model instanceof HasTrainingSummary<?> summarized && summarized.hasSummary())
                .isFalse();
        assertThat(model.uid()).isEqualTo(learner.estimator().uid());
    }

    @ParameterizedTest
    @SampledSource("cases")
    void historyIsThatOfInlineTraining(Case example) {
        Outcome trained = Outcome.of(() -> trainer().train(example.estimator(), example.rows()));
        assumeThat(trained.model()).isNotNull();
        assertHistory(historyBy(trainer(), example), historyBy(INLINE, example));
    }

    private static TrainingHistory historyBy(Trainer trainer, Case example) {
        return trainer.trainAll(List.of(example.estimator()), example.rows())
                .get(0)
                .history();
    }

    private static void assertHistory(TrainingHistory actual, TrainingHistory expected) {
        assertThat(actual.objectives()).containsExactly(expected.objectives(), HISTORY_TOLERANCE);
        assertThat(actual.inverseDiagonal()).containsExactly(expected.inverseDiagonal(), HISTORY_TOLERANCE);
        assertThat(actual.iterations()).isEqualTo(expected.iterations());
        assertThat(actual.logLikelihood()).isEqualTo(expected.logLikelihood());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void modelHasTheParamsOfItsEstimator(Learner learner) {
        Model<?> model = modelOfAnyTable(learner);
        for (Param<?> param : learner.estimator().params()) {
            if (model.hasParam(param.name()) && learner.estimator().isDefined(param)) {
                assertThat(model.getOrDefault(model.getParam(param.name())))
                        .isEqualTo(learner.estimator().getOrDefault(param));
            }
        }
    }

    /** Some learners are there to be refused on every table. */
    private Model<?> modelOfAnyTable(Learner learner) {
        List<Model<?>> models = new ArrayList<>();
        for (ContractTable table : tables(learner.labels())) {
            Model<?> model = Outcome.of(() -> trainer().train(learner.estimator(), table.rows()))
                    .model();
            if (model != null && !table.rows().data().hasWeights()) {
                models.add(model);
            }
        }
        assumeThat(models).isNotEmpty();
        return models.get(0);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aCancelledTaskEndsTheTraining(Learner learner) {
        assertCancelled(List.of(learner.estimator()), tables(learner.labels()).get(0));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("paths")
    void aCancelledTaskEndsTheTrainingOfAPath(Path path) {
        assertCancelled(path.estimators(), tables(path.labels()).get(0));
    }

    private void assertCancelled(List<Estimator<?>> estimators, ContractTable table) {
        TaskContext task = TaskContext$.MODULE$.empty();
        TaskContext$.MODULE$.setTaskContext(task);
        task.markInterrupted("cancelled by the test");
        try {
            assertThatThrownBy(() -> trainer().trainAll(estimators, table.rows()))
                    .isInstanceOf(TaskKilledException.class);
        } finally {
            TaskContext$.MODULE$.unset();
        }
    }
}
