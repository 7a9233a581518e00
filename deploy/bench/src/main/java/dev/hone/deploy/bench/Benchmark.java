package dev.hone.deploy.bench;

import com.github.freva.asciitable.AsciiTable;
import dev.hone.deploy.bench.pipeline.PipelineBenchmark;
import dev.hone.driver.table.TableLoader;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.kryo.HoneKryoRegistrator;
import dev.hone.worker.trial.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the same grids by every contender, one after the other in one JVM, and prints a line a case. */
@Command(
        name = "bench",
        description = "Times Spark's CrossValidator against Hone: the same grid, folds and slots in one JVM.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Benchmark implements Callable<Integer> {
    private static final List<String> TABLES = List.of("iris", "breast-cancer", "digits", "diamonds", "generated");
    /** A row per fold. */
    private static final int LEAST_ROWS = 5;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--tables",
            split = ",",
            description = "Out of iris, breast-cancer, digits, diamonds, generated. Default: ${DEFAULT-VALUE}.",
            defaultValue = "iris,breast-cancer")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--learners",
            split = ",",
            description =
                    "Out of linear, decision-tree, random-forest, gbt, neural-network, svm. Default: ${DEFAULT-VALUE}.",
            defaultValue = "linear")
    private List<String> learners = new ArrayList<>();

    @Option(
            names = "--pipelines",
            split = ",",
            description =
                    "Grids over pipelines on raw tables instead, by CrossValidator, Hone's tuner and scikit-learn: penguins,"
                            + " text, diamonds-raw, adult:PATH (the UCI table).")
    private List<String> pipelines = new ArrayList<>();

    @Option(
            names = "--rounds",
            description =
                    "Timed searches of each contender but CrossValidator, which searches once; their median is reported."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "5")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "How long each of Hone's searches is repeated before it is timed. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private int warmUp;

    @Option(
            names = "--seeds",
            description =
                    "Further searches with other seeds, for the spread of the best score; none by CrossValidator. Default:"
                            + " ${DEFAULT-VALUE}.",
            defaultValue = "0")
    private int seeds;

    @Option(
            names = "--rows",
            description = "Rows of the generated table. Default: ${DEFAULT-VALUE}.",
            defaultValue = "100000")
    private int rows;

    @Option(
            names = "--contenders",
            split = ";",
            description =
                    "Out of CrossValidator; Hone, inline; Hone, fast; scikit-learn (set PYTHON to choose the interpreter)."
                            + " Default: all that can run.")
    private List<String> contenders = new ArrayList<>();

    @Option(names = "--script", description = "The script that runs scikit-learn.", required = true, hidden = true)
    private Path script = Path.of("");

    @Option(names = "--data", description = "Folder of the examples' tables.", required = true, hidden = true)
    private List<Path> folders = new ArrayList<>();

    @Parameters(
            paramLabel = "CSV[:LABEL]",
            description = "Further tables: csv files with a header and numeric features; the label is the last column.")
    private List<String> files = new ArrayList<>();

    /** Runs the benchmark and ends the JVM. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        requireKnown("--tables", tables, TABLES);
        requireKnown(
                "--learners",
                learners,
                Arrays.stream(BenchLearner.values()).map(BenchLearner::label).toList());
        requireKnown(
                "--contenders",
                contenders,
                allContenders().stream().map(Contender::name).toList());
        requireAtLeast("--rounds", rounds, 1);
        requireAtLeast("--warm-up", warmUp, 0);
        requireAtLeast("--seeds", seeds, 0);
        requireAtLeast("--rows", rows, LEAST_ROWS);
        requireKnown("--pipelines", pipelines.stream().map(Benchmark::named).toList(), PipelineBenchmark.NAMES);
        try (SparkSession session = session()) {
            if (!pipelines.isEmpty()) {
                runPipelines(session);
                return 0;
            }
            List<String> names = Stream.concat(tables.stream(), files.stream())
                    .filter(name -> !name.isEmpty())
                    .toList();
            List<String[]> lines = new ArrayList<>();
            for (String name : names) {
                lines.addAll(run(session, name, load(session, name)));
            }
            print(Comparison.HEADER, lines);
        }
        return 0;
    }

    private void runPipelines(SparkSession session) {
        PipelineBenchmark benchmark = new PipelineBenchmark(
                script.resolveSibling("scikit_pipelines.py"), rounds, Duration.ofSeconds(warmUp), contenders);
        List<String[]> lines = pipelines.stream()
                .flatMap(name -> benchmark.lines(session, named(name), tableOf(name)).stream())
                .toList();
        print(PipelineBenchmark.HEADER, lines);
    }

    private static String named(String pipeline) {
        return pipeline.replaceFirst(":.*", "");
    }

    private String tableOf(String pipeline) {
        return switch (pipeline) {
            case "penguins" -> file("penguins.csv");
            case "diamonds-raw" -> file("diamonds.csv.gz");
            default -> pipeline.substring(pipeline.indexOf(':') + 1);
        };
    }

    private List<String[]> run(SparkSession session, String name, TrainingData data) {
        return Arrays.stream(BenchLearner.values())
                .filter(learner -> learners.contains(learner.label()) && learner.suits(data))
                .flatMap(learner -> run(learner, session, name, data).stream())
                .toList();
    }

    private List<String[]> run(BenchLearner learner, SparkSession session, String name, TrainingData data) {
        BenchTable table = BenchTable.of(session, name, learner.prepared(data), learner.folds());
        List<String[]> lines = new Comparison(BenchCase.of(table, learner), rounds, Duration.ofSeconds(warmUp), seeds)
                .lines(contenders());
        table.frame().unpersist(true);
        return lines;
    }

    private List<Contender> contenders() {
        return allContenders().stream()
                .filter(contender -> contenders.isEmpty() || contenders.contains(contender.name()))
                .toList();
    }

    private List<Contender> allContenders() {
        return List.of(
                new CrossValidatorContender(),
                new HoneContender(Lane.INLINE),
                new HoneContender(Lane.FAST),
                new ScikitLearnContender(script, rounds));
    }

    private void requireKnown(String option, List<String> values, List<String> known) {
        for (String value : values) {
            if (!value.isEmpty() && !known.contains(value)) {
                throw new ParameterException(
                        commandLine(),
                        option + ": must be out of " + String.join("; ", known) + " (value: " + value + ")");
            }
        }
    }

    private void requireAtLeast(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    commandLine(), option + ": must be at least " + least + " (value: " + value + ")");
        }
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private static void print(String[] header, List<String[]> lines) {
        System.out.println(AsciiTable.builder()
                .border(AsciiTable.NO_BORDERS)
                .header(header)
                .data(lines.toArray(String[][]::new))
                .asString());
    }

    private TrainingData load(SparkSession session, String name) {
        return switch (name) {
            case "iris" -> classes(session, file("iris.csv"), "species");
            case "breast-cancer" -> classes(session, file("breast_cancer.csv"), "label");
            case "digits" -> classes(session, file("digits.csv.gz"), "digit");
            case "diamonds" -> diamonds(session);
            case "generated" -> BenchTable.generated(rows, 28);
            default -> own(session, name);
        };
    }

    private String file(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private static TrainingData classes(SparkSession session, String path, String label) {
        return TableLoader.load(session, csv(path, label), LabelKind.CLASSES, Set.of())
                .data();
    }

    private TrainingData diamonds(SparkSession session) {
        String numbers = "bench_diamonds_numbers";
        session.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(file("diamonds.csv.gz"))
                .drop("cut", "color", "clarity")
                .createOrReplaceTempView(numbers);
        TableSource source = new TableSource(TableLocation.ofRows(numbers), ColumnRoles.ofLabel("price"));
        return TableLoader.load(session, source, LabelKind.QUANTITY, Set.of()).data();
    }

    /** A label of at most twenty whole numbers or texts is a class, any other a quantity. */
    private static TrainingData own(SparkSession session, String name) {
        int colon = name.lastIndexOf(':');
        String path = colon < 0 ? name : name.substring(0, colon);
        String[] columns = session.read().option("header", "true").csv(path).columns();
        String label = colon < 0 ? columns[columns.length - 1] : name.substring(colon + 1);
        long values = session.read()
                .option("header", "true")
                .csv(path)
                .select(label)
                .distinct()
                .count();
        LabelKind kind = values <= 20 ? LabelKind.CLASSES : LabelKind.QUANTITY;
        return TableLoader.load(session, csv(path, label), kind, Set.of()).data();
    }

    private static TableSource csv(String path, String label) {
        return new TableSource(TableLocation.of(path, "csv"), ColumnRoles.ofLabel(label));
    }

    private SparkSession session() {
        return SparkSession.builder()
                .appName("hone-bench")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.serializer", KryoSerializer.class.getName())
                .config("spark.kryo.registrator", HoneKryoRegistrator.class.getName())
                .getOrCreate();
    }
}
