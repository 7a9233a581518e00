package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.UserSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose learners are fitted by Spark jobs: the same leaderboard as in tasks, and learners that no task can train. */
@Timeout(300)
class ClusterLaneStudyIT {
    @RegisterExtension
    static final UserSession SESSION = new UserSession(StudySession.configuration("cluster-lane", true));

    private static final double TOLERANCE = 1e-10;
    private static final int USERS = 12;
    private static final int ITEMS = 9;

    private static final String CLASSIFIERS = """
            learner:
              - {name: LogisticRegression, space: {regParam: [0.01]}}
              - {name: DecisionTreeClassifier, space: {maxDepth: [3]}}
            search: {lane: LANE}
            validation: {metric: logLoss, metrics: [accuracy, f1], folds: 2}
            """;
    private static final String STAGES = """
            pipeline:
              - {name: VectorAssembler, params: {inputCols: [rooms, area, age], outputCol: raw}}
              - {name: StandardScaler, params: {inputCol: raw, outputCol: scaled, withMean: true}}
              - {name: PCA, params: {inputCol: scaled, outputCol: features}}
            learner: LinearRegression
            space: {PCA.k: [1, 2], regParam: 0.1}
            search: {lane: LANE}
            validation: {metric: rmse, metrics: [r2, mae], folds: 2}
            """;
    private static final String RATINGS = """
            name: ratings
            data: {path: table.csv, format: csv, label: stars}
            learner: ALS
            space: {userCol: reader, itemCol: book, rank: [1, 3], maxIter: 3, coldStartStrategy: drop}
            search: {seed: 3}
            validation: {metric: rmse, metrics: [mae], folds: 2}
            """;

    @TempDir
    Path folder;

    @Test
    void labelsAndNamesOfAnyKindGiveTheLeaderboardOfTasks() {
        assertSameLeaderboard(PipelineFolder.in(folder, "flowers", "Flower.Kind"), "Flower.Kind", CLASSIFIERS);
    }

    @Test
    void aPublishedModelIsScoredBesideTheNextOneOnTheRowsHeldOut() {
        StudyFolder study = StudyFolder.in(folder);
        study.write(
                "study.yaml",
                study.text().replace("folds: 2", "scheme: hold-out").replace("seed: 7", "lane: cluster")
                        + "publish: {path: " + folder.resolve("models") + ", rule: always}\n");
        study.run("tune", "--set", "output.path=" + folder.resolve("earlier"));

        CommandLineRun run = study.run("tune", "--set", "space.maxDepth=[3]", "--set", "search.seed=9");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("publish      version 2 of ").contains(" of version 1 on 3 rows held out: ");
    }

    @Test
    void stagesAreFittedByFoldAsInTasks() {
        PipelineFolder study = PipelineFolder.in(folder, "houses", "price");

        assertSameLeaderboard(study, "price", STAGES);

        Dataset<Row> table = UserSession.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(folder.resolve("table.csv").toString());
        assertThat(study.model()
                        .transform(table)
                        .filter("prediction IS NOT NULL")
                        .count())
                .isEqualTo(table.count());
    }

    @Test
    void alsIsTunedOnTheCluster() {
        StudyFolder study = ratings(RATINGS);

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("lane         cluster: ALS cannot be trained inside a task");
        assertThat(study.leaderboard())
                .hasSize(3)
                .last()
                .asString()
                .contains("ALS")
                .endsWith("cluster,ALS cannot be trained inside a task with these params,");
        PipelineModel model = PipelineModel.load(study.out().resolve("model").toString());
        assertThat(model.stages()).singleElement().isInstanceOf(ALSModel.class);
        assertThat(study.json("result.json").at("/best/params/rank").intValue()).isIn(1, 3);
    }

    @Test
    void aSearchOnTheClusterHasNoLearningCurvesAndIsContinued() {
        StudyFolder study = StudyFolder.in(folder);
        study.write(
                "study.yaml",
                study.text()
                        .replace("maxDepth:", "maxBins: [8, 16]\n  maxDepth:")
                        .replace("seed: 7", "seed: 7\n  method: tpe\n  trials: 2\n  max-table-bytes: 64"));

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("curves").contains("lane         cluster");
        assertThat(study.leaderboard()).hasSize(3);
        assertThat(study.run("tune").err()).doesNotContain("another study");
    }

    @Test
    void tablesAboveTheLimitAreFittedOnTheCluster() {
        StudyFolder study = StudyFolder.in(folder);
        study.write("study.yaml", study.text().replace("seed: 7", "seed: 7\n  max-table-bytes: 64"));

        CommandLineRun run = study.run("validate");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("lane      cluster: table of about .* is larger than search.max-table-bytes, 64 bytes")
                .contains("the rows stay with Spark");
    }

    @Test
    void aValueThatIsMissingIsToldWithItsRow() {
        StudyFolder study = ratings(RATINGS);
        study.write("table.csv", study.read("table.csv").replace("\n1,0,", "\n,0,"));

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Column 'reader', data row 10: ");
    }

    @Test
    void whatALaneCannotTakeIsTold() {
        assertThat(ratings(RATINGS.replace("seed: 3", "seed: 3, lane: inline"))
                        .run("validate")
                        .err())
                .contains("ALS cannot be trained inside a task with these params");
        assertThat(ratings(RATINGS.replace("seed: 3", "lane: cluster, max-table-bytes: 64"))
                        .run("validate")
                        .err())
                .contains("search.max-table-bytes: belongs to lane auto (lane: cluster)");
        assertThat(ratings(RATINGS.replace("rank: [1, 3]", "ratingCol: book"))
                        .run("validate")
                        .err())
                .contains("data.label: must be the ratings of ALS (label: stars, ratingCol: book)");
    }

    private StudyFolder ratings(String text) {
        StudyFolder study = new StudyFolder(folder);
        StringBuilder table = new StringBuilder("reader,book,stars\n");
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                table.append(user).append(',').append(item).append(',');
                table.append(1 + (user * item + user % 3) % 5).append('\n');
            }
        }
        study.write("table.csv", table.toString());
        study.write("study.yaml", text + "output: {path: " + study.out() + "}\n");
        return study;
    }

    private static void assertSameLeaderboard(PipelineFolder folder, String label, String lines) {
        List<List<Double>> inTasks = scores(folder, label, lines.replace("LANE", "inline"));
        List<List<Double>> onCluster = scores(folder, label, lines.replace("LANE", "cluster"));

        assertThat(onCluster).hasSameSizeAs(inTasks).hasSize(2);
        for (int trial = 0; trial < inTasks.size(); trial++) {
            List<Double> expected = inTasks.get(trial);
            List<Double> actual = onCluster.get(trial);
            assertThat(actual).hasSameSizeAs(expected).isNotEmpty();
            for (int value = 0; value < expected.size(); value++) {
                assertThat(actual.get(value)).isCloseTo(expected.get(value), within(TOLERANCE));
            }
        }
    }

    /** Numbers of a trial, its score and its metrics, by rank. */
    private static List<List<Double>> scores(PipelineFolder folder, String label, String lines) {
        folder.write(label, "", lines);
        folder.study()
                .out()
                .toFile()
                .renameTo(new java.io.File(folder.study().folder().toFile(), "earlier"));
        folder.tune();
        List<String> header = List.of(folder.study().leaderboard().get(0).split(","));
        List<List<Double>> scores = new ArrayList<>();
        for (String line : folder.study().leaderboard().subList(1, 3)) {
            String[] cells = line.split(",", -1);
            List<Double> own = new ArrayList<>();
            for (int column = 0; column < header.size(); column++) {
                String name = header.get(column);
                if (name.equals("number") || name.startsWith("mean_") || name.startsWith("std_")) {
                    own.add(Double.parseDouble(cells[column]));
                }
            }
            scores.add(own);
        }
        return scores;
    }
}
