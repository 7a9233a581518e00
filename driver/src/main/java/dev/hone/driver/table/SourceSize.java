package dev.hone.driver.table;

import dev.hone.driver.table.TableSize.Accuracy;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.ColumnRoles;
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
import java.util.regex.Pattern;
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
 * Estimates how large a table will be in memory, at little cost: of text files from their sizes and the first lines of one; of
 * columnar files and named tables, if they are not small, from their number of rows. Columns count that have a role.
 */
public final class SourceSize {
    private static final int SAMPLED = 200;
    private static final int BYTES_OF_STORED = 12;

    /** Rows take at most so many times the bytes that Spark tells of a table before it is worth counting them. */
    private static final long MOST_GROWTH = 8;

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"");

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
     * @param limit bytes up to which the size need not be known exactly
     * @return eight bytes per number; what is not above the limit is at most that; {@link TableSize#UNKNOWN} of a table that cannot
     *     be read, of which is told why where all of it is
     */
    public static TableSize of(SparkSession session, TableSource source, long limit) {
        try {
            return new SourceSize(session, source).size(limit);
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            return TableSize.UNKNOWN;
        }
    }

    private TableSize size(long limit) {
        return switch (source.location().format()) {
            case "csv", "json", "libsvm" -> ofText(limit);
            case "table" -> ofColumns(limit);
            default -> ofFiles() <= limit / MOST_GROWTH ? TableSize.atMost(ofFiles()) : ofColumns(limit);
        };
    }

    private long ofFiles() {
        return TableFiles.withContent(source.path(), session.sparkContext().hadoopConfiguration()).stream()
                .mapToLong(FileStatus::getLen)
                .sum();
    }

    private TableSize ofText(long limit) {
        Configuration configuration = session.sparkContext().hadoopConfiguration();
        List<FileStatus> files = TableFiles.withContent(source.path(), configuration);
        FileStatus largest =
                files.stream().max(Comparator.comparingLong(FileStatus::getLen)).orElseThrow();
        CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(largest.getPath());
        if (codec == null && ofFiles() <= limit / MOST_GROWTH) {
            return TableSize.atMost(ofFiles());
        }
        List<String> lines = firstLines(largest, codec, configuration);
        if (lines.isEmpty()) {
            return TableSize.atMost(ofFiles());
        }
        long ofLines = lines.stream().mapToLong(line -> line.length() + 1L).sum();
        long values = lines.stream().mapToLong(this::valuesOf).sum();
        double read = (double) ofFiles() * (codec == null ? 1 : COMPRESSION) / ofLines;
        long stored = Math.round(read * values);
        return new TableSize(
                Math.round(read * lines.size()),
                stored,
                stored * bytesOfValue(),
                codec == null ? Accuracy.CLOSE : Accuracy.ROUGH);
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

    private int bytesOfValue() {
        return source.location().format().equals("libsvm") ? BYTES_OF_STORED : Double.BYTES;
    }

    /** How many values of a line are stored. */
    private long valuesOf(String line) {
        return switch (source.location().format()) {
            case "libsvm" -> count(line, ":");
            case "json" -> used(count(withoutQuoted(line), ":"));
            default -> used(1 + count(withoutQuoted(line), separator()));
        };
    }

    /** Texts may have any number of separators in them. */
    private static String withoutQuoted(String line) {
        return QUOTED.matcher(line.replace("\\\"", "")).replaceAll("");
    }

    private String separator() {
        return source.location().options().getOrDefault("sep", ",");
    }

    /** How many of so many columns have a role. */
    private long used(long columns) {
        ColumnRoles roles = source.roles();
        if (roles.features().isEmpty()) {
            return Math.max(1, columns - roles.ignored().size());
        }
        return Math.min(columns, roles.named().size() - roles.ignored().size());
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

    private TableSize ofColumns(long limit) {
        Dataset<Row> rows = new TableOpener(session, source).open().rows();
        long told = rows.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
        if (told <= limit / MOST_GROWTH) {
            return TableSize.atMost(told);
        }
        List<StructField> used =
                Arrays.stream(rows.schema().fields()).filter(this::isUsed).toList();
        List<StructField> wide = used.stream()
                .filter(field -> ColumnTypes.isVector(field.dataType()) || ColumnTypes.isNumberArray(field.dataType()))
                .toList();
        long count = rows.count();
        double bytes = (double) count * (Double.BYTES * (used.size() - wide.size()) + bytes(rows, wide));
        return new TableSize(count, Math.round(bytes / Double.BYTES), Math.round(bytes), Accuracy.CLOSE);
    }

    private boolean isUsed(StructField column) {
        ColumnRoles roles = source.roles();
        return !roles.ignored().contains(column.name())
                && (roles.features().isEmpty() || roles.named().contains(column.name()));
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
