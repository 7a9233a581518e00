package dev.hone.driver.report;

import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeaderboardFileTest {
    private final Map<Long, TrialConfig> configs = new TreeMap<>();
    private final Leaderboard leaderboard =
            new Leaderboard(new Objective("f1", Direction.MAXIMIZE), List.of("f1", "logLoss"));

    @Test
    void aLineATrialBestFirstAndFailedOnesLast() {
        scored(0, "LinearSVC", Map.of("regParam", value(0.5)), 0.5, 0.25);
        failed(1, "LinearSVC", Map.of("regParam", value(0.0)), "three classes");
        scored(2, "NaiveBayes", Map.of("smoothing", value(1)), 0.75, 1.25);

        assertThat(written("regParam", "smoothing")).isEqualTo("""
                rank,number,state,learner,score,std,param_regParam,param_smoothing,mean_f1,std_f1,mean_logLoss,\
                std_logLoss,seconds,train_seconds,lane,lane_reason,failure
                1,2,scored,NaiveBayes,0.75,0.0,,1,0.75,0.0,1.25,0.0,2.5,0.25,fast,,
                2,0,scored,LinearSVC,0.5,0.0,0.5,,0.5,0.0,0.25,0.0,2.5,0.25,fast,,
                ,1,failed,LinearSVC,,,0.0,,,,,,1.5,,,,TRAINING_FAILED: three classes
                """);
    }

    @Test
    void aFailureOfAFoldNamesIt() {
        TrialConfig config = new TrialConfig(1, "LinearSVC", Map.of(), 1);
        add(new Failed(config, FailureCategory.MODEL_NOT_FINITE, "NaN", 2, 1_500_000_000));

        assertThat(written().lines().skip(1))
                .containsExactly(",1,failed,LinearSVC,,,,,,,1.5,,,,MODEL_NOT_FINITE: NaN [fold 2]");
    }

    @Test
    void numbersHaveAllTheirDigits() {
        scored(0, "A", Map.of("x", value(0.1 + 0.2)), 1.0 / 3, 1e-300);

        assertThat(written("x").lines().skip(1))
                .containsExactly("1,0,scored,A,0.3333333333333333,0.0,0.30000000000000004,0.3333333333333333,0.0,"
                        + "1.0E-300,0.0,2.5,0.25,fast,,");
    }

    @Test
    void textsThatWouldBreakALineAreQuoted() {
        String message = "column \"a,b\" is odd;\n two lines";
        failed(
                0,
                "A",
                Map.of("layers", new Sequence(values(4, 3)), "censorCol", value(" spaced, \"quoted\" ")),
                message);

        String csv = written("layers", "censorCol");

        assertThat(csv).contains(",\"[4, 3]\",\" spaced, \"\"quoted\"\" \",");
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setLineSeparator("\n");
        settings.trimValues(false);
        List<String[]> lines = new CsvParser(settings).parseAll(new StringReader(csv));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("[4, 3]", " spaced, \"quoted\" ", "TRAINING_FAILED: " + message);
    }

    @Test
    void aStudyWithoutParamsHasNoColumnsForThem() {
        scored(0, "A", Map.of(), 0.5, 0.5);

        assertThat(written().lines().findFirst())
                .contains("rank,number,state,learner,score,std,mean_f1,std_f1,mean_logLoss,std_logLoss,seconds,"
                        + "train_seconds,lane,lane_reason,failure");
    }

    @Test
    void aMetricThatIsUndefinedOnAFoldIsEmpty() {
        FoldScore defined = new FoldScore(0, ordered(0.5, 0.25), 1, 1);
        FoldScore undefined = new FoldScore(1, ordered(0.5, Double.NEGATIVE_INFINITY), 1, 1);
        add(new Scored(new TrialConfig(0, "A", Map.of(), 0), Lane.FAST, List.of(defined, undefined), 2_500_000_000L));

        assertThat(written().lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).startsWith("1,0,scored,A,0.5,0.0,0.5,0.0,,,2.5,"));
    }

    @Test
    void aSlowerLaneHasItsReason() {
        FoldScore fold = new FoldScore(0, ordered(0.5, 0.25), 1, 1);
        LaneChoice inline = new LaneChoice(Lane.INLINE, "FMClassifier has no fast trainer");
        add(new Scored(new TrialConfig(0, "FMClassifier", Map.of(), 0), inline, List.of(fold), 1));

        assertThat(written().lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).endsWith(",inline,FMClassifier has no fast trainer,"));
    }

    private static Map<String, Double> ordered(double f1, double logLoss) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("f1", f1);
        metrics.put("logLoss", logLoss);
        return metrics;
    }

    @Test
    void anyNumberOfParamsHasItsColumns() {
        scored(0, "A", Map.of("p999", value(7)), 0.5, 0.5);
        String[] params = new String[1000];
        for (int param = 0; param < params.length; param++) {
            params[param] = "p" + param;
        }

        List<String> lines = written(params).lines().toList();

        assertThat(lines.get(0).split(",", -1)).hasSize(1015).contains("param_p999");
        assertThat(lines.get(1).split(",", -1)).hasSize(1015).contains("7");
    }

    private void scored(long number, String learner, Map<String, ParameterValue> params, double f1, double logLoss) {
        FoldScore fold = new FoldScore(0, Map.of("f1", f1, "logLoss", logLoss), 250_000_000, 1);
        add(new Scored(new TrialConfig(number, learner, params, 0), Lane.FAST, List.of(fold), 2_500_000_000L));
    }

    private void failed(long number, String learner, Map<String, ParameterValue> params, String message) {
        TrialConfig config = new TrialConfig(number, learner, params, 0);
        add(new Failed(config, FailureCategory.TRAINING_FAILED, message, 1_500_000_000));
    }

    private void add(TrialOutcome outcome) {
        configs.put(outcome.config().number(), outcome.config());
        leaderboard.add(outcome);
    }

    private String written(String... params) {
        StringWriter text = new StringWriter();
        new LeaderboardFile(List.of(params), configs::get).write(leaderboard, text);
        return text.toString();
    }
}
