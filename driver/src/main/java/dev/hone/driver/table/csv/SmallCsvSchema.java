package dev.hone.driver.table.csv;

import com.univocity.parsers.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVInferSchema;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.execution.datasources.csv.CSVUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType$;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The schema that Spark's csv reader infers from one small file, found on the driver by Spark's own parser and its own rules of
 * types. The reader itself plans and compiles two queries for it and runs a job for each: a quarter of a small study's start.
 */
final class SmallCsvSchema {
    /** Spark reads a file of at most so many bytes, its default of {@code openCostInBytes}, in one partition. */
    private static final long MOST_BYTES = 4 << 20;

    /** Options, in lower case, that are about the text of records; others, such as filters of files, are Spark's matter. */
    private static final Set<String> TEXT_OPTIONS = Set.of(
            "header",
            "inferschema",
            "sep",
            "delimiter",
            "quote",
            "escape",
            "chartoescapequoteescaping",
            "comment",
            "nullvalue",
            "nanvalue",
            "positiveinf",
            "negativeinf",
            "emptyvalue",
            "dateformat",
            "timestampformat",
            "timestampntzformat",
            "locale",
            "timezone",
            "preferdate",
            "ignoreleadingwhitespace",
            "ignoretrailingwhitespace",
            "maxcolumns",
            "maxcharspercolumn",
            "unescapedquotehandling",
            "mode",
            "columnnameofcorruptrecord",
            "enforceschema");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final SparkSession session;
    private final CSVOptions options;

    private SmallCsvSchema(SparkSession session, Map<String, String> options) {
        this.session = session;
        this.options = new CSVOptions(
                scala.collection.immutable.Map.from(CollectionConverters.asScala(options)),
                isOn("spark.sql.csv.parser.columnPruning.enabled"),
                session.conf().get("spark.sql.session.timeZone"));
    }

    /**
     * Infers the schema.
     *
     * @param path the table's
     * @param files all of the path
     * @param options of Spark's reader, their names in any case
     * @return empty where Spark is to infer it: from a large file or several, with options that are not about the text of a line, or
     *     where a line cannot be parsed, which Spark tells in the way that users know
     */
    static Optional<StructType> of(
            SparkSession session, String path, List<FileStatus> files, Map<String, String> options) {
        boolean onlyText =
                options.keySet().stream().allMatch(name -> TEXT_OPTIONS.contains(name.toLowerCase(Locale.ROOT)));
        if (!onlyText || files.size() != 1 || files.get(0).getLen() > MOST_BYTES) {
            return Optional.empty();
        }
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        try {
            Path file = files.get(0).getPath();
            Path named = new Path(path);
            // In a folder, names of folders may be columns.
            return named.getFileSystem(hadoop).makeQualified(named).equals(file)
                    ? Optional.of(new SmallCsvSchema(session, options).read(file, hadoop))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private StructType read(Path file, Configuration hadoop) throws IOException {
        try (LineReader reader = new LineReader(CsvFiles.open(file, hadoop), hadoop)) {
            Lines lines = new Lines(reader);
            while (lines.hasNext()) {
                String line = lines.next();
                if (isFirst(line)) {
                    return inferred(line, lines);
                }
            }
            return new StructType();
        }
    }

    /** Spark looks for the header with SQL's trim, which takes off spaces only. */
    private boolean isFirst(String line) {
        return line.chars().anyMatch(character -> character != ' ')
                && !(options.isCommentSet() && line.charAt(0) == options.comment());
    }

    private StructType inferred(String first, Iterator<String> others) {
        CsvParser parser = new CsvParser(options.asParserSettings());
        String[] fields = parser.parseLine(first);
        if (fields == null) {
            return new StructType();
        }
        String[] header = CSVUtils.makeSafeHeader(fields, isOn("spark.sql.caseSensitive"), options);
        scala.collection.Iterator<String> records = CSVUtils.filterHeaderLine(
                CSVUtils.filterCommentAndEmpty(
                        CollectionConverters.asScala(List.of(first).iterator())
                                .concat(() -> CollectionConverters.asScala(others)),
                        options),
                first,
                options);
        CSVInferSchema inference = new CSVInferSchema(options);
        DataType[] start = new DataType[header.length];
        Arrays.fill(start, options.inferSchemaFlag() ? NullType$.MODULE$ : DataTypes.StringType);
        DataType[] types = start.clone();
        while (options.inferSchemaFlag() && records.hasNext()) {
            types = inference.inferRowType(types, parser.parseLine(records.next()));
        }
        return new StructType(inference.toStructFields(inference.mergeRowTypes(start, types), header));
    }

    private boolean isOn(String setting) {
        return Boolean.parseBoolean(session.conf().get(setting));
    }

    /** The lines of a file, as Hadoop's reader of text makes them. */
    private static final class Lines implements Iterator<String> {
        private final LineReader reader;
        private final Text buffer = new Text();
        private boolean isStart = true;
        private Optional<String> next;

        Lines(LineReader reader) {
            this.reader = reader;
            next = read();
        }

        private Optional<String> read() {
            try {
                if (reader.readLine(buffer) == 0) {
                    return Optional.empty();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String line = new String(buffer.getBytes(), 0, buffer.getLength(), StandardCharsets.UTF_8);
            boolean marked = isStart && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
            isStart = false;
            return Optional.of(marked ? line.substring(1) : line);
        }

        @Override
        public boolean hasNext() {
            return next.isPresent();
        }

        @Override
        public String next() {
            String line = next.orElseThrow(NoSuchElementException::new);
            next = read();
            return line;
        }
    }
}
