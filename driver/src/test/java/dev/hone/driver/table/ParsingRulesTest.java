package dev.hone.driver.table;

import static dev.hone.driver.table.Sources.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.table.source.DeclaredTypes;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.ListedLabels;
import dev.hone.driver.table.source.NumberSeparators;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that becomes typed columns in other ways than Spark's readers have. */
class ParsingRulesTest {
    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    private Path folder;

    @Test
    void declaredTypesReplaceInferredOnesAndTheOthersStay() {
        Path file = write(folder.resolve("a.csv"), "id,zip,price", "1,01234,2.5", "2,98765,3");

        LoadedTable table =
                load(Sources.csv(file).label("id").features("price").types("zip STRING, price DECIMAL(10,2)"));

        assertThat(table.schema()).isEqualTo(StructType.fromDDL("id INT, zip STRING, price DECIMAL(10,2)"));
        assertThat(features(table)).containsExactly(2.5, 3);
    }

    @Test
    void aColumnThatIsEmptyInItsFirstRowsHasItsDeclaredType() {
        Path file = write(folder.resolve("a.csv"), "x,flag,day", "1,1,20240102", "2,0,19700102");

        LoadedTable table = load(Sources.csv(file)
                .label("x")
                .features("flag")
                .time("day")
                .types("flag DOUBLE, day DATE")
                .option("dateFormat", "yyyyMMdd"));

        assertThat(table.data().column("day")).containsExactly(19724, 1);
    }

    @Test
    void fileWithoutAHeaderIsNamedByItsSchemaOrBySparksNames() {
        Path file = write(folder.resolve("a.csv"), "1,2", "3,4");

        assertThat(load(Sources.csv(file).option("header", "false").label("y").types("x LONG, y DOUBLE"))
                        .schema())
                .isEqualTo(StructType.fromDDL("x LONG, y DOUBLE"));
        assertThat(load(Sources.csv(file).option("header", "false").label("_c0").types("_c1 DOUBLE"))
                        .schema())
                .isEqualTo(StructType.fromDDL("_c0 INT, _c1 DOUBLE"));
        assertRefused(
                Sources.csv(file).option("header", "false").label("x").types("x INT"),
                "Data '" + file
                        + "': a schema must name all columns of a file without a header, or some as _c0, _c1 and so"
                        + " on (columns of the file: 2, of the schema: 1)");
    }

    @Test
    void typesOfJsonAreDeclaredToo() {
        Path file = write(folder.resolve("a.json"), "{\"x\": \"1.50\", \"y\": 1}", "{\"x\": \"2\", \"y\": 2}");

        LoadedTable table = load(Sources.of("json", file).label("y").types("x DECIMAL(4,2)"));

        assertThat(table.schema()).isEqualTo(StructType.fromDDL("x DECIMAL(4,2), y BIGINT"));
        assertThat(features(table)).containsExactly(1.5, 2);
    }

    @Test
    void jsonValueOfAnotherTypeThanDeclaredIsToldWithItsRow() {
        Path file = write(folder.resolve("a.json"), "{\"x\": 1, \"y\": 1}", "{\"x\": \"no\", \"y\": 2}");

        assertRefused(
                Sources.of("json", file).label("y").types("x INT"),
                "Data '" + file + "', data row 2: a line must be a JSON object, each value of its column's type"
                        + " (was: '{\"x\": \"no\", \"y\": 2}')");
    }

    @Test
    void valueThatIsNotOfItsDeclaredTypeIsToldWithItsRow() {
        Path file = write(folder.resolve("a.csv"), "x,y", "1,1", "2.5,2");

        assertRefused(
                Sources.csv(file).label("y").types("x INT"),
                "Data '" + file + "', data row 2: must have 2 fields like the first line, each of its column's type"
                        + " (was: '2.5,2')");
    }

    @Test
    void declaredColumnsMustBeInTheFile() {
        Path file = write(folder.resolve("a.csv"), "price,y", "1,1", "2.5,2");

        assertRefused(
                Sources.csv(file).label("y").types("Price INT"),
                "Column 'Price': must be in the table (columns: price, y); did you mean 'price'?");
    }

    @Test
    void typesMustBeThoseOfSparkSql() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> DeclaredTypes.ofDdl("id NUMBER"))
                .withMessage(
                        "schema must be columns and types of Spark SQL, such as \"id INT, price DECIMAL(10,2), `opening"
                                + " day` DATE\" (schema: id NUMBER; Spark: [UNSUPPORTED_DATATYPE] Unsupported data type"
                                + " \"NUMBER\". SQLSTATE: 0A000 (line 1, pos 3))");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> DeclaredTypes.ofDdl("a INT, b"))
                .withMessageStartingWith("schema must be columns and types of Spark SQL, such as");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> DeclaredTypes.ofDdl("a INT, a DATE"))
                .withMessage("schema must declare each column once (more than once: 'a')");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> DeclaredTypes.ofDdl("a CHAR(3)"))
                .withMessage("schema must declare texts as STRING (column: 'a', type: char(3))");
    }

    @Test
    void typesThatACsvCannotHoldAreTold() {
        Path file = write(folder.resolve("a.csv"), "x,y", "1,1", "2,2");

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> load(Sources.csv(file).label("y").types("x ARRAY<INT>")))
                .withMessageContaining("ARRAY<INT>")
                .withMessageStartingWith("Data '" + file + "': must be readable (");
    }

    @Test
    void filesThatHaveTypesTakeNone() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Sources.of("parquet", "p").types("x INT").build())
                .withMessage("schema is for the formats csv and json; files of other formats tell the types of their"
                        + " columns, which SQLTransformer can cast (format: parquet)");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Sources.of("json", "p").skippedLines(1).build())
                .withMessage("skip-lines must be used with the format csv only (format: json)");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Sources.of("json", "p").separators(",", "").build())
                .withMessage("decimal and thousands must be used with the format csv only (format: json)");
    }

    @Test
    void linesBeforeTheHeaderAreSkippedInEveryFile() throws IOException {
        write(folder.resolve("a.csv"), "Report \"of", "1,2,3", "x,y", "1,10", "", "2,20");
        gzip(folder.resolve("b.csv.gz"), "Another", "", "x,y", "3,30", "x,y2", "4,40");

        assertRefused(
                Sources.csv(folder).label("y").skippedLines(2).types("x INT, y INT"),
                "Data '" + folder + "', data row 2 of 'b.csv.gz': must have 2 fields like the first line, each of its"
                        + " column's type (was: 'x,y2')");
        LoadedTable table = load(Sources.csv(folder)
                .label("y")
                .skippedLines(2)
                .types("x INT, y INT")
                .option("mode", "DROPMALFORMED"));
        assertThat(features(table)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void typesAreInferredFromTheLinesAfterTheHeader() {
        Path file = write(
                folder.resolve("a.csv"), "# text", "words, words", "# more", "", "a b;`c.d`;y", "1;2.5;1", "2;3;0");

        LoadedTable table = load(Sources.csv(file)
                .label("y")
                .skippedLines(2)
                .option("comment", "#")
                .option("sep", ";"));

        assertThat(table.schema()).isEqualTo(StructType.fromDDL("`a b` INT, ```c.d``` DOUBLE, y INT"));
        assertThat(features(table)).containsExactly(1, 2.5, 2, 3);
    }

    @Test
    void filesWithoutAHeaderAreSkippedIntoToo() {
        Path file = write(folder.resolve("a.csv"), "words", "1,2", "3,4");

        LoadedTable table = load(Sources.csv(file).label("_c1").skippedLines(1).option("header", "false"));

        assertThat(features(table)).containsExactly(1, 3);
    }

    @Test
    void aPipelinesTableHasTheSameRows() throws IOException {
        write(folder.resolve("a.csv"), "words", "x,y", "1,10", "2,20");
        gzip(folder.resolve("b.csv.gz"), "words", "x,y", "3,30", "4,40");

        try (NumberedTable table = NumberedTable.open(
                SPARK, Sources.csv(folder).label("y").skippedLines(1).build(), LabelKind.QUANTITY, List.of())) {
            assertThat(table.rows().columns()).containsExactly("x", "y", "hone_row");
            assertThat(table.rows().collectAsList()).hasToString("[[1,10,0], [2,20,1], [3,30,2], [4,40,3]]");
        }
    }

    /** Spark cuts such files into blocks. */
    @Test
    void onlyTheFirstBlockOfAFileIsSkippedInto() {
        String[] lines = IntStream.range(0, 4_000)
                .mapToObj(row -> row == 0 ? "words" : row == 1 ? "x,y" : row + "," + row)
                .toArray(String[]::new);
        Path file = write(folder.resolve("a.csv"), lines);
        String before = SPARK.conf().get("spark.sql.files.maxPartitionBytes");
        try {
            SPARK.conf().set("spark.sql.files.maxPartitionBytes", "2k");
            LoadedTable table = load(Sources.csv(file).label("y").skippedLines(1));
            assertThat(features(table))
                    .isEqualTo(IntStream.range(2, 4_000).asDoubleStream().toArray());

            write(folder.resolve("b.csv"), "words".repeat(200), "x,y", "1,1");
            assertRefused(
                    Sources.csv(folder.resolve("b.csv")).label("y").skippedLines(1),
                    "Data '" + folder.resolve("b.csv")
                            + "': the header must be within the first 512 characters (skip-lines: 1, file: 'b.csv')");
        } finally {
            SPARK.conf().set("spark.sql.files.maxPartitionBytes", before);
        }
    }

    @Test
    void headersMustBeThereAndEqual() {
        write(folder.resolve("a.csv"), "words", "x,y", "1,1");
        assertRefused(
                Sources.csv(folder).label("y").skippedLines(3),
                "Data '" + folder
                        + "': must have a header after the lines to skip (skip-lines: 3, file: 'a.csv', lines:"
                        + " 3)");

        write(folder.resolve("b.csv"), "words", "y,x", "1,1");
        assertRefused(
                Sources.csv(folder).label("y").skippedLines(1),
                "Data '" + folder + "': every file must have the same header after its first 1 lines ('b.csv': 'y,x',"
                        + " 'a.csv': 'x,y')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multiLine", "lineSep"})
    void skippedLinesNeedOneRecordPerLine(String option) {
        Path file = write(folder.resolve("a.csv"), "words", "x,y", "1,1");

        assertRefused(
                Sources.csv(file).label("y").skippedLines(1).option(option, "true"),
                "skip-lines needs one record per line; the option " + option + " must not be set with it");
    }

    @Test
    void numbersWithDecimalCommasAreNumbers() {
        Path file = write(
                folder.resolve("a.csv"),
                "a;b;whole;text;day;y",
                "1,5;1;7;1.5;01.02.2024;0",
                "-2,25e1;0,5;8;2,5;02.02.2024;1");

        LoadedTable table = load(Sources.csv(file)
                .option("sep", ";")
                .label("y")
                .ignored("text", "day")
                .separators(",", ""));

        assertThat(table.schema())
                .isEqualTo(StructType.fromDDL("a DOUBLE, b DOUBLE, whole INT, text STRING, day STRING, y INT"));
        assertThat(features(table)).containsExactly(1.5, 1, 7, -22.5, 0.5, 8);
    }

    @Test
    void groupsOfThreeDigitsAreRead() {
        Path file = write(folder.resolve("a.csv"), "x;n;y", "1.234,5;1.000.000;0", "12;12;1", "-0,5;3;2");

        LoadedTable table = load(Sources.csv(file).option("sep", ";").label("y").separators(",", "."));

        assertThat(table.schema()).isEqualTo(StructType.fromDDL("x DOUBLE, n INT, y INT"));
        assertThat(features(table)).containsExactly(1234.5, 1_000_000, 12, 12, -0.5, 3);
    }

    @Test
    void textAmongNumbersWithDecimalCommasIsToldWithItsRow() {
        Path file = write(folder.resolve("a.csv"), "x;y", "1,5;0", "1.5;1");

        assertRefused(
                Sources.csv(file).option("sep", ";").label("y").separators(",", ""),
                "Column 'x', data row 2: a feature must be a number (was: '1.5'); list it under 'ignore', or encode it by"
                        + " a StringIndexer under 'pipeline'");
        assertRefused(
                Sources.csv(file)
                        .option("sep", ";")
                        .label("y")
                        .separators(",", "")
                        .types("x DOUBLE"),
                "Data '" + file + "', data row 2: must have 2 fields like the first line, each of its column's type"
                        + " (was: 'x: 1.5')");
    }

    @Test
    void decimalCommasComeAfterSkippedLines() {
        Path file = write(folder.resolve("a.csv"), "words", "x;y", "1,5;0", "2,5;1");

        LoadedTable table = load(
                Sources.csv(file).option("sep", ";").label("y").skippedLines(1).separators(",", ""));

        assertThat(features(table)).containsExactly(1.5, 2.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "',,'|''|decimal must be one character that numbers have nowhere else, such as ',' (decimal: ',,')",
                "'e'|''|decimal must be one character that numbers have nowhere else, such as ',' (decimal: 'e')",
                "','|'1'|thousands must be one character that numbers have nowhere else, such as ',' (thousands: '1')",
                "','|','|decimal and thousands must differ (both: ',')"
            })
    void separatorsMustNotBePartsOfNumbers(String decimal, String thousands, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new NumberSeparators(decimal.replace("'", ""), thousands.replace("'", "")))
                .withMessage(message);
    }

    @Test
    void optionsOfSparksReaderAreThereForTheRest() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.write(file, "größe|'a|b'|y\n1|NA|0\n2|'3'|1\n".getBytes(StandardCharsets.ISO_8859_1));

        LoadedTable table = load(Sources.csv(file)
                .option("sep", "|")
                .option("quote", "'")
                .option("encoding", "ISO-8859-1")
                .option("nullValue", "NA")
                .label("y")
                .features("größe"));

        assertThat(table.schema()).isEqualTo(StructType.fromDDL("`größe` INT, `a|b` INT, y INT"));
    }

    @Test
    void labelsAreIndexedInTheListedOrder() {
        Path file = write(folder.resolve("a.csv"), "x,y", "1,low", "2,high", "3,mid");

        LoadedTable table = classes(Sources.csv(file), "low", "mid", "high");

        assertThat(table.data().labels()).containsExactly(0, 2, 1);
        assertThat(table.indexedLabels()).containsExactly("low", "mid", "high");
    }

    @Test
    void listedNumbersAreLabelsByValueAlsoWhereTheyAreIndices() {
        Path file = write(folder.resolve("a.csv"), "x,y", "1,0.0", "2,1.0", "3,2.0");

        LoadedTable table = classes(Sources.csv(file), "2", "0", "1.00");

        assertThat(table.data().labels()).containsExactly(1, 2, 0);
        assertThat(table.indexedLabels()).containsExactly("2.0", "0.0", "1.0");
    }

    @Test
    void allLabelsMustBeListedAndNoOther() {
        Path file = write(folder.resolve("a.csv"), "x,y", "1,low", "2,high", "3,mid");

        assertRefusedOrder(
                file,
                "Column 'y': label-order must list every label (not listed: 'mid'; listed, but not in the table: 'middle')",
                "low",
                "middle",
                "high");
        assertRefusedOrder(
                file,
                "Column 'y': label-order must list labels of the table (not in the table: 'top')",
                "low",
                "mid",
                "high",
                "top");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new ListedLabels(List.of("a", "b", "a")))
                .withMessage("label-order must list each label once (more than once: 'a')");
    }

    private static void assertRefusedOrder(Path file, String message, String... labels) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> classes(Sources.csv(file), labels))
                .withMessage(message);
    }

    private static void gzip(Path file, String... lines) throws IOException {
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static LoadedTable load(Sources source) {
        return TableLoader.load(SPARK, source.build(), LabelKind.QUANTITY, Set.of());
    }

    private static LoadedTable classes(Sources source, String... labels) {
        TableSource ordered =
                source.label("y").order(new ListedLabels(List.of(labels))).build();
        return TableLoader.load(SPARK, ordered, LabelKind.CLASSES, Set.of());
    }

    private static void assertRefused(Sources source, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> load(source))
                .withMessage(message);
    }

    private static double[] features(LoadedTable table) {
        return ((FeatureMatrix.Dense) table.data().features()).values();
    }
}
