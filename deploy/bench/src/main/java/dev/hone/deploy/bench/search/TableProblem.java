package dev.hone.deploy.bench.search;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A search of which the score of every configuration is known. Params of numbers are ordered lists, other ones and those that
 * are named as such categorical; a combination that has no row is a trial that fails.
 *
 * @param values what to minimize, by the texts of the params in the order of the space
 */
record TableProblem(String name, SearchSpace space, double minimum, Map<List<String>, Double> values)
        implements SearchProblem {

    /** How to read a table. */
    record Columns(List<String> params, List<String> categorical, String score, boolean lowerIsBetter) {}

    /**
     * Reads a csv file with a header line and no quotes.
     *
     * @throws InvalidInputException with file, line, column and value if the table does not fit
     */
    static TableProblem read(Path file, Columns columns) {
        Rows rows = new Rows(file);
        List<Column> params = columns.params().stream()
                .map(param -> Column.of(rows, param, columns))
                .toList();
        Map<List<String>, Double> values = new HashMap<>();
        double[] scores = rows.numbers(columns.score());
        for (int row = 0; row < scores.length; row++) {
            double score = scores[row];
            int at = row;
            List<String> config =
                    params.stream().map(column -> column.at(at).toString()).toList();
            if (values.put(config, columns.lowerIsBetter() ? score : -score) != null) {
                throw rows.invalid(row, "each configuration must have one row (configuration: " + config + ")");
            }
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.csv$", "");
        return new TableProblem(
                name,
                new SearchSpace(List.of(new LearnerSpace(
                        name, params.stream().map(Column::dimension).toList()))),
                values.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                Map.copyOf(values));
    }

    @Override
    public OptionalDouble value(Map<String, ParameterValue> params) {
        Double value = values.get(
                params.values().stream().map(ParameterValue::toString).toList());
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** A param's value on each row. */
    private record Column(String name, List<ParameterValue> values) {
        static Column of(Rows rows, String name, Columns columns) {
            List<String> texts = rows.column(name);
            return new Column(name, columns.categorical().contains(name) ? texts(texts) : parsed(texts));
        }

        private static List<ParameterValue> parsed(List<String> texts) {
            if (texts.stream().allMatch(text -> text.matches("[-+]?\\d{1,18}"))) {
                return texts.stream()
                        .<ParameterValue>map(text -> new Whole(Long.parseLong(text)))
                        .toList();
            }
            try {
                return texts.stream()
                        .<ParameterValue>map(text -> new Real(Double.parseDouble(text)))
                        .toList();
            } catch (NumberFormatException e) {
                return texts(texts);
            }
        }

        private static List<ParameterValue> texts(List<String> texts) {
            return texts.stream().<ParameterValue>map(Text::new).toList();
        }

        ParameterValue at(int row) {
            return values.get(row);
        }

        /** Numbers by size, texts as they appear. */
        Dimension dimension() {
            boolean areTexts = values.stream().anyMatch(Text.class::isInstance);
            Map<Double, ParameterValue> bySize = new TreeMap<>();
            if (!areTexts) {
                values.forEach(value -> bySize.put(Double.parseDouble(value.toString()), value));
            }
            return new Choice(
                    name,
                    Condition.always(),
                    areTexts ? values.stream().distinct().toList() : List.copyOf(bySize.values()));
        }
    }

    /** The lines of a csv file, split. */
    private static final class Rows {
        private final Path file;
        private final List<String> header;
        private final List<List<String>> rows;

        Rows(Path file) {
            this.file = file;
            List<List<String>> lines = lines(file);
            if (lines.size() < 2) {
                throw new InvalidInputException(
                        file + ": must have a header and at least one row (lines: " + lines.size() + ")");
            }
            header = lines.get(0);
            rows = lines.subList(1, lines.size());
            for (int row = 0; row < rows.size(); row++) {
                if (rows.get(row).size() != header.size()) {
                    throw invalid(
                            row,
                            "must have " + header.size() + " values (values: "
                                    + rows.get(row).size() + ")");
                }
            }
        }

        private static List<List<String>> lines(Path file) {
            try {
                return Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .map(line -> Arrays.asList(line.trim().split("\\s*,\\s*", -1)))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read (" + e.getMessage() + ")", e);
            }
        }

        List<String> column(String name) {
            int index = header.indexOf(name);
            if (index < 0) {
                throw new InvalidInputException(file + ": has no column '" + name + "' (columns: "
                        + String.join(", ", header) + ")" + NearMiss.hint(name, header));
            }
            return rows.stream().map(row -> row.get(index)).toList();
        }

        double[] numbers(String name) {
            List<String> texts = column(name);
            return IntStream.range(0, texts.size())
                    .mapToDouble(row -> number(row, name, texts.get(row)))
                    .toArray();
        }

        private double number(int row, String name, String text) {
            try {
                double number = Double.parseDouble(text);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw invalid(row, "'" + name + "' must be a finite number (value: " + text + ")");
        }

        InvalidInputException invalid(int row, String rule) {
            return new InvalidInputException(file + ", line " + (row + 2) + ": " + rule);
        }
    }
}
