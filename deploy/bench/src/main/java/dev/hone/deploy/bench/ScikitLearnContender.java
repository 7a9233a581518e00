package dev.hone.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Dimension;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.trial.ParameterValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.ml.linalg.Vector;

/** scikit-learn's {@code GridSearchCV} with as many processes as there are cores, where Python can import it. */
final class ScikitLearnContender implements Contender {
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("PYTHON")).orElse("python3");

    private final Path script;
    private final int rounds;

    /**
     * @param script runs one search and prints its result as JSON
     * @param rounds how often it searches once its workers are warm
     */
    ScikitLearnContender(Path script, int rounds) {
        this.script = script;
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "scikit-learn";
    }

    @Override
    public boolean isRepeated() {
        return false;
    }

    @Override
    public boolean canRun(BenchCase benchCase) {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import sklearn")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Search search(BenchCase benchCase) {
        return search(benchCase, rounds, script);
    }

    @Override
    public Optional<double[]> scores(BenchCase benchCase) {
        return Optional.of(search(benchCase, 0, script).scores());
    }

    private static Search search(BenchCase benchCase, int rounds, Path script) {
        try {
            Path table = Files.createTempFile("bench", ".csv");
            try {
                write(benchCase.table(), table);
                return parse(run(benchCase, table, rounds, script));
            } finally {
                Files.delete(table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(BenchCase benchCase, Path table, int rounds, Path script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        PYTHON,
                        script.toString(),
                        table.toString(),
                        benchCase.learner().label(),
                        benchCase.table().isRegression() ? "regression" : "classification",
                        grid(benchCase),
                        Integer.toString(rounds),
                        Long.toString(benchCase.seed())))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // Warnings of convergence come from worker processes, where the script has no say.
        builder.environment().put("PYTHONWARNINGS", "ignore");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (printed.isBlank()) {
            throw new IOException(
                    "scikit-learn printed no result for " + benchCase.learner().label());
        }
        return printed;
    }

    private static Search parse(String printed) throws IOException {
        JsonNode result = new ObjectMapper().readTree(printed);
        double[] scores = new double[result.get("scores").size()];
        for (int trial = 0; trial < scores.length; trial++) {
            scores[trial] = result.get("scores").get(trial).doubleValue();
        }
        return new Search(
                result.get("seconds").doubleValue(),
                scores,
                OptionalDouble.of(result.get("trialSeconds").doubleValue()),
                OptionalDouble.empty());
    }

    private static String grid(BenchCase benchCase) {
        ArrayNode grid = JsonNodeFactory.instance.arrayNode();
        for (Dimension dimension : benchCase.learner().dimensions()) {
            ArrayNode values = JsonNodeFactory.instance.arrayNode();
            for (ParameterValue value : ((Choice) dimension).values()) {
                if (value instanceof ParameterValue.Whole whole) {
                    values.add(whole.value());
                } else if (value instanceof ParameterValue.Text text) {
                    values.add(text.value());
                } else {
                    values.add(Double.parseDouble(value.toString()));
                }
            }
            grid.addArray().add(dimension.name()).add(values);
        }
        return grid.toString();
    }

    private static void write(BenchTable table, Path path) throws IOException {
        TrainingData data = table.data();
        int[] fold = table.foldOfRows();
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(path))) {
            for (int row = 0; row < data.numRows(); row++) {
                Vector features = data.vector(row);
                for (int column = 0; column < features.size(); column++) {
                    writer.print(features.apply(column));
                    writer.print(',');
                }
                writer.println(data.labels()[row] + "," + fold[row]);
            }
        }
    }
}
