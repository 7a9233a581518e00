package dev.hone.deploy;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The leaderboard of a run. */
final class Leaderboard {
    private static final Set<String> TIMES = Set.of("seconds", "train_seconds");

    private Leaderboard() {}

    /** Its rows, the header first, without the columns that differ between runs of the same study. */
    static List<List<String>> withoutTimes(Path output) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setLineSeparatorDetectionEnabled(true);
        List<String[]> rows = new CsvParser(settings)
                .parseAll(output.resolve("leaderboard.csv").toFile());
        String[] header = rows.get(0);
        return rows.stream()
                .map(row -> Stream.iterate(0, column -> column < header.length, column -> column + 1)
                        .filter(column -> !TIMES.contains(header[column]))
                        .map(column -> String.valueOf(row[column]))
                        .toList())
                .toList();
    }
}
