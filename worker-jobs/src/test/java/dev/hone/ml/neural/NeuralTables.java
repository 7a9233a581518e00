package dev.hone.ml.neural;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Tables and fixtures of the tests, read from the class path. */
public final class NeuralTables {
    private static final double DARKEST = 16;

    private NeuralTables() {}

    /** Written digits, features from 0 to 1. */
    public static TrainingData digits() {
        double[][] rows = rows("/data/digits.csv.gz");
        return table(rows, DARKEST);
    }

    static TrainingData iris() {
        return table(rows("/data/iris.csv"), 1);
    }

    private static TrainingData table(double[][] rows, double unit) {
        int columns = rows[0].length - 1;
        double[] values = Arrays.stream(rows)
                .flatMapToDouble(row -> Arrays.stream(row, 0, columns))
                .map(value -> value / unit)
                .toArray();
        double[] labels = Arrays.stream(rows).mapToDouble(row -> row[columns]).toArray();
        int classes = (int) Arrays.stream(labels).max().orElseThrow() + 1;
        return TrainingData.builder(FeatureMatrix.dense(rows.length, columns, values))
                .classLabels(labels, classes, List.of())
                .build();
    }

    private static double[][] rows(String resource) {
        return lines(resource).stream()
                .skip(1)
                .map(line -> Stream.of(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    static List<String> lines(String resource) {
        InputStream found = Objects.requireNonNull(NeuralTables.class.getResourceAsStream(resource), resource);
        try (InputStream stream = resource.endsWith(".gz") ? new GZIPInputStream(found) : found) {
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
