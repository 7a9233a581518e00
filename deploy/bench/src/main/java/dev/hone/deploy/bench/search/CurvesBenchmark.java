package dev.hone.deploy.bench.search;

import com.github.freva.asciitable.AsciiTable;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.RandomSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.auto.SearchMethods;
import dev.hone.driver.sampler.curve.CurveMode;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much training a search with learning curves needs to find a forest as good as the best of many random ones. */
@Command(
        name = "curves",
        description =
                "Training seconds of auto with and without learning curves until a random forest scores as high as the"
                        + " best of many random trials, as a part of the training seconds of these.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CurvesBenchmark implements Callable<Integer> {
    private static final String LEARNER = "RandomForestClassifier";
    private static final Objective OBJECTIVE = new Objective("accuracy", Direction.MAXIMIZE);
    private static final int FOLDS = 3;
    private static final long FOLD_SEED = 1;
    private static final int WARM_UP = 40;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS_PER_SECOND = 1e9;

    @Option(names = "--table", required = true, description = "A csv, possibly gzipped, of numbers, the class last.")
    private Path table = Path.of("");

    @Option(names = "--seeds", description = "Number of runs. Default: ${DEFAULT-VALUE}.", defaultValue = "5")
    private int seeds;

    @Option(
            names = "--trials",
            description = "Random trials of each run. Default: ${DEFAULT-VALUE}.",
            defaultValue = "200")
    private int trials;

    @Option(
            names = "--trees",
            description = "Most trees of a forest, of a range from 10. Default: ${DEFAULT-VALUE}.",
            defaultValue = "200")
    private int trees;

    /** Runs the benchmark and ends the JVM. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new CurvesBenchmark()).execute(args));
    }

    /**
     * How far a search came.
     *
     * @param best score
     * @param seconds of training, CPU time, which other processes do not prolong
     * @param trainings how many
     */
    private record Progress(double best, double seconds, int trainings) {
        static final Progress NONE = new Progress(Double.NEGATIVE_INFINITY, 0, 0);

        /** @param cpuNanos CPU time of training and scoring, of which the part of the training counts */
        Progress with(List<TrialOutcome> outcomes, long cpuNanos) {
            double score = best;
            double train = 0;
            double all = 0;
            for (TrialOutcome outcome : outcomes) {
                if (outcome instanceof Scored scored) {
                    score = Math.max(score, scored.mean(OBJECTIVE.metric()));
                    train += scored.trainNanos();
                    all += scored.trainNanos() + scoreNanos(scored);
                }
            }
            double part = all > 0 ? train / all : 0;
            return new Progress(score, seconds + cpuNanos * part / NANOS_PER_SECOND, trainings + 1);
        }

        private static long scoreNanos(Scored scored) {
            return scored.folds().stream().mapToLong(FoldScore::scoreNanos).sum();
        }
    }

    @Override
    public Integer call() throws IOException {
        CrossValidation evaluation = evaluation(read(table));
        run(new RandomSampler(space(), WARM_UP, -1), evaluation, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        List<String[]> rows = new ArrayList<>();
        List<double[]> parts = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            Progress random = run(
                    new RandomSampler(space(), trials, seed),
                    evaluation,
                    Double.POSITIVE_INFINITY,
                    Double.POSITIVE_INFINITY);
            Progress curves = run(auto(CurveMode.ALWAYS, seed), evaluation, random.best(), random.seconds());
            Progress single = run(auto(CurveMode.NEVER, seed), evaluation, random.best(), random.seconds());
            double[] part = {part(curves, random), part(single, random)};
            parts.add(part);
            rows.add(row(seed, random, curves, single, part));
            System.err.println(String.join("  ", rows.get(seed)));
        }
        System.out.println(AsciiTable.builder()
                .border(AsciiTable.NO_BORDERS)
                .header(
                        "seed",
                        "random best",
                        "seconds",
                        "with curves",
                        "trainings",
                        "part",
                        "without",
                        "trainings",
                        "part")
                .data(rows.toArray(String[][]::new))
                .asString());
        System.out.printf(
                Locale.ROOT,
                "median part of the training seconds of %d random trials: %.3f with curves, %.3f without%n",
                trials,
                median(parts, 0),
                median(parts, 1));
        return 0;
    }

    /** Infinite if the score was not reached within the seconds of random search. */
    private static double part(Progress search, Progress random) {
        return search.best() >= random.best() ? search.seconds() / random.seconds() : Double.POSITIVE_INFINITY;
    }

    private static double median(List<double[]> parts, int column) {
        double[] sorted =
                parts.stream().mapToDouble(part -> part[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String[] row(int seed, Progress random, Progress curves, Progress single, double[] part) {
        return new String[] {
            Integer.toString(seed),
            fixed(random.best(), 4),
            fixed(random.seconds(), 1),
            fixed(curves.seconds(), 1),
            Integer.toString(curves.trainings()),
            fixed(part[0], 3),
            fixed(single.seconds(), 1),
            Integer.toString(single.trainings()),
            fixed(part[1], 3)
        };
    }

    private static String fixed(double number, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }

    private Sampler auto(CurveMode mode, long seed) {
        SamplerSettings settings = new SamplerSettings(space(), OBJECTIVE, trials, seed);
        return mode.sampler(
                SearchMethods.create("auto", settings),
                "auto",
                settings,
                trial -> TrainerRegistry.sharedTrainingParams(trial.learner(), LaneSetting.AUTO));
    }

    /** One proposal after the other, until a score is reached, or the seconds are used up. */
    private static Progress run(Sampler sampler, CrossValidation evaluation, double score, double seconds) {
        CurveSampler curves = CurveSampler.of(sampler);
        List<TrialOutcome> ended = new ArrayList<>();
        Progress progress = Progress.NONE;
        for (long proposal = 0;
                proposal < sampler.trials() && progress.best() < score && progress.seconds() < seconds;
                proposal++) {
            List<TrialConfig> curve = curves.curve(proposal, new History(ended, List.of()));
            long start = THREADS.getCurrentThreadCpuTime();
            List<TrialOutcome> outcomes = evaluation.evaluate(curve);
            progress = progress.with(outcomes, THREADS.getCurrentThreadCpuTime() - start);
            ended.addAll(outcomes);
        }
        return progress;
    }

    private SearchSpace space() {
        return new SearchSpace(List.of(new LearnerSpace(
                LEARNER,
                List.of(
                        new IntegerRange("numTrees", Condition.always(), 10, trees, Scale.LINEAR),
                        new IntegerRange("maxDepth", Condition.always(), 2, 15, Scale.LINEAR),
                        new RealRange("subsamplingRate", Condition.always(), 0.3, 1, Scale.LINEAR),
                        new Choice(
                                "featureSubsetStrategy",
                                Condition.always(),
                                List.of(new Text("sqrt"), new Text("log2"), new Text("onethird")))))));
    }

    private static CrossValidation evaluation(TrainingData data) {
        return new CrossValidation(
                data,
                StratifiedKFold.shuffled(FOLDS, FOLD_SEED).split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of(OBJECTIVE.metric()), MetricOptions.defaults())));
    }

    /** A header, if there is one, is skipped. */
    private static TrainingData read(Path file) throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("[-+.,0-9eE]+")) {
                    rows.add(Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray());
                }
            }
        }
        int columns = rows.get(0).length - 1;
        double[] features = new double[rows.size() * columns];
        double[] labels = new double[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, features, row * columns, columns);
            labels[row] = rows.get(row)[columns];
        }
        int classes = (int) Arrays.stream(labels).max().orElse(0) + 1;
        return TrainingData.builder(FeatureMatrix.dense(rows.size(), columns, features))
                .classLabels(labels, classes, List.of())
                .build();
    }
}
