package dev.hone.ml;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** One case of {@code fixtures}: a table, params, and what scikit-learn predicts, as {@code make_fixtures.py} describes it. */
record ScikitLearnCase(Map<String, String> entries) {
    private static final Map<String, String> FILES = Map.of(
            "iris", "iris.csv",
            "wine", "wine.csv",
            "breast-cancer", "breast_cancer.csv",
            "digits", "digits.csv.gz",
            "diamonds", "diamonds-2000.csv");

    static List<ScikitLearnCase> read(String file) {
        List<ScikitLearnCase> cases = new ArrayList<>();
        for (String line : lines("/dev/hone/ml/fixtures/" + file)) {
            String[] entry = line.split(" ", 2);
            if (entry[0].equals("case")) {
                cases.add(new ScikitLearnCase(new LinkedHashMap<>()));
            }
            if (entry.length == 2 && !entry[0].equals("#")) {
                cases.get(cases.size() - 1).entries.put(entry[0], entry[1]);
            }
        }
        return cases;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    String text(String key) {
        return Objects.requireNonNull(entries.get(key), () -> "no " + key + " in " + this);
    }

    double number(String key) {
        return Double.parseDouble(text(key));
    }

    String table() {
        return text("case");
    }

    boolean isRegression() {
        return table().equals("diamonds");
    }

    /** The rows that scikit-learn learned. */
    RowView trained() {
        return rows(isAsked().negate());
    }

    /** The rows that it predicted. */
    RowView asked() {
        return rows(isAsked());
    }

    private IntPredicate isAsked() {
        return isRegression() ? row -> row % 20 == 7 : row -> row % 5 == 3;
    }

    private RowView rows(IntPredicate chosen) {
        TrainingData data = data(table());
        return new RowView(
                data, IntStream.range(0, data.numRows()).filter(chosen).toArray());
    }

    /** A table of the tests' resources by its name in the fixtures. */
    static TrainingData data(String table) {
        String file = Objects.requireNonNull(FILES.get(table));
        List<double[]> rows = lines("/data/" + file).stream()
                .skip(table.equals("digits") ? 0 : 1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        int columns = rows.get(0).length - 1;
        double[] features = rows.stream()
                .flatMapToDouble(row -> Arrays.stream(row, 0, columns))
                .toArray();
        double[] labels = rows.stream().mapToDouble(row -> row[columns]).toArray();
        TrainingData.Builder builder = TrainingData.builder(FeatureMatrix.dense(rows.size(), columns, features));
        return table.equals("diamonds")
                ? builder.quantities(labels).build()
                : builder.classLabels(
                                labels, 1 + (int) Arrays.stream(labels).max().orElseThrow(), List.of())
                        .build();
    }

    private static List<String> lines(String resource) {
        try (InputStream file = Objects.requireNonNull(ScikitLearnCase.class.getResourceAsStream(resource));
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        resource.endsWith(".gz") ? new GZIPInputStream(file) : file, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        Map<String, String> params = new LinkedHashMap<>(entries);
        params.keySet().removeAll(List.of("predictions", "decisions"));
        return params.toString();
    }
}
