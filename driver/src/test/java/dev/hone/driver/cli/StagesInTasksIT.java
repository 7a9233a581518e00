package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.DriverJobs;
import dev.hone.driver.UserSession;
import dev.hone.worker.stage.ParamsKey;
import dev.hone.worker.train.inline.ModelState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose stages are fitted and applied inside tasks, beside the same ones that are left to Spark. */
@Timeout(300)
class StagesInTasksIT {
    @RegisterExtension
    static final UserSession SESSION = new UserSession(StudySession.configuration("stages", true));

    private static final int FOLDS = 4;

    /** Does nothing, but does not run inside tasks, so that all stages are left to Spark. */
    private static final String ONLY_SPARK = """
              - name: SQLTransformer
                params: {statement: "SELECT * FROM __THIS__"}
            """;

    private static final String STAGES = """
              - name: Imputer
                params: {inputCols: [size, age], outputCols: [filled, years]}
              - name: StringIndexer
                params: {inputCols: [colour, shape], outputCols: [colourIndex, shapeIndex], handleInvalid: RULE}
              - name: OneHotEncoder
                params: {inputCols: [colourIndex, shapeIndex], outputCols: [colourKind, shapeKind], handleInvalid: keep}
              - name: VectorAssembler
                params: {inputCols: [filled, years, isNew, colourKind], outputCol: assembled}
              - name: StandardScaler
                params: {inputCol: assembled, outputCol: scaled}
            """;

    private static final String LEARNER = """
            learner: LogisticRegression
            space:
              Imputer.strategy: [mean, median, mode]
              StandardScaler.withMean: [true, false]
              regParam: [0.001, 0.1]
            """;

    @TempDir
    private Path folder;

    @Test
    void scoresAreTheSameToTheBitWhereverStagesAreFitted() {
        List<String> inTasks = scores("tasks", STAGES.replace("RULE", "keep"));
        List<String> onSpark = scores("spark", STAGES.replace("RULE", "keep") + ONLY_SPARK);

        assertThat(inTasks).hasSize(12).isEqualTo(onSpark);
        assertThat(modelOf("tasks")).hasSizeGreaterThan(6).isEqualTo(modelOf("spark"));
    }

    /** What each stage of the saved model holds, and what identifies the table. */
    private List<String> modelOf(String name) {
        StudyFolder study = new StudyFolder(folder.resolve(name));
        List<String> parts = new ArrayList<>();
        parts.add(study.json("result.json").findValue("dataFingerprint").asText());
        for (Transformer stage :
                PipelineModel.load(study.out().resolve("model").toString()).stages()) {
            if (stage instanceof Model<?> model) {
                parts.add(ModelState.of(model).toString());
            } else if (!(stage instanceof SQLTransformer)) {
                parts.add(ParamsKey.of(stage).toString());
            }
        }
        return parts;
    }

    @Test
    void rowsThatAStageSkipsAreLeftOutInTasksToo() {
        List<String> inTasks = scores("tasks", STAGES.replace("RULE", "skip"));
        List<String> onSpark = scores("spark", STAGES.replace("RULE", "skip") + ONLY_SPARK);

        assertThat(inTasks).hasSize(12).isEqualTo(onSpark);
    }

    @Test
    void aRowThatAStageCannotTakeIsToldInTheWordsOfSpark() {
        StudyFolder study = study("study", """
                  - name: StringIndexer
                    params: {inputCols: [shape], outputCols: [shapeIndex]}
                """, "learner: LogisticRegression\n");
        study.write(
                "study.yaml",
                study.read("study.yaml").replace("label: label}", "label: label, ignore: [size, age, colour]}"));

        CommandLineRun run = study.run("tune", StudyFolder.ALLOW_SQL);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("the stages must be able to take every row (")
                .contains("Unseen label: rare. To handle unseen labels, set Param handleInvalid to keep");
    }

    @Test
    void trialsWhoseStagesFailInTasksFailAloneAndAsOnSpark() {
        StudyFolder study = study(
                "study",
                STAGES.replace("RULE", "keep"),
                LEARNER.replace("regParam: [0.001, 0.1]", "StringIndexer.handleInvalid: [keep, error]"));

        CommandLineRun run = study.run("tune", StudyFolder.ALLOW_SQL);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.json("result.json").at("/trials"))
                .hasToString("{\"total\":12,\"succeeded\":6,\"failed\":6,\"pruned\":0}");
        assertThat(study.leaderboard().get(12))
                .contains("TRAINING_FAILED: ")
                .contains("StringIndexer encountered NULL value");
    }

    @Test
    void noTrialAndNoFoldCostsAJobOfSparkAndNoFitDoes() throws TimeoutException {
        String stages = STAGES.replace("RULE", "keep");
        String onePrefix = "learner: LogisticRegression\nspace: {regParam: [0.001, 0.1]}\n";

        DriverJobs jobsOfOnePrefix = jobsOf(study("one", stages, onePrefix));
        DriverJobs jobsOfSixPrefixes = jobsOf(study("six", stages, LEARNER));

        assertThat(jobsOfOnePrefix.ofFits()).isEmpty();
        assertThat(jobsOfSixPrefixes.ofFits()).isEmpty();
        assertThat(jobsOfSixPrefixes.number())
                .as("6 prefixes on %s folds cost jobs of trials alone, and those of the best on all rows", FOLDS)
                .isLessThan(jobsOfOnePrefix.number() + 12);
    }

    private static DriverJobs jobsOf(StudyFolder study) throws TimeoutException {
        return DriverJobs.during(UserSession.session().sparkContext(), () -> {
            CommandLineRun run = study.run("tune", StudyFolder.ALLOW_SQL);
            assertThat(run.exitCode()).as(run.err()).isZero();
        });
    }

    /** Number, score and standard deviation of each trial, by number. */
    private List<String> scores(String name, String stages) {
        StudyFolder study = study(name, stages, LEARNER);
        CommandLineRun run = study.run("tune", StudyFolder.ALLOW_SQL);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return study.leaderboard().stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(row -> row[1] + ": " + row[4] + " " + row[5])
                .sorted()
                .toList();
    }

    private StudyFolder study(String name, String stages, String learner) {
        StudyFolder study = StudyFolder.in(folder.resolve(name));
        study.write("table.csv", table());
        study.write(
                "study.yaml",
                "name: stages\ndata: {path: table.csv, format: csv, label: label}\npipeline:\n" + stages + learner
                        + "search: {method: grid}\nvalidation: {metric: logLoss, folds: " + FOLDS
                        + "}\noutput: {path: " + study.out() + "}\n");
        return study;
    }

    /** Numbers and texts are missing, and one text is in one row only. */
    private static String table() {
        Random random = new Random(3);
        StringBuilder lines = new StringBuilder("size,age,isNew,colour,shape,label\n");
        for (int row = 0; row < 120; row++) {
            double size = random.nextGaussian();
            lines.append(String.join(
                            ",",
                            row % 7 == 3 ? "" : Double.toString(size),
                            row % 11 == 5 ? "" : Integer.toString(random.nextInt(90)),
                            Boolean.toString(random.nextBoolean()),
                            row % 13 == 1 ? "" : List.of("red", "green", "blue").get(random.nextInt(3)),
                            row == 17 ? "rare" : List.of("round", "square").get(random.nextInt(2)),
                            size + random.nextGaussian() > 0 ? "yes" : "no"))
                    .append('\n');
        }
        return lines.toString();
    }
}
