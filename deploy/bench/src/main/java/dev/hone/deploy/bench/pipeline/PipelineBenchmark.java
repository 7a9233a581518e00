package dev.hone.deploy.bench.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.tuning.HyperparameterTuner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.sql.SparkSession;

/** Searches a grid over a pipeline by each contender: from the cached raw rows to the best pipeline on all of them. */
public final class PipelineBenchmark {
    /** Of the lines of {@link #lines}. */
    public static final String[] HEADER = {
        "pipeline", "rows", "contender", "seconds", "times faster", "best", "largest difference", "Spark jobs"
    };

    /** The names of the cases. */
    public static final List<String> NAMES = PipelineCases.NAMES;

    private static final String PYTHON =
            Optional.ofNullable(System.getenv("PYTHON")).orElse("python3");

    private final Path script;
    private final int rounds;
    private final Duration warmUp;
    private final List<String> contenders;

    /**
     * @param script runs scikit-learn
     * @param rounds timed searches of each contender but CrossValidator; their median counts
     * @param warmUp how long Hone searches before
     * @param contenders their names; all that can run if empty
     */
    public PipelineBenchmark(Path script, int rounds, Duration warmUp, List<String> contenders) {
        this.script = script;
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.contenders = List.copyOf(contenders);
    }

    /**
     * What a search gave.
     *
     * @param seconds wall time
     * @param scores mean score of each trial, in the order of the grid
     * @param jobs Spark jobs; less than 0 where there is no Spark
     */
    private record Search(double seconds, double[] scores, long jobs) {}

    /**
     * Runs a case by all contenders.
     *
     * @param name one of {@link #NAMES}
     * @param path its table
     * @return a line each
     */
    public List<String[]> lines(SparkSession session, String name, String path) {
        PipelineCase benchCase = new PipelineCases(session).of(name, path);
        JobCount jobs = JobCount.of(session.sparkContext());
        List<String[]> lines = new ArrayList<>();
        double[] first = {Double.NaN};
        List<double[]> scores = new ArrayList<>();
        run("CrossValidator", () -> counted(jobs, () -> crossValidator(benchCase)))
                .ifPresent(found -> lines.add(line(benchCase, "CrossValidator", found, first, scores)));
        run("Hone", () -> warm(() -> counted(jobs, () -> hone(benchCase))))
                .ifPresent(found -> lines.add(line(benchCase, "Hone", found, first, scores)));
        run("scikit-learn", () -> scikitLearn(benchCase))
                .ifPresent(found -> lines.add(line(benchCase, "scikit-learn", found, first, scores)));
        benchCase.rows().unpersist(true);
        return lines;
    }

    private Optional<Search> run(String contender, Supplier<Search> search) {
        return contenders.isEmpty() || contenders.stream().anyMatch(name -> name.startsWith(contender))
                ? Optional.of(search.get())
                : Optional.empty();
    }

    private Search warm(Supplier<Search> search) {
        long end = System.nanoTime() + warmUp.toNanos();
        while (System.nanoTime() < end) {
            Search unused = search.get();
        }
        return IntStream.range(0, rounds)
                .mapToObj(round -> search.get())
                .sorted((one, other) -> Double.compare(one.seconds(), other.seconds()))
                .toList()
                .get(rounds / 2);
    }

    private static Search counted(JobCount jobs, Supplier<double[]> search) {
        long before = jobs.jobs();
        long start = System.nanoTime();
        double[] scores = search.get();
        return new Search((System.nanoTime() - start) / 1e9, scores, jobs.jobs() - before);
    }

    private static double[] crossValidator(PipelineCase benchCase) {
        return new CrossValidator()
                .setEstimator(benchCase.pipeline())
                .setEstimatorParamMaps(benchCase.maps())
                .setEvaluator(benchCase.evaluator())
                .setNumFolds(benchCase.folds())
                .setFoldCol("fold")
                .setParallelism(benchCase.rows().sparkSession().sparkContext().defaultParallelism())
                .fit(benchCase.rows())
                .avgMetrics();
    }

    private static double[] hone(PipelineCase benchCase) {
        return new HyperparameterTuner()
                .setEstimator(benchCase.pipeline())
                .setEstimatorParamMaps(benchCase.maps())
                .setEvaluator(benchCase.evaluator())
                .setNumFolds(benchCase.folds())
                .setFoldCol("fold")
                .fit(benchCase.rows())
                .avgMetrics();
    }

    private Search scikitLearn(PipelineCase benchCase) {
        try {
            Path table = Files.createTempFile("bench", ".jsonl");
            try {
                List<String> rows = benchCase.rows().toJSON().collectAsList();
                Files.write(table, rows);
                return parse(python(benchCase, table));
            } finally {
                Files.delete(table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String python(PipelineCase benchCase, Path table) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        PYTHON, script.toString(), benchCase.name(), table.toString(), Integer.toString(rounds))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONWARNINGS", "ignore");
        byte[] printed = builder.start().getInputStream().readAllBytes();
        if (printed.length == 0) {
            throw new IOException("scikit-learn printed no result for " + benchCase.name());
        }
        return new String(printed, StandardCharsets.UTF_8);
    }

    private static Search parse(String printed) throws IOException {
        JsonNode result = new ObjectMapper().readTree(printed);
        double[] scores = new double[result.get("scores").size()];
        Arrays.setAll(scores, trial -> result.get("scores").get(trial).doubleValue());
        return new Search(result.get("seconds").doubleValue(), scores, -1);
    }

    private static String[] line(
            PipelineCase benchCase, String contender, Search search, double[] first, List<double[]> scores) {
        System.err.printf(Locale.ROOT, "%s, %s: %.3f s%n", benchCase.name(), contender, search.seconds());
        if (scores.isEmpty()) {
            first[0] = search.seconds();
        }
        scores.add(search.scores());
        return new String[] {
            benchCase.name(),
            Long.toString(benchCase.rows().count()),
            contender,
            String.format(Locale.ROOT, "%.3f", search.seconds()),
            String.format(Locale.ROOT, "%.1f", first[0] / search.seconds()),
            String.format(Locale.ROOT, "%.6f", best(benchCase, search.scores())),
            String.format(Locale.ROOT, "%.1e", difference(scores.get(0), search.scores())),
            search.jobs() < 0 ? "" : Long.toString(search.jobs())
        };
    }

    private static double best(PipelineCase benchCase, double[] scores) {
        return benchCase.evaluator().isLargerBetter()
                ? Arrays.stream(scores).max().orElseThrow()
                : Arrays.stream(scores).min().orElseThrow();
    }

    private static double difference(double[] scores, double[] others) {
        return IntStream.range(0, scores.length)
                .mapToDouble(trial -> Math.abs(scores[trial] - others[trial]))
                .max()
                .orElse(0);
    }
}
