package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Studies that come with Hone, on two folds: one without stages before its learner, and one with six. */
enum ExampleStudy {
    IRIS("examples/iris-forest/study.yaml"),
    PENGUINS("examples/penguins-species/study.yaml");

    /** With it Kryo refuses each class that is not registered. */
    static final List<String> REGISTERED_ONLY = List.of("--conf", "spark.kryo.registrationRequired=true");

    private static final Map<ExampleStudy, List<List<String>>> LOCAL =
            Collections.synchronizedMap(new EnumMap<>(ExampleStudy.class));

    private final String file;

    ExampleStudy(String file) {
        this.file = file;
    }

    /** The options that ship iris's table, of which driver and executors then read copies; none for other studies. */
    List<String> tableShipped() {
        return this == IRIS
                ? List.of("--files", "examples/data/iris.csv", "--set", "data.path=spark-files:/iris.csv")
                : List.of();
    }

    /**
     * Runs {@code hone tune}.
     *
     * @param scratch folder for what it prints
     * @param output the run's output folder
     * @param environment variables besides those of this process
     */
    FinishedProcess tune(Path scratch, Path output, Map<String, String> environment, List<String> options) {
        return tune(file, scratch, output, environment, options);
    }

    /** The same, where iris's study file is shipped too, and its table beside it. */
    FinishedProcess tuneShipped(Path scratch, Path output, Map<String, String> environment, List<String> options) {
        if (this != IRIS) {
            return tune(scratch, output, environment, options);
        }
        List<String> shipping = new ArrayList<>(options);
        shipping.addAll(List.of("--files", file + ",examples/data/iris.csv"));
        return tune("spark-files:/study.yaml", scratch, output, environment, shipping);
    }

    private static FinishedProcess tune(
            String study, Path scratch, Path output, Map<String, String> environment, List<String> options) {
        List<String> arguments = new ArrayList<>(
                List.of("tune", study, "--set", "output.path=" + output, "--set", "validation.folds=2"));
        arguments.addAll(options);
        return HoneProcess.run(scratch, HoneProcess.DEPLOY, environment, arguments.toArray(String[]::new));
    }

    /**
     * Its leaderboard in local mode, without times; run once in this JVM.
     *
     * @param scratch folder for the run's files
     */
    List<List<String>> localLeaderboard(Path scratch) {
        return LOCAL.computeIfAbsent(this, study -> {
            Path output = scratch.resolve("local");
            FinishedProcess run = study.tune(scratch, output, Map.of(), List.of("--master", "local[2]"));
            assertThat(run.exitCode()).as(run.err()).isZero();
            return Leaderboard.withoutTimes(output);
        });
    }
}
