package dev.hone.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import dev.hone.driver.journal.OutputFolder;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What a search leaves in a folder: {@code model/}, {@code leaderboard.csv}, and last {@code result.json}. */
final class TunerOutput implements AutoCloseable {
    private static final String MODEL = "model";
    private static final List<String> FIRST = List.of("rank", "trial", "avgMetric", "stdMetric", "lane", "message");

    private static final String RESULT = "result.json";

    private final OutputFolder folder;
    private final boolean made;

    /**
     * Makes the folder where it is missing.
     *
     * @throws InvalidInputException if it cannot be written to
     */
    TunerOutput(String location, SparkSession session) {
        folder = OutputFolder.at(location, session.sparkContext().hadoopConfiguration());
        try {
            made = folder.create();
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Replaces what an earlier search has left; there is no {@code result.json} while the model is not its. */
    void write(HyperparameterTunerModel model, double wallSeconds, String sparkVersion) {
        List<Row> trials = model.leaderboard().collectAsList();
        folder.replace("leaderboard.csv", writer -> leaderboard(trials, writer));
        folder.delete(RESULT);
        save(model.bestModel());
        folder.replace(
                RESULT,
                writer -> writer.print(
                        result(model, trials, wallSeconds, sparkVersion).toPrettyString()));
    }

    private void save(Model<?> model) {
        if (!(model instanceof MLWritable writable)) {
            throw new InvalidInputException("output " + folder.location() + ": Spark cannot save a "
                    + model.getClass().getName() + " (it is not MLWritable)");
        }
        try {
            writable.write().overwrite().save(folder.uri(MODEL));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + folder.location(MODEL), e);
        }
    }

    /** A folder that was made for a search which then found nothing goes again. */
    @Override
    public void close() {
        try {
            if (made) {
                folder.removeIfEmpty();
            }
        } finally {
            folder.close();
        }
    }

    private static void leaderboard(List<Row> trials, PrintWriter writer) {
        Set<String> params = new LinkedHashSet<>();
        trials.forEach(trial -> params.addAll(
                trial.<String, String>getJavaMap(trial.fieldIndex("params")).keySet()));
        CsvWriterSettings settings = new CsvWriterSettings();
        settings.getFormat().setLineSeparator("\n");
        CsvWriter csv = new CsvWriter(writer, settings);
        csv.writeHeaders(Stream.concat(FIRST.stream(), params.stream()).toList());
        for (Row trial : trials) {
            Map<String, String> values = trial.getJavaMap(trial.fieldIndex("params"));
            Stream<@Nullable Object> own = params.stream().map(values::get);
            csv.writeRow(
                    Stream.concat(FIRST.stream().map(trial::<Object>getAs), own).toArray());
        }
        csv.flush();
    }

    private static ObjectNode result(
            HyperparameterTunerModel model, List<Row> trials, double wallSeconds, String sparkVersion) {
        Row first = trials.get(0);
        long failed = trials.stream()
                .filter(trial -> Double.isNaN(trial.<Double>getAs("avgMetric")))
                .count();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("tuner", model.uid());
        node.put("direction", model.tuner().getEvaluator().isLargerBetter() ? "maximize" : "minimize");
        node.put("seed", model.tuner().getSeed());
        ObjectNode best = node.putObject("best");
        best.put("number", first.<Integer>getAs("trial"));
        best.put("score", first.<Double>getAs("avgMetric"));
        ObjectNode params = best.putObject("params");
        first.<String, String>getJavaMap(first.fieldIndex("params")).forEach(params::put);
        best.set("foldScores", scores(model.trials().ofTrial(first.<Integer>getAs("trial"))));
        best.put("lane", first.<String>getAs("lane"));
        node.putObject("trials")
                .put("total", trials.size())
                .put("succeeded", trials.size() - failed)
                .put("failed", failed);
        node.put("wallSeconds", wallSeconds);
        node.put("sparkVersion", sparkVersion);
        return node;
    }

    private static JsonNode scores(double[] scores) {
        var list = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(scores).forEach(list::add);
        return list;
    }
}
