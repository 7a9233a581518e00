package dev.hone.driver.table;

import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.DeclaredTypes;
import dev.hone.driver.table.source.LabelOrder;
import dev.hone.driver.table.source.NumberSeparators;
import dev.hone.driver.table.source.ParsingRules;
import dev.hone.driver.table.source.SplitColumns;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds table sources and the files they read. */
public final class Sources {
    private final String path;
    private final String format;
    private final Map<String, String> options = new LinkedHashMap<>();
    private Optional<String> label = Optional.empty();
    private List<String> features = List.of();
    private List<String> ignored = List.of();
    private Optional<String> weight = Optional.empty();
    private Optional<String> group = Optional.empty();
    private Optional<String> time = Optional.empty();
    private Optional<String> fold = Optional.empty();
    private LabelOrder order = LabelOrder.ALPHABET_ASC;
    private DeclaredTypes types = DeclaredTypes.NONE;
    private int skippedLines;
    private NumberSeparators separators = NumberSeparators.STANDARD;

    private Sources(String path, String format) {
        this.path = path;
        this.format = format;
    }

    public static Sources csv(Path path) {
        return new Sources(path.toString(), "csv");
    }

    public static Sources of(String format, Object path) {
        return new Sources(path.toString(), format);
    }

    static Path write(Path file, String... lines) {
        try {
            return Files.writeString(file, lines.length == 0 ? "" : String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Sources option(String name, String value) {
        options.put(name, value);
        return this;
    }

    public Sources label(String column) {
        label = Optional.of(column);
        return this;
    }

    public Sources features(String... columns) {
        features = List.of(columns);
        return this;
    }

    public Sources ignored(String... columns) {
        ignored = List.of(columns);
        return this;
    }

    Sources weight(String column) {
        weight = Optional.of(column);
        return this;
    }

    Sources group(String column) {
        group = Optional.of(column);
        return this;
    }

    public Sources time(String column) {
        time = Optional.of(column);
        return this;
    }

    Sources fold(String column) {
        fold = Optional.of(column);
        return this;
    }

    public Sources order(LabelOrder labelOrder) {
        order = labelOrder;
        return this;
    }

    public Sources types(String ddl) {
        types = DeclaredTypes.ofDdl(ddl);
        return this;
    }

    public Sources skippedLines(int lines) {
        skippedLines = lines;
        return this;
    }

    public Sources separators(String decimal, String thousands) {
        separators = new NumberSeparators(decimal, thousands);
        return this;
    }

    public TableSource build() {
        return new TableSource(
                new TableLocation(path, format, options, new ParsingRules(types, skippedLines, separators)),
                new ColumnRoles(label, order, features, ignored, weight, new SplitColumns(group, time, fold)));
    }
}
