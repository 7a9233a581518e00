package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.driver.LocalSpark;
import dev.hone.driver.cli.CommandLineRun;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.study.StepExecutor;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.Study;
import dev.hone.driver.tuning.search.StudyPlan;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions as objectives, one Spark task per trial. */
@Timeout(120)
class ObjectiveTunerTest {
    private static final NamedParamSpace SPACE = NamedParamSpace.builder()
            .uniform("x", -5, 5)
            .choice("mode", "plain", "shifted")
            .integer("shift", 1, 9)
            .when("mode", "shifted")
            .build();
    private static final NamedParamSpace FINITE = NamedParamSpace.builder()
            .integer("n", 1, 4)
            .choice("flag", true, false)
            .build();

    /** Numbers of the trials that ran in this JVM. */
    private static final Set<Long> RAN = ConcurrentHashMap.newKeySet();

    private final SparkSession session = LocalSpark.session();

    @TempDir
    private Path folder;

    /** A field that cannot be serialized. */
    private final Object monitor = new Object();

    @BeforeEach
    void forget() {
        RAN.clear();
    }

    @Test
    void aFunctionOfParamsWithConditionsIsMinimized() {
        ObjectiveResult found = tuner().setNumTrials(25).optimize(session);

        assertThat(found.trials()).hasSize(25);
        assertThat(found.endedEarly()).isEmpty();
        assertThat(found.bestScore()).isLessThan(1);
        assertThat(found.trials())
                .allSatisfy(trial -> assertThat(trial.score()).hasValue(loss(trial.trial())))
                .allSatisfy(trial -> assertThat(trial.trial().has("shift"))
                        .isEqualTo(trial.trial().getString("mode").equals("shifted")));
    }

    @Test
    void largerScoresAreBetterWhereTheyAreMaximized() {
        ObjectiveResult found = new ObjectiveTuner()
                .setObjective(trial -> trial.getInt("n") + (trial.getBoolean("flag") ? 0.5 : 0))
                .setSearchSpace(FINITE)
                .setDirection("maximize")
                .setSampler("grid")
                .optimize(session);

        assertThat(found.trials()).hasSize(8);
        assertThat(found.bestScore()).isEqualTo(4.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "tpe", "gp"})
    void theSameSeedGivesTheTrialsOfAskTellAndOfAStudy(String sampler) {
        int trials = 14;
        List<TrialResult> tuned = tuner().setSampler(sampler)
                .setNumTrials(trials)
                .setParallelism(1)
                .optimize(session)
                .trials();

        assertThat(toldInTurn(sampler, trials)).isEqualTo(params(tuned));
        assertThat(ofAStudy(sampler, trials)).isEqualTo(params(tuned));
    }

    /** As one slot asks: a trial runs and another one waits. */
    private static List<String> toldInTurn(String sampler, int trials) {
        try (AskTell study = AskTell.builder()
                .setSearchSpace(SPACE)
                .setSampler(sampler)
                .setNumTrials(trials)
                .open()) {
            List<Trial> running = new ArrayList<>(List.of(study.ask().orElseThrow()));
            while (!running.isEmpty()) {
                study.ask().ifPresent(running::add);
                Trial ended = running.remove(0);
                study.tell(ended, loss(ended));
            }
            return params(study.trials());
        }
    }

    private static List<String> ofAStudy(String sampler, int trials) {
        StudyPlan plan = tuner().setSampler(sampler).setNumTrials(trials).plan("study");
        Study study = new Study(
                plan.sampler(),
                plan.objective(),
                List.of(plan.objective().metric()),
                TrialJournal.none(),
                StoppingRule.never(),
                List.of(),
                Clock.systemUTC());
        study.run(new StepExecutor(1, ObjectiveTunerTest::scored));
        return LongStream.range(0, trials)
                .mapToObj(number -> new Trial(study.trial(number)).toString())
                .toList();
    }

    private static Scored scored(TrialConfig config) {
        double loss = loss(new Trial(config));
        return new Scored(config, Lane.INLINE, List.of(new FoldScore(0, Map.of("objective", loss), 1, 0)), 1);
    }

    private static List<String> params(List<TrialResult> trials) {
        return trials.stream().map(trial -> trial.trial().toString()).toList();
    }

    @Test
    void atMostSoManyTrialsRunAtATimeAsAreAllowed() {
        ObjectiveResult found = new ObjectiveTuner()
                .setObjective(trial -> {
                    RAN.add(trial.number());
                    Thread.sleep(5);
                    int running = RAN.size();
                    RAN.remove(trial.number());
                    return running;
                })
                .setSearchSpace(SPACE)
                .setSampler("random")
                .setNumTrials(10)
                .setParallelism(1)
                .optimize(session);

        assertThat(found.trials()).allSatisfy(trial -> assertThat(trial.score()).hasValue(1));
    }

    @Test
    void aTrialThatHasNoScoreFailsWithTheReasonAndTheSearchGoesOn() {
        ObjectiveResult found = new ObjectiveTuner()
                .setObjective(ObjectiveTunerTest::unreliable)
                .setSearchSpace(FINITE)
                .setSampler("grid")
                .optimize(session);

        assertThat(found.trials())
                .extracting(trial -> trial.failure().orElse("scored"))
                .containsExactly(
                        "OBJECTIVE_FAILED: IllegalStateException: the pump leaks",
                        "SCORE_NOT_FINITE: the objective returned NaN",
                        "SCORE_NOT_FINITE: the objective returned Infinity",
                        "OBJECTIVE_FAILED: Trial 3: param 'm' is not set (set: n, flag); did you mean 'n'?",
                        "OBJECTIVE_FAILED: Trial 4: param 'flag' is not a number (value: true)",
                        "OBJECTIVE_FAILED: StackOverflowError",
                        "OUT_OF_MEMORY: as the test wants it",
                        "scored");
        assertThat(found.best().trial().number()).isEqualTo(7);
    }

    private static double unreliable(Trial trial) throws Exception {
        switch ((int) trial.number()) {
            case 0:
                throw new IOException("not this one", new IllegalStateException("the pump leaks"));
            case 1:
                return Double.NaN;
            case 2:
                return Double.POSITIVE_INFINITY;
            case 3:
                return trial.getDouble("m");
            case 4:
                return trial.getDouble("flag");
            case 5:
                throw new StackOverflowError();
            case 6:
                throw new OutOfMemoryError("as the test wants it");
            default:
                return 1;
        }
    }

    @Test
    void aSearchFailsOnlyIfAllTrialsDo() {
        Path output = folder.resolve("failed");

        assertThatThrownBy(() -> tuner().setObjective(trial -> {
                            throw new IllegalArgumentException("no licence on this machine");
                        })
                        .setNumTrials(3)
                        .setOutput(output.toString())
                        .optimize(session))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Every trial failed; the first one: no licence on this machine");
        assertThat(output).doesNotExist();
    }

    /** A class with a field that cannot travel. */
    private static final class Bound implements ObjectiveFunction {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // What the test is about.
        private final List<Object> connections = List.of("fine", new Thread("never started"));

        @Override
        public double value(Trial trial) {
            return connections.size();
        }
    }

    @Test
    void anObjectiveThatCannotBeSerializedIsRefusedWithTheField() {
        Object socket = new Object();

        assertRefused(
                tuner -> tuner.setObjective(new Bound()),
                "The objective must be serializable, since it runs on executors: an element of field 'connections' of"
                        + " dev.hone.tuning.ObjectiveTunerTest$Bound is a java.lang.Thread, which is not Serializable;"
                        + " make it transient, or create it inside the function");
        assertRefused(
                tuner -> tuner.setObjective(trial -> socket.hashCode()),
                "The objective must be serializable, since it runs on executors: value 1 that the lambda in"
                        + " dev.hone.tuning.ObjectiveTunerTest captures is a java.lang.Object, which is not"
                        + " Serializable; make it transient, or create it inside the function");
        assertRefused(
                tuner -> tuner.setObjective(trial -> monitor.hashCode()),
                "The objective must be serializable, since it runs on executors: 'this', whose members the lambda in"
                        + " dev.hone.tuning.ObjectiveTunerTest uses, is a dev.hone.tuning.ObjectiveTunerTest, which is"
                        + " not Serializable; make it transient, or create it inside the function");
        assertThat(RAN).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        tuner -> tuner.setSearchSpace(FINITE).setNumTrials(3),
                        "objective must be set, the function to optimize"),
                mistake(
                        tuner -> tuner.setObjective(ObjectiveTunerTest::loss).setNumTrials(3),
                        "searchSpace must be set, for the trials"),
                mistake(
                        tuner -> tuner.setObjective(ObjectiveTunerTest::loss).setSearchSpace(SPACE),
                        "numTrials or timeLimit must be set with sampler auto"),
                mistake(
                        tuner -> tuner.setObjective(ObjectiveTunerTest::loss)
                                .setSearchSpace(FINITE)
                                .setSampler("grid")
                                .setNumTrials(3),
                        "numTrials must not be set with sampler grid"),
                mistake(
                        tuner -> tuner.setObjective(ObjectiveTunerTest::loss)
                                .setSearchSpace(SPACE)
                                .setSampler("grid"),
                        "Dimension 'x': a grid needs a list of values or an int range (given: {uniform: [-5.0, 5.0]})"),
                mistake(
                        tuner -> tuner.setSampler("tpee"),
                        "sampler must be one of grid, auto, cma-es, gp, random, sobol, tpe (value: tpee); did you mean"
                                + " 'tpe'?"),
                mistake(
                        tuner -> tuner.setDirection("minimise"),
                        "direction must be one of maximize, minimize (value: minimise); did you mean 'minimize'?"),
                mistake(tuner -> tuner.setNumTrials(0), "numTrials must be at least 1 (value: 0)"),
                mistake(tuner -> tuner.setParallelism(0), "parallelism must be at least 1 (value: 0)"),
                mistake(tuner -> tuner.setTimeLimit(Duration.ZERO), "timeLimit must be above 0 (value: PT0S)"),
                mistake(tuner -> tuner.setMetricName(" "), "metricName must not be blank (value: ' ')"));
    }

    private static Arguments mistake(Consumer<ObjectiveTuner> settings, String message) {
        return Arguments.of(settings, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void aMistakeIsOneLineBeforeAnythingRuns(Consumer<ObjectiveTuner> settings, String message) {
        assertThatThrownBy(() -> {
                    ObjectiveTuner tuner = new ObjectiveTuner();
                    settings.accept(tuner);
                    tuner.optimize(session);
                })
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
        assertThat(RAN).isEmpty();
    }

    @Test
    void aFiniteSpaceEndsTheSearchEarlyAndSaysSo() {
        ObjectiveTuner tuner = new ObjectiveTuner().setObjective(trial -> trial.getInt("n"));
        NamedParamSpace point =
                NamedParamSpace.builder().choice("n", 7).choice("mode", "a").build();

        ObjectiveResult finite = tuner.setSearchSpace(FINITE).setNumTrials(50).optimize(session);
        ObjectiveResult onePoint = tuner.setSearchSpace(point).optimize(session);

        assertThat(finite.trials()).hasSize(8).doesNotHaveDuplicates();
        assertThat(finite.endedEarly()).hasValue("The search space has only 8 distinct configurations (numTrials: 50)");
        assertThat(onePoint.trials()).hasSize(1);
        assertThat(onePoint.bestScore()).isEqualTo(7);
        assertThat(onePoint.endedEarly())
                .hasValue("The search space has only 1 distinct configuration (numTrials: 50)");
    }

    @Test
    void theTimeLimitCancelsWhatRuns() {
        ObjectiveResult found = new ObjectiveTuner()
                .setObjective(trial -> {
                    if (trial.number() > 0) {
                        Thread.sleep(60_000);
                    }
                    return 1;
                })
                .setSearchSpace(SPACE)
                .setSampler("random")
                .setTimeLimit(Duration.ofMillis(500))
                .optimize(session);

        assertThat(found.trials()).hasSize(1);
        assertThat(found.endedEarly()).hasValue("The time limit was reached (timeLimit: 0.5 s)");
    }

    @Test
    void aSearchThatIsCancelledHasWhatHasEndedAndIsContinued() throws IOException {
        Path output = folder.resolve("cancelled");
        ObjectiveTuner tuner = tuner().setNumTrials(12).setOutput(output.toString());
        tuner.setListener(progress -> {
            if (progress.succeeded() >= 3) {
                tuner.cancel();
            }
        });

        ObjectiveResult cancelled = tuner.optimize(session);

        assertThat(cancelled.endedEarly()).hasValue("The search was cancelled");
        assertThat(cancelled.trials()).hasSizeBetween(3, 11);
        assertThat(json(output, "status.json").at("/state").textValue()).isEqualTo("interrupted");
        Set<Long> ended = Set.copyOf(
                cancelled.trials().stream().map(trial -> trial.trial().number()).toList());
        RAN.clear();

        ObjectiveResult whole =
                tuner().setNumTrials(12).setOutput(output.toString()).optimize(session);

        assertThat(whole.trials()).hasSize(12).containsAll(cancelled.trials());
        assertThat(RAN).hasSize(12 - ended.size()).doesNotContainAnyElementsOf(ended);
    }

    @Test
    void aSearchThatIsCancelledBeforeAScoreSaysSo() {
        ObjectiveTuner tuner = tuner().setNumTrials(5);
        tuner.setObjective(trial -> {
                    Thread.sleep(60_000);
                    return 1;
                })
                .setListener(progress -> tuner.cancel());

        assertThatThrownBy(() -> tuner.optimize(session))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The search was cancelled before a trial had a score");
    }

    @Test
    void theOutputFolderIsThatOfAStudyAndMoreTrialsExtendIt() throws IOException {
        Path output = folder.resolve("out");
        ObjectiveTuner tuner =
                tuner().setMetricName("loss").setStudyName("bowl").setOutput(output.toString());
        tuner.setNumTrials(6).optimize(session);
        RAN.clear();

        ObjectiveResult extended = tuner.setNumTrials(9).optimize(session);

        assertThat(RAN).containsExactlyInAnyOrder(6L, 7L, 8L);
        assertThat(extended.trials()).hasSize(9);
        assertThat(json(output, "status.json").at("/state").textValue()).isEqualTo("succeeded");
        JsonNode result = json(output, "result.json");
        assertThat(result.at("/study").textValue()).isEqualTo("bowl");
        assertThat(result.at("/best/score").doubleValue()).isEqualTo(extended.bestScore());
        assertThat(result.at("/best/params").fieldNames()).toIterable().contains("x", "mode");
        assertThat(Files.readAllLines(output.resolve("leaderboard.csv")))
                .hasSize(10)
                .first()
                .asString()
                .startsWith("rank,number,state,learner,score,std,param_x,param_mode,param_shift,mean_loss");
        assertThat(CommandLineRun.of("status", output.toString()).exitCode()).isZero();
        CommandLineRun report = CommandLineRun.of("report", output.toString());
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(report.out())
                .startsWith("bowl: 9 trials scored")
                .contains("Best: trial " + extended.best().trial().number() + ", loss ")
                .doesNotContain("new objective");
    }

    @Test
    void aFolderWithAnotherSearchIsRefused() {
        Path output = folder.resolve("other");
        tuner().setNumTrials(2).setOutput(output.toString()).optimize(session);

        assertThatThrownBy(() -> tuner().setNumTrials(2)
                        .setDirection("maximize")
                        .setOutput(output.toString())
                        .optimize(session))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith(
                        "other holds another study ('ObjectiveTuner of dev.hone.tuning.ObjectiveTunerTest', or"
                                + " an earlier definition of this one); name another folder or remove it");
    }

    private static ObjectiveTuner tuner() {
        return new ObjectiveTuner()
                .setObjective(trial -> {
                    RAN.add(trial.number());
                    return loss(trial);
                })
                .setSearchSpace(SPACE);
    }

    private static double loss(Trial trial) {
        double distance = trial.getDouble("x") - 2;
        return distance * distance + (trial.has("shift") ? trial.getLong("shift") / 10.0 : 0.5);
    }

    private void assertRefused(Consumer<ObjectiveTuner> settings, String message) {
        ObjectiveTuner tuner = new ObjectiveTuner().setSearchSpace(FINITE).setNumTrials(2);
        settings.accept(tuner);

        assertThatThrownBy(() -> tuner.optimize(session))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    private static JsonNode json(Path output, String file) throws IOException {
        return new ObjectMapper().readTree(output.resolve(file).toFile());
    }
}
