package dev.hone.driver.cli;

import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.testing.Kinded;
import dev.hone.testing.Sampling;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** A program that runs studies of learners that use BLAS and LAPACK, and writes the exact scores of all folds. */
final class RepeatableScores {
    private static final int COLUMNS = 300;
    private static final int ROWS = 160;
    private static final int FIRST = 40;
    private static final String FIRST_COLUMNS =
            IntStream.range(0, FIRST).mapToObj(column -> "x" + column).collect(Collectors.joining(", ", "[", "]"));

    private static final String CLASSIFIERS = """
            name: classifiers
            data: {path: wide.csv, format: csv, label: kind, ignore: [amount]}
            learner:
              - {name: LogisticRegression, space: {regParam: [0.001, 0.1], elasticNetParam: [0.0, 0.5], maxIter: 20}}
              - {name: MultilayerPerceptronClassifier, space: {layers: [[300, 8, 2]], maxIter: 10, seed: 3}}
              - {name: NeuralNetworkClassifier, space: {hiddenLayers: [[8]], epochs: 3, solver: [adam, l-bfgs]}}
              - {name: NaiveBayes, space: {modelType: gaussian}}
              - {name: RandomForestClassifier, space: {numTrees: 3, maxDepth: 3}}
            search: {seed: 7}
            validation: {metric: logLoss, metrics: [areaUnderROC], folds: 2}
            output: {path: out}
            """;
    private static final String REGRESSORS = """
            name: regressors
            data: {path: wide.csv, format: csv, label: amount, ignore: [kind]}
            learner:
              - {name: LinearRegression, space: {solver: [normal, l-bfgs], regParam: [0.01, 0.1], maxIter: 20}}
              - {name: LinearRegression, space: {loss: huber, maxIter: 10}}
              - {name: KNearestNeighborsRegressor, space: {k: 5, weights: distance}}
              - {name: SupportVectorRegressor, space: {kernel: rbf}}
            search: {seed: 7}
            validation: {metric: rmse, metrics: [r2], folds: 2}
            output: {path: out}
            """;
    private static final String COMPONENTS = """
            name: components
            data: {path: narrow.csv, format: csv, label: amount, features: [components]}
            pipeline:
              - {name: VectorAssembler, params: {inputCols: COLUMNS, outputCol: assembled}}
              - {name: StandardScaler, params: {inputCol: assembled, outputCol: scaled, withMean: true}}
              - {name: PCA, params: {inputCol: scaled, outputCol: components}}
            learner: [{name: LinearRegression, space: {PCA.k: 5, solver: normal}}, {name: GeneralizedLinearRegression, space: {PCA.k: 20, regParam: 0.1}}]
            search: {seed: 7}
            validation: {metric: rmse, folds: 2}
            output: {path: out}
            """.replace("COLUMNS", FIRST_COLUMNS);
    private static final String CLUSTERERS = """
            name: clusterers
            data: {path: narrow.csv, format: csv, features: COLUMNS}
            learner:
              - {name: KMeans, space: {k: 3}}
              - {name: GaussianMixture, space: {k: 2, maxIter: 5}}
              - {name: BisectingKMeans, space: {k: 3}}
            search: {seed: 7}
            validation: {metric: silhouette, folds: 2}
            output: {path: out}
            """.replace("COLUMNS", FIRST_COLUMNS);
    private static final List<StudyText> STUDIES = List.of(
            new StudyText("classifiers", "in tasks", CLASSIFIERS),
            new StudyText("regressors", "in tasks", REGRESSORS),
            new StudyText("components", "by Spark's jobs too", COMPONENTS),
            new StudyText("clusterers", "in tasks", CLUSTERERS));

    /**
     * A study.
     *
     * @param fitted where its stages and learners are fitted
     */
    private record StudyText(String name, String fitted, String text) implements Kinded {
        @Override
        public List<?> kinds() {
            return List.of(fitted);
        }
    }

    private RepeatableScores() {}

    /**
     * Writes the table and its studies, or a sample of them.
     *
     * @return the names of the studies
     */
    static List<String> write(Path folder) throws IOException {
        Files.writeString(folder.resolve("wide.csv"), table(COLUMNS));
        Files.writeString(folder.resolve("narrow.csv"), table(FIRST));
        List<StudyText> studies = Sampling.ofThisBuild().sample(STUDIES, 1);
        for (StudyText study : studies) {
            Files.writeString(folder.resolve(study.name() + ".yaml"), study.text());
        }
        return studies.stream().map(StudyText::name).toList();
    }

    /** The first columns of the table. */
    private static String table(int columns) {
        Random random = new Random(19);
        StringBuilder table = new StringBuilder();
        IntStream.range(0, columns)
                .forEach(column -> table.append('x').append(column).append(','));
        table.append("kind,amount\n");
        for (int row = 0; row < ROWS; row++) {
            double amount = random.nextGaussian();
            for (int column = 0; column < COLUMNS; column++) {
                double value = random.nextGaussian();
                amount += column < 10 ? value : 0;
                if (column < columns) {
                    table.append(String.format(Locale.ROOT, "%.5f,", value));
                }
            }
            table.append(amount > 0 ? "yes," : "no,").append(String.format(Locale.ROOT, "%.5f%n", amount));
        }
        return table.toString();
    }

    /**
     * Runs the studies.
     *
     * @param arguments the folder that {@link #write} has filled, a folder for the output, below which {@code scores} will be,
     *     and the names of the studies
     */
    public static void main(String[] arguments) throws IOException {
        Path studies = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        Files.createDirectories(output);
        try (SparkSession session = SparkSession.builder()
                        .config(StudySession.configuration("repeatable", false))
                        .getOrCreate();
                PrintStream scores = new PrintStream(Files.newOutputStream(output.resolve("scores")))) {
            SparkSession.setDefaultSession(session);
            for (String study : List.of(arguments).subList(2, arguments.length)) {
                Path folder = output.resolve(study);
                String file = studies.resolve(study + ".yaml").toString();
                scores.println(study + " " + HoneCommand.run("tune", file, "--set", "output.path=" + folder));
                lines(folder).forEach(scores::println);
            }
        }
    }

    private static Stream<String> lines(Path folder) {
        SortedMap<Long, String> lines = new TreeMap<>();
        StudyJournal.read(OutputFolder.at(folder.toString(), new Configuration()))
                .replay(outcome -> lines.put(outcome.config().number(), line(outcome)));
        return lines.values().stream();
    }

    /** Doubles print as many digits as tell them from all others. */
    private static String line(TrialOutcome outcome) {
        String scores = outcome instanceof Scored scored
                ? scored.folds().stream()
                        .map(fold -> new TreeMap<>(fold.metrics()).toString())
                        .collect(Collectors.joining(" "))
                : ((Failed) outcome).message();
        return outcome.config().learner() + " " + outcome.config().params() + " " + scores;
    }
}
