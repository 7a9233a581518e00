package dev.hone.deploy.bench.search;

import com.github.freva.asciitable.AsciiTable;
import dev.hone.driver.sampler.Samplers;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs search methods on problems whose optimum is known, and compares what they recommend. */
@Command(
        name = "search",
        description = "Compares search methods by the configurations that they recommend after some trials.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SearchBenchmark implements Callable<Integer> {
    private static final List<SearchProblem> CLOSED_FORMS = ClosedForm.all();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--problems",
            split = ",",
            description =
                    "Problems by formula: branin, hartmann6, rosenbrock4, mixed5, cond3, hartmann6_noisy; an empty list"
                            + " for tables only. Default: all.")
    private @Nullable List<String> problems;

    @Option(names = "--samplers", split = ",", description = "Search methods by name. Default: all.")
    private @Nullable List<String> samplers;

    @Option(
            names = "--seeds",
            description =
                    "Runs of each method on each problem, each with a seed of its own. Default: ${DEFAULT-VALUE}.",
            defaultValue = "20")
    private int seeds;

    @Option(
            names = "--first-seed",
            description = "Seed of the first run; the others follow. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0")
    private long firstSeed;

    @Option(
            names = "--running",
            split = ",",
            description =
                    "How many trials run at a time, such as 1, 8 or 64; of several, each is run. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private List<Integer> running = new ArrayList<>();

    @Option(
            names = "--trials",
            description = "Trials of each run; a finite space may have fewer. Default: ${DEFAULT-VALUE}.",
            defaultValue = "100")
    private int trials;

    @Option(
            names = "--at",
            split = ",",
            description = "Numbers of trials after which methods are compared. Default: ${DEFAULT-VALUE}.",
            defaultValue = "20,50,100")
    private List<Integer> counts = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "FILE.json",
            description = "What other tools reached: problem, sampler, at20 and its like, one value per seed.")
    private @Nullable Path against;

    @Option(
            names = "--checks",
            paramLabel = "FILE.json",
            description = "Exact values of points, and of the mean regret of random search.")
    private @Nullable Path checks;

    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            description = "Writes a line per problem, sampler, running, seed and trial: value, without noise, of the"
                    + " configuration recommended so far, and seconds of the proposal.")
    private @Nullable Path out;

    @Option(
            names = "--threads",
            description = "Runs at a time, each in one thread. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private int threads;

    @ArgGroup(
            exclusive = false,
            multiplicity = "0..*",
            heading = "A search whose scores are known; the option --table may be given again:%n")
    private List<TableOptions> tables = new ArrayList<>();

    /** How to read a table. */
    static final class TableOptions {
        @Option(names = "--table", paramLabel = "FILE.csv", required = true, description = "One row per configuration.")
        private Path file = Path.of("");

        // Texts, not lists: the second occurrence of an option begins the next table.
        @Option(
                names = "--params",
                paramLabel = "COLUMN[,COLUMN...]",
                description = "Columns of the params; numbers are ordered lists.")
        private String params = "";

        @Option(
                names = "--categorical",
                paramLabel = "COLUMN[,COLUMN...]",
                description = "Params without an order, in --params or beside them.")
        private String categorical = "";

        @Option(names = "--score", required = true, description = "Column of the score.")
        private String score = "";

        @Option(names = "--score-lower-is-better", description = "The lowest score is the best, not the highest.")
        private boolean lowerIsBetter;

        TableProblem problem() {
            List<String> unordered = nonEmpty(List.of(categorical.split(",")));
            List<String> all = Stream.concat(nonEmpty(List.of(params.split(","))).stream(), unordered.stream())
                    .distinct()
                    .toList();
            if (all.isEmpty()) {
                throw new InvalidInputException("--params: must name a column of " + file);
            }
            return TableProblem.read(file, new TableProblem.Columns(all, unordered, score, lowerIsBetter));
        }
    }

    /** Runs the benchmark and ends the JVM. */
    public static void main(String[] args) {
        CommandLine command = new CommandLine(new SearchBenchmark());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof InvalidInputException) {
                line.getErr().println("search: " + failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            throw failure;
        });
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        requireAtLeastOne("--seeds", seeds);
        requireAtLeastOne("--trials", trials);
        requireAtLeastOne("--threads", threads);
        running.forEach(count -> requireAtLeastOne("--running", count));
        counts.forEach(count -> requireAtLeastOne("--at", count));
        List<SearchProblem> chosen = problems();
        List<Contestant> others = against == null ? List.of() : PublishedResults.read(against);
        Optional<ExactChecks> exact = Optional.ofNullable(checks).map(ExactChecks::new);
        List<SearchRun.Result> results = results(runs(chosen));
        if (out != null) {
            write(out, results);
        }
        Comparison comparison = new Comparison(
                chosen,
                results,
                counts.stream().filter(count -> count <= trials).toList(),
                others);
        comparison.print(System.out);
        exact.ifPresent(known -> printChecks(known, chosen, comparison));
        return 0;
    }

    private List<SearchProblem> problems() {
        List<String> known = CLOSED_FORMS.stream().map(SearchProblem::name).toList();
        List<String> names = problems == null ? known : nonEmpty(problems);
        requireKnown("--problems", names, known);
        List<SearchProblem> chosen = new ArrayList<>(CLOSED_FORMS.stream()
                .filter(problem -> names.contains(problem.name()))
                .toList());
        tables.forEach(table -> chosen.add(table.problem()));
        if (chosen.isEmpty()) {
            throw new ParameterException(commandLine(), "--problems: must name a problem where there is no --table");
        }
        return chosen;
    }

    private List<SearchRun> runs(List<SearchProblem> chosen) {
        List<String> names = samplers == null ? Samplers.names() : nonEmpty(samplers);
        requireKnown("--samplers", names, Samplers.names());
        return chosen.stream()
                .flatMap(problem -> names.stream()
                        .flatMap(sampler -> running.stream()
                                .flatMap(count -> LongStream.range(firstSeed, firstSeed + seeds)
                                        .mapToObj(seed -> new SearchRun(problem, sampler, count, seed, trials)))))
                .toList();
    }

    private List<SearchRun.Result> results(List<SearchRun> runs) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<SearchRun.Result>> futures =
                    runs.stream().map(run -> pool.submit(run::result)).toList();
            List<SearchRun.Result> results = new ArrayList<>();
            for (Future<SearchRun.Result> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void write(Path file, List<SearchRun.Result> results) throws IOException {
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            writer.println("problem,sampler,running,seed,trial,value,seconds");
            for (SearchRun.Result result : results) {
                SearchRun run = result.run();
                for (int trial = 0; trial < result.steps().size(); trial++) {
                    SearchRun.Step step = result.steps().get(trial);
                    writer.printf(
                            Locale.ROOT,
                            "%s,%s,%d,%d,%d,%s,%.6f%n",
                            run.problem().name(),
                            run.sampler(),
                            run.running(),
                            run.seed(),
                            trial + 1,
                            step.value(),
                            step.seconds());
                }
            }
        }
    }

    private void printChecks(ExactChecks known, List<SearchProblem> chosen, Comparison comparison) {
        known.points(chosen).forEach(System.out::println);
        comparison.ours().stream()
                .filter(contestant -> contestant.label().equals("random"))
                .findFirst()
                .ifPresent(random -> System.out.println(AsciiTable.builder()
                        .border(AsciiTable.NO_BORDERS)
                        .header(ExactChecks.HEADER)
                        .data(known.random(chosen, random, counts).toArray(String[][]::new))
                        .asString()));
    }

    private static List<String> nonEmpty(List<String> names) {
        return names.stream().filter(name -> !name.isEmpty()).toList();
    }

    private void requireKnown(String option, List<String> values, Collection<String> known) {
        for (String value : values) {
            if (!known.contains(value)) {
                throw new ParameterException(
                        commandLine(),
                        option + ": must be out of " + String.join(", ", known) + " (value: " + value + ")"
                                + NearMiss.hint(value, known));
            }
        }
    }

    private void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(commandLine(), option + ": must be at least 1 (value: " + value + ")");
        }
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
