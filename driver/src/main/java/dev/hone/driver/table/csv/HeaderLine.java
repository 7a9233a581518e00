package dev.hone.driver.table.csv;

import dev.hone.worker.data.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Reads the header of csv files that begin with other lines, compressed or not. */
final class HeaderLine {
    private final String table;
    private final CsvLines lines;
    private final Charset charset;
    private final long limit;
    private final Configuration configuration;

    /**
     * @param table what a message calls the table
     * @param limit number of characters within which the header must begin and end: a task has them in its first block
     */
    HeaderLine(String table, CsvLines lines, Charset charset, long limit, Configuration configuration) {
        this.table = table;
        this.lines = lines;
        this.charset = charset;
        this.limit = limit;
        this.configuration = configuration;
    }

    /**
     * The header that all files have.
     *
     * @throws InvalidInputException if a file with content has none, or another one than the first file
     */
    String of(List<FileStatus> files) {
        Optional<FileStatus> first = Optional.empty();
        String header = "";
        for (FileStatus file : files) {
            if (file.getLen() == 0) {
                continue;
            }
            String own = header(file.getPath());
            if (first.isEmpty()) {
                first = Optional.of(file);
                header = own;
            } else if (!own.equals(header)) {
                throw new InvalidInputException(
                        "Data '" + table + "': every file must have the same header after its first "
                                + lines.skipped() + " lines ('" + file.getPath().getName() + "': '" + own + "', '"
                                + first.get().getPath().getName() + "': '" + header + "')");
            }
        }
        return header;
    }

    private String header(Path path) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(CsvFiles.open(path, configuration), charset))) {
            LimitedLines file = new LimitedLines(reader, path);
            for (int line = 0; line < lines.skipped(); line++) {
                if (file.next().isEmpty()) {
                    throw noHeader(path, line);
                }
            }
            Optional<String> header = file.next();
            while (header.isPresent() && !lines.isRecord(header.get())) {
                header = file.next();
            }
            return header.orElseThrow(() -> noHeader(path, lines.skipped()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InvalidInputException noHeader(Path path, int found) {
        return new InvalidInputException(
                "Data '" + table + "': must have a header after the lines to skip (skip-lines: " + lines.skipped()
                        + ", file: '" + path.getName() + "', lines: " + found + ")");
    }

    /** The lines at the start of a file, up to the limit. */
    private final class LimitedLines {
        private final BufferedReader reader;
        private final Path path;
        private long characters;
        private boolean afterReturn;

        LimitedLines(BufferedReader reader, Path path) {
            this.reader = reader;
            this.path = path;
        }

        Optional<String> next() throws IOException {
            StringBuilder line = new StringBuilder();
            int character = read();
            if (character == '\n' && afterReturn) {
                character = read();
            }
            afterReturn = false;
            if (character < 0) {
                return Optional.empty();
            }
            while (character >= 0 && character != '\n' && character != '\r') {
                line.append((char) character);
                character = read();
            }
            afterReturn = character == '\r';
            return Optional.of(line.toString());
        }

        private int read() throws IOException {
            if (++characters > limit) {
                throw new InvalidInputException("Data '" + table + "': the header must be within the first " + limit
                        + " characters (skip-lines: " + lines.skipped() + ", file: '" + path.getName() + "')");
            }
            return reader.read();
        }
    }
}
