package dev.hone.driver.table;

import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.ColumnTypes;
import dev.hone.driver.table.source.TableFiles;
import dev.hone.driver.table.source.TableSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * Tells about how many bytes a table will take in memory, at little cost: of text files from their sizes and the first lines of
 * one; of columnar files and named tables, if they are not small, from their number of rows.
 */
public final class SourceSize {
    private static final int SAMPLED = 200;
    private static final int BYTES_OF_STORED = 12;

    /** Rows take at most so many times the bytes that Spark tells of a table before it is worth counting them. */
    private static final long MOST_GROWTH = 8;

    /** About how much smaller compressed text is. */
    private static final long COMPRESSION = 4;

    private final SparkSession session;
    private final TableSource source;

    private SourceSize(SparkSession session, TableSource source) {
        this.session = session;
        this.source = source;
    }

    /**
     * The size of a table.
     *
     * @param limit a size up to which it need not be known exactly
     * @return bytes, each number taking eight; what is not above the limit is at most that; 0 of a table that cannot be read, of
     *     which is told why where all of it is
     */
    public static long bytes(SparkSession session, TableSource source, long limit) {
        try {
            return new SourceSize(session, source).bytes(limit);
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            return 0;
        }
    }

    private long bytes(long limit) {
        return switch (source.location().format()) {
            case "csv", "json", "libsvm" -> ofText(limit);
            case "table" -> ofColumns(limit);
            default -> ofFiles() <= limit / MOST_GROWTH ? ofFiles() : ofColumns(limit);
        };
    }

    private long ofFiles() {
        return TableFiles.withContent(source.path(), session.sparkContext().hadoopConfiguration()).stream()
                .mapToLong(FileStatus::getLen)
                .sum();
    }

    private long ofText(long limit) {
        Configuration configuration = session.sparkContext().hadoopConfiguration();
        List<FileStatus> files = TableFiles.withContent(source.path(), configuration);
        FileStatus largest =
                files.stream().max(Comparator.comparingLong(FileStatus::getLen)).orElseThrow();
        CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(largest.getPath());
        if (codec == null && ofFiles() <= limit / MOST_GROWTH) {
            return ofFiles();
        }
        List<String> lines = firstLines(largest, codec, configuration);
        long ofLines = lines.stream().mapToLong(line -> line.length() + 1L).sum();
        long values = lines.stream().mapToLong(this::ofLine).sum();
        double grown = ofLines == 0 ? 1 : (double) values / ofLines;
        return Math.round(grown * ofFiles() * (codec == null ? 1 : COMPRESSION));
    }

    /** Without the first one, which may be a header; none of what cannot be read, which is told when all is. */
    private static List<String> firstLines(
            FileStatus file, @Nullable CompressionCodec codec, Configuration configuration) {
        try (InputStream raw = file.getPath().getFileSystem(configuration).open(file.getPath());
                InputStream plain = codec == null ? raw : codec.createInputStream(raw);
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1))) {
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null && lines.size() <= SAMPLED; line = reader.readLine()) {
                lines.add(line);
            }
            return lines.subList(Math.min(1, lines.size()), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What the values of a line take in memory. */
    private long ofLine(String line) {
        return switch (source.location().format()) {
            case "libsvm" -> BYTES_OF_STORED * count(line, ":");
            case "json" -> Double.BYTES * count(line, ":");
            default ->
                Double.BYTES * (1 + count(line, source.location().options().getOrDefault("sep", ",")));
        };
    }

    private static long count(String line, String separator) {
        if (separator.isEmpty()) {
            return 0;
        }
        long count = 0;
        for (int at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, at + separator.length())) {
            count++;
        }
        return count;
    }

    private long ofColumns(long limit) {
        Dataset<Row> rows = new TableOpener(session, source).open().rows();
        long told = rows.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
        if (told <= limit / MOST_GROWTH) {
            return told;
        }
        List<StructField> wide = Arrays.stream(rows.schema().fields())
                .filter(field -> ColumnTypes.isVector(field.dataType()) || ColumnTypes.isNumberArray(field.dataType()))
                .toList();
        double ofRow = (double) Double.BYTES * (rows.schema().size() - wide.size()) + bytes(rows, wide);
        return Math.round(rows.count() * ofRow);
    }

    private static double bytes(Dataset<Row> rows, List<StructField> wide) {
        if (wide.isEmpty()) {
            return 0;
        }
        Dataset<Row> columns = rows.select(
                wide.stream().map(field -> ColumnNames.column(field.name())).toArray(Column[]::new));
        return columns.takeAsList(SAMPLED).stream()
                .mapToLong(row -> Stream.iterate(0, place -> place < row.size(), place -> place + 1)
                        .mapToLong(place -> bytes(row.get(place)))
                        .sum())
                .average()
                .orElse(0);
    }

    private static long bytes(Object value) {
        if (value instanceof Vector vector) {
            return Math.min((long) Double.BYTES * vector.size(), (long) BYTES_OF_STORED * vector.numNonzeros());
        }
        return value instanceof scala.collection.Seq<?> numbers ? (long) Double.BYTES * numbers.length() : 0;
    }
}
