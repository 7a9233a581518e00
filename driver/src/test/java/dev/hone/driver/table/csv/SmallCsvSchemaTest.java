package dev.hone.driver.table.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SmallCsvSchemaTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Map<String, String> DEFAULTS = Map.of("header", "true", "inferSchema", "true");

    @TempDir
    private Path folder;

    static Stream<Arguments> texts() {
        return Stream.of(
                texts("a,b,c,d\n1,2.5,x,true\n2,3,y,false\n"),
                texts("a,b\r\n1,2\r\n3000000000,\r\n"),
                texts("a,b\r1,2\r3,4"),
                texts("a,b\n1,\n,2\n,\n"),
                texts("\uFEFFa,b\n1,2\n"),
                texts("\n   \na,b\n\t\n1,2\n"),
                texts("\t\n1,2\n"),
                texts("a,a,,A\n1,2,3,4\n"),
                texts("a,b\n1\n1,2,3\n"),
                texts("when,at,kind\n2024-01-02,2024-01-02T03:04:05,\"x, y\"\n2024-02-03,2024-01-02 03:04:05,z\n"),
                texts("a,b\nInf,NaN\n-Infinity,1e-3\n1e400,99999999999999999999\n"),
                texts("a,b\na,b\n1,2\n"),
                texts("\"a\n\",b\n1,2\n"),
                texts("größe,ß\n1,ä\n"),
                texts("a,b"),
                texts(""),
                texts("\n\n"),
                texts("1,x\n2.5,y\n", "header", "false"),
                texts("# note\na;b\n1;2\n#x\n3;4,5\n", "comment", "#", "SEP", ";"),
                texts("a,b\n1,-\n2,3\n", "nullValue", "-"),
                texts("a,b\n1,2\n", "inferSchema", "false"),
                texts(" a , b\n 1 , 2.0\n", "ignoreLeadingWhiteSpace", "true", "ignoreTrailingWhiteSpace", "true"),
                texts("a\n01.02.2024\n", "dateFormat", "dd.MM.yyyy"));
    }

    private static Arguments texts(String text, String... options) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(DEFAULTS);
        for (int option = 0; option < options.length; option += 2) {
            all.put(options[option], options[option + 1]);
        }
        return Arguments.of(text, all);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theSchemaIsThatOfSparksReader(String text, Map<String, String> options) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), text);

        assertThat(inferred(file, options)).contains(ofSpark(file, options));
    }

    @Test
    void compressedFilesAreReadToo() throws IOException {
        Path file = folder.resolve("a.csv.gz");
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write("a,b\n1,x\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(inferred(file, DEFAULTS)).contains(ofSpark(file, DEFAULTS));
    }

    @Test
    void noJobRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");
        SPARK.sparkContext().setJobGroup("no job", "", false);

        inferred(file, DEFAULTS);

        assertThat(SPARK.sparkContext().statusTracker().getJobIdsForGroup("no job"))
                .isEmpty();
        SPARK.sparkContext().clearJobGroup();
    }

    @ParameterizedTest
    @MethodSource("optionsOfFiles")
    void optionsThatAreNotAboutTheTextOfALineAreLeftToSpark(String name, String value) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");
        Map<String, String> options = new TreeMap<>(DEFAULTS);
        options.put(name, value);

        assertThat(inferred(file, options)).isEmpty();
    }

    static Stream<Arguments> optionsOfFiles() {
        return Stream.of(
                Arguments.of("multiLine", "true"),
                Arguments.of("encoding", "UTF-16"),
                Arguments.of("lineSep", "|"),
                Arguments.of("samplingRatio", "0.5"),
                Arguments.of("pathGlobFilter", "*.txt"),
                Arguments.of("ignoreCorruptFiles", "true"));
    }

    @Test
    void foldersAndSeveralFilesAreLeftToSpark() throws IOException {
        Path part = Files.createDirectories(folder.resolve("year=2024"));
        Path file = Files.writeString(part.resolve("a.csv"), "a,b\n1,2\n");

        assertThat(SmallCsvSchema.of(SPARK, folder.toString(), List.of(status(file)), DEFAULTS))
                .isEmpty();
        assertThat(SmallCsvSchema.of(SPARK, file.toString(), List.of(status(file), status(file)), DEFAULTS))
                .isEmpty();
    }

    @Test
    void aLineThatCannotBeParsedIsLeftToSpark() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,12345678\n");
        Map<String, String> options = new TreeMap<>(DEFAULTS);
        options.put("maxCharsPerColumn", "4");

        assertThat(inferred(file, options)).isEmpty();
    }

    private static Optional<StructType> inferred(Path file, Map<String, String> options) throws IOException {
        return SmallCsvSchema.of(SPARK, file.toString(), List.of(status(file)), options);
    }

    private static StructType ofSpark(Path file, Map<String, String> options) {
        return SPARK.read().options(options).csv(file.toString()).schema();
    }

    private static FileStatus status(Path file) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        return path.getFileSystem(new Configuration()).getFileStatus(path);
    }
}
