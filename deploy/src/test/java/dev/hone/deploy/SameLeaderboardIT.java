package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same study on one slot or two, and on two executor processes, which have their own copies of a shipped table, the study being shipped too. */
@Tag("cluster")
class SameLeaderboardIT {
    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void theLeaderboardIsTheSameButForTheSecondsWhereverTheTrialsRun() throws IOException {
        Path events = Files.createDirectory(folder.resolve("events"));

        String study = study();
        List<List<String>> one = leaderboard(study, "local[1]");
        List<List<String>> cluster = leaderboard(
                "spark-files:/study.yaml",
                "local-cluster[2,1,1024]",
                Stream.of(
                                EventLog.in(events),
                                ExampleStudy.REGISTERED_ONLY,
                                List.of("--files", study + "," + HoneProcess.DEPLOY.resolve("examples/data/iris.csv")))
                        .flatMap(List::stream)
                        .toArray(String[]::new));

        assertThat(one).hasSize(1 + 12);
        assertThat(one)
                .filteredOn(row -> row.contains("failed"))
                .isNotEmpty()
                .allMatch(row -> row.contains("LinearSVC"));
        assertThat(cluster).isEqualTo(one);
        assertThat(EventLog.executorsOfTasks(events)).containsExactlyInAnyOrder("0", "1");
    }

    @Test
    @Timeout(600)
    void stagesLearnTheSameWhereverTheyAreFitted() {
        String study = HoneProcess.DEPLOY
                .resolve("examples/penguins-species/study.yaml")
                .toString();

        List<List<String>> two = leaderboard(study, "local[2]");
        List<List<String>> cluster =
                leaderboard(study, "local-cluster[2,1,1024]", ExampleStudy.REGISTERED_ONLY.toArray(String[]::new));

        assertThat(two).hasSize(1 + 12).noneMatch(row -> row.contains("failed"));
        assertThat(cluster).isEqualTo(two);
    }

    private List<List<String>> leaderboard(String study, String master, String... options) {
        Path output = folder.resolve(master.replaceAll("\\W+", "-"));
        List<String> arguments = new ArrayList<>(List.of(
                "tune",
                study,
                "--set",
                "output.path=" + output,
                "--set",
                "validation.folds=2",
                "--master",
                master,
                "--executor-memory",
                "1g",
                "--conf",
                "spark.executor.extraJavaOptions=" + HoneProcess.QUICK_START));
        arguments.addAll(Arrays.asList(options));

        FinishedProcess hone = HoneProcess.run(folder, arguments.toArray(String[]::new));

        assertThat(hone.exitCode()).as(hone.err()).isZero();
        assertThat(hone.out()).contains(output.resolve("model").toString());
        return Leaderboard.withoutTimes(output);
    }

    private String study() {
        Path study = folder.resolve("study.yaml");
        try {
            Files.writeString(study, """
                    name: same-leaderboard
                    data: {path: "%s", format: csv, label: species}
                    learner:
                      - {name: LogisticRegression, space: {regParam: {log-uniform: [1.0e-4, 1]}, maxIter: 20}}
                      - {name: RandomForestClassifier, space: {maxDepth: {int: [2, 6]}, numTrees: [3, 5]}}
                      - {name: LinearSVC}
                    search: {method: random, trials: 12, seed: 11}
                    validation: {metric: logLoss, metrics: [accuracy, f1], folds: 3}
                    """.formatted(HoneProcess.DEPLOY.resolve("examples/data/iris.csv")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return study.toString();
    }
}
