package dev.hone.driver.table.csv;

import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.OpenTable;
import dev.hone.worker.data.InvalidInputException;
import java.nio.charset.Charset;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Csv files that begin with lines which are neither header nor row. Spark's csv reader has no option for them, so its text
 * reader reads the lines, a filter drops those up to the header of each file, and {@code from_csv} parses the others, with
 * the same parser as the csv reader. One record is one line.
 */
public final class CsvAfterLines implements CsvText {
    private static final String LINE = "value";
    private static final String PATH = "_hone_path";
    private static final String START = "_hone_start";
    private static final String MODE = "mode";
    private static final String PERMISSIVE = "PERMISSIVE";
    private static final long MOST_CHARACTERS = 1 << 20;
    private static final int MOST_BYTES_PER_CHARACTER = 4;

    private final SparkSession session;
    private final Map<String, String> options;
    private final Optional<String> header;
    private final Dataset<Row> lines;
    private final StructType partitions;

    /**
     * Reads the header of each file.
     *
     * @param options of Spark's csv reader, their names in any case
     * @param files all of the path
     * @throws InvalidInputException if a file has no header or not that of the others, or an option needs records of several
     *     lines
     */
    public CsvAfterLines(
            SparkSession session, String path, Map<String, String> options, int skipped, List<FileStatus> files) {
        this.session = session;
        this.options = options;
        refuse("multiLine", Boolean.parseBoolean(options.get("multiLine")));
        refuse("lineSep", options.containsKey("lineSep"));
        boolean named = !"false".equalsIgnoreCase(options.get("header"));
        CsvLines rules = new CsvLines(skipped, named, options.getOrDefault("comment", ""));
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        header = named
                ? Optional.of(new HeaderLine(path, rules, charset(), limit(), hadoop).of(files))
                : Optional.empty();
        Dataset<Row> text = session.read().options(options).format("text").load(path);
        partitions = text.drop(LINE).schema();
        Column metadata = text.metadataColumn("_metadata");
        Dataset<Row> placed = text.withColumn(PATH, metadata.getField("file_path"))
                .withColumn(START, metadata.getField("file_block_start"));
        lines = placed.mapPartitions(new LinesAfterHeader(rules), placed.encoder());
    }

    private static void refuse(String option, boolean used) {
        if (used) {
            throw new InvalidInputException(
                    "skip-lines needs one record per line; the option " + option + " must not be set with it");
        }
    }

    private Charset charset() {
        String name = options.getOrDefault("encoding", options.getOrDefault("charset", "UTF-8"));
        try {
            return Charset.forName(name);
        } catch (UnsupportedCharsetException e) {
            throw new InvalidInputException(
                    "Option encoding must be a character set of Java (encoding: '" + name + "')", e);
        }
    }

    /** Spark makes no block smaller than these bytes, but for the last of a file. */
    private long limit() {
        long block = Math.min(bytes("spark.sql.files.maxPartitionBytes"), bytes("spark.sql.files.openCostInBytes"));
        return Math.max(1, Math.min(MOST_CHARACTERS, block / MOST_BYTES_PER_CHARACTER));
    }

    private long bytes(String setting) {
        return org.apache.spark.network.util.JavaUtils.byteStringAsBytes(
                session.conf().get(setting));
    }

    @Override
    public StructType names() {
        Map<String, String> untyped = copyOfOptions();
        untyped.put("inferSchema", "false");
        return schema(untyped, header.map(this::dataset).orElseGet(this::records));
    }

    @Override
    public StructType inferred() {
        return schema(
                options,
                header.map(this::dataset).map(first -> first.union(records())).orElseGet(this::records));
    }

    private StructType schema(Map<String, String> reading, Dataset<String> text) {
        StructType all = session.read().options(reading).csv(text).schema();
        for (StructField partition : partitions.fields()) {
            all = all.add(partition);
        }
        return all;
    }

    private Dataset<String> dataset(String line) {
        return session.createDataset(List.of(line), Encoders.STRING());
    }

    private Dataset<String> records() {
        return lines.select(LINE).as(Encoders.STRING());
    }

    @Override
    public Dataset<Row> rows(StructType schema) {
        Map<String, String> parsing = copyOfOptions();
        parsing.put("columnNameOfCorruptRecord", MALFORMED);
        boolean dropMalformed = "DROPMALFORMED".equalsIgnoreCase(parsing.getOrDefault(MODE, PERMISSIVE));
        if (dropMalformed) {
            parsing.put(MODE, PERMISSIVE);
        }
        int columns = schema.size() - partitions.size();
        StructType ofLine =
                new StructType(Arrays.copyOf(schema.fields(), columns)).add(MALFORMED, DataTypes.StringType);
        Column parsed = functions
                .from_csv(
                        functions.col(LINE),
                        ofLine,
                        scala.collection.immutable.Map.from(CollectionConverters.asScala(parsing)))
                .as("row");
        Stream<Column> others = Stream.concat(Stream.of(partitions.fieldNames()), Stream.of(PATH, START))
                .map(ColumnNames::column);
        Dataset<Row> rows =
                lines.select(Stream.concat(Stream.of(parsed), others).toArray(Column[]::new));
        Column[] all = Stream.concat(
                        Stream.of(functions.col("row.*")),
                        Stream.of(rows.columns()).skip(1).map(ColumnNames::column))
                .toArray(Column[]::new);
        Dataset<Row> flat = rows.select(all);
        return dropMalformed ? flat.filter(functions.col(MALFORMED).isNull()) : flat;
    }

    private Map<String, String> copyOfOptions() {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(options);
        return copy;
    }

    @Override
    public Optional<OpenTable.Place> place(Dataset<Row> rows) {
        return Optional.of(new OpenTable.Place(functions.col(PATH), functions.col(START)));
    }
}
