package dev.hone.driver.table;

import static dev.hone.driver.table.Sources.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableErrorsTest {
    private static final String FIELDS = "must have 3 fields like the first line, each of its column's type";

    @TempDir
    private Path folder;

    @Test
    void fileNotFound() {
        Path file = folder.resolve("none.csv");
        assertRefused(Sources.csv(file), "Data '" + file + "': no such file or folder");
    }

    @Test
    void folderWithoutFiles() throws IOException {
        Files.createFile(folder.resolve("_SUCCESS"));
        assertRefused(
                Sources.csv(folder), "Data '" + folder + "': must hold at least one file (it is an empty folder)");
    }

    @Test
    void fileSystemThatNobodyKnows() {
        assertRefused(
                Sources.of("csv", "s3x://bucket/a.csv"),
                "Data 's3x://bucket/a.csv': must be readable (No FileSystem for scheme \"s3x\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "libsvm", "parquet", "orc", "json"})
    void emptyFile(String format) {
        Path file = write(folder.resolve("a"));
        assertRefused(Sources.of(format, file), "Data '" + file + "': must not be empty (size: 0 bytes)");
    }

    @Test
    void csvOfBlankLines() {
        Path file = write(folder.resolve("a.csv"), "", "", "");
        assertRefused(Sources.csv(file), "Data '" + file + "': must not be empty (columns: 0)");
    }

    @Test
    void headerWithoutRows() {
        Path file = write(folder.resolve("a.csv"), "a,b,w,f");
        assertRefused(
                Sources.csv(file).weight("w").fold("f"), "Data '" + file + "': must have at least one row (rows: 0)");
    }

    @Test
    void rowWithTooFewFields() {
        Path file = write(folder.resolve("a.csv"), "a,b,c", "1,2,3", "4,5", "6,7,8");
        assertRefused(Sources.csv(file), "Data '" + file + "', data row 2: " + FIELDS + " (was: '4,5')");
    }

    @Test
    void rowWithTooManyFields() {
        Path file = write(folder.resolve("a.csv"), "a,b,c", "1,2,3", "4,5,6", "7,8,9,0");
        assertRefused(Sources.csv(file), "Data '" + file + "', data row 3: " + FIELDS + " (was: '7,8,9,0')");
    }

    @Test
    void raggedRowsAreDroppedOnDemandOnly() {
        Path file = write(folder.resolve("a.csv"), "a,b,c", "1,2,3", "4,5", "6,7,8", "9,10,11,12");
        Sources source = Sources.csv(file).option("mode", "DROPMALFORMED");
        assertThat(TableLoader.load(LocalSpark.session(), source.build(), LabelKind.NONE, Set.of())
                        .data()
                        .numRows())
                .isEqualTo(2);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(load(Sources.csv(file).option("mode", "FAILFAST"), LabelKind.NONE))
                .withMessageStartingWith("Data '" + file + "': must be readable (")
                .withMessageNotContaining("\n");
    }

    @Test
    void raggedRowInAColumnThatIsNotRead() {
        Path file = write(folder.resolve("a.csv"), "a,b,c", "1,2,3", "4,5");
        assertRefused(Sources.csv(file).features("a"), "Data '" + file + "', data row 2: " + FIELDS + " (was: '4,5')");
    }

    @Test
    void raggedRowOfALaterFileIsCountedInItsFile() {
        write(folder.resolve("1.csv"), "a,b,c", "1,2,3", "1,2,3");
        write(folder.resolve("2.csv"), "a,b,c", "1,2,3", "4,5");
        assertRefused(Sources.csv(folder), "Data '" + folder + "', data row 2 of '2.csv': " + FIELDS + " (was: '4,5')");
    }

    @Test
    void filesOfOtherHeaders() {
        write(folder.resolve("1.csv"), "a,b", "1,2", "3,4", "5,6");
        write(folder.resolve("2.csv"), "b,a", "1,2");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(load(Sources.csv(folder), LabelKind.NONE))
                .withMessageStartingWith(
                        "Data '" + folder
                                + "', file '2.csv': must be readable (CSV header does not conform to the schema. Header: b, a Schema: a, b")
                .withMessageNotContaining("\n");
    }

    @Test
    void unknownColumnWithANearMiss() {
        Path file = write(folder.resolve("a.csv"), "length,species", "1,a", "2,b");
        assertRefused(
                Sources.csv(file).label("Specis"),
                "Column 'Specis': must be in the table (columns: length, species); did you mean 'species'?");
    }

    @Test
    void unknownColumnWithoutANearMiss() {
        Path file = write(folder.resolve("a.csv"), "a,b", "1,2");
        assertRefused(Sources.csv(file).ignored("price"), "Column 'price': must be in the table (columns: a, b)");
    }

    @Test
    void unknownFurtherColumn() {
        Path file = write(folder.resolve("a.csv"), "a,b", "1,2");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TableLoader.load(
                        LocalSpark.session(), Sources.csv(file).build(), LabelKind.NONE, Set.of("censor")))
                .withMessage("Column 'censor': must be in the table (columns: a, b)");
    }

    @Test
    void missingLabelListsTheColumns() {
        Path file = write(folder.resolve("a.csv"), "a,b", "1,2");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(load(Sources.csv(file), LabelKind.CLASSES))
                .withMessage("Data '" + file + "': a label column must be named (columns: a, b)");
    }

    @Test
    void columnInTwoRoles() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        Sources.of("csv", "x").label("a").features("b", "a").build())
                .withMessage("Column 'a': must be named once (named under: label, features)");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Sources.of("csv", "x").ignored("a", "a").build())
                .withMessage("Column 'a': must be named once (named under: ignore, ignore)");
    }

    @Test
    void unknownFormat() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Sources.of("parket", "x").build())
                .withMessage("Data: the format must be one of csv, libsvm, parquet, orc, json, table"
                        + " (format: 'parket'); did you mean 'parquet'?");
    }

    @Test
    void noFeatureLeft() {
        Path file = write(folder.resolve("a.csv"), "a,y", "1,2");
        assertRefused(
                Sources.csv(file).label("y").ignored("a"),
                "Data '" + file + "': at least one feature column is needed (columns: a, y)");
    }

    @Test
    void textAmongTheFeaturesNamesItsFirstRow() {
        Path file = write(folder.resolve("a.csv"), "a,island", "1,7", "2,Biscoe", "3,Dream");
        assertRefused(
                Sources.csv(file),
                "Column 'island', data row 2: a feature must be a number (was: 'Biscoe'); list it under 'ignore', or"
                        + " encode it by a StringIndexer under 'pipeline'");
    }

    @Test
    void dateAmongTheFeatures() {
        Path file = write(folder.resolve("a.csv"), "a,day", "1,2024-01-02");
        assertRefused(
                Sources.csv(file),
                "Column 'day': a feature must be a number, a boolean, a vector or an array of numbers (type: date);"
                        + " list it under 'ignore', or make numbers of it by a SQLTransformer under 'pipeline'");
    }

    @Test
    void arrayOfTextsAmongTheFeatures() {
        Path file = write(folder.resolve("a.json"), "{\"a\": [\"x\"], \"b\": 3}");
        assertRefused(
                Sources.of("json", file),
                "Column 'a': a feature must be a number, a boolean, a vector or an array of numbers (type:"
                        + " array<string>); list it under 'ignore', or make numbers of it by a SQLTransformer under"
                        + " 'pipeline'");
    }

    @Test
    void arraysThatAreNoVectors() {
        Map.of(
                        "[1, null]", "a feature must be an array of numbers (element 2: null)",
                        "null", "a feature must be an array of numbers (was: null)",
                        "[]", "a feature must be an array of numbers (was: [])",
                        "[1, 2, 3]", "a vector must be as long as those before (length: 3, before: 2)")
                .forEach((array, rule) -> {
                    Path file = write(folder.resolve("a.json"), "{\"a\": [4, 5]}", "{\"a\": " + array + "}");
                    assertRefused(Sources.of("json", file), "Column 'a', data row 2: " + rule);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void featureThatIsNotFinite(String value) {
        Path file = write(folder.resolve("a.csv"), "a,b", "1,2", "3,4", "5," + value.replace("inity", ""));
        Path spelled = write(file, "a,b", "1,2.5", "3,4", "5," + value.replace("Infinity", "Inf"));
        assertRefused(
                Sources.csv(spelled),
                "Column 'b', data row 3: a feature must be a finite number (was: " + value + ")"
                        + (value.equals("NaN") ? "; fill missing values by an Imputer under 'pipeline'" : ""));
    }

    @Test
    void missingFeature() {
        Path file = write(folder.resolve("a.csv"), "a,b", "1,2", ",4");
        assertRefused(
                Sources.csv(file),
                "Column 'a', data row 2: a feature must be a finite number (was: null);"
                        + " fill missing values by an Imputer under 'pipeline'");
    }

    @Test
    void missingLabel() {
        Path file = write(folder.resolve("a.csv"), "a,y", "1,u", "2,", "3,v");
        assertRefusedClasses(Sources.csv(file).label("y"), "Column 'y', data row 2: a label must be given (was: null)");
        assertRefusedQuantity(
                Sources.csv(write(file, "a,y", "1,2", "2,")).label("y"),
                "Column 'y', data row 2: a label must be a finite number (was: null)");
    }

    @Test
    void numericClassThatIsNotFinite() {
        Path file = write(folder.resolve("a.csv"), "a,y", "1,0.0", "2,NaN", "3,1.0");
        assertRefusedClasses(
                Sources.csv(file).label("y"), "Column 'y', data row 2: a label must be a finite number (was: NaN)");
    }

    @Test
    void quantityThatIsText() {
        Path file = write(folder.resolve("a.csv"), "a,y", "1,2", "2,dear");
        assertRefusedQuantity(
                Sources.csv(file).label("y"), "Column 'y', data row 2: a label must be a number (was: 'dear')");
    }

    @Test
    void quantityThatIsABoolean() {
        Path file = write(folder.resolve("a.csv"), "a,y", "1,true", "2,false");
        assertRefusedQuantity(Sources.csv(file).label("y"), "Column 'y': a label must be a number (type: boolean)");
    }

    @Test
    void labelWithOneClass() {
        Path file = write(folder.resolve("a.csv"), "a,y,z", "1,u,0", "2,u,0");
        assertRefusedClasses(
                Sources.csv(file).label("y").ignored("z"),
                "Column 'y': a label must have at least two classes (classes: 'u')");
        assertRefusedClasses(
                Sources.csv(file).label("z").ignored("y"),
                "Column 'z': a label must have at least two classes (classes: '0')");
    }

    @Test
    void negativeWeight() {
        Path file = write(folder.resolve("a.csv"), "a,w", "1,0", "2,-0.5");
        assertRefused(
                Sources.csv(file).weight("w"), "Column 'w', data row 2: a weight must not be negative (was: -0.5)");
    }

    @Test
    void foldThatIsNoWholeNumber() {
        Path file = write(folder.resolve("a.csv"), "a,f", "1,0", "2,-1");
        assertRefused(
                Sources.csv(file).fold("f"),
                "Column 'f', data row 2: a fold must be a whole number from 0 to 2147483647 (was: -1)");
        assertRefused(
                Sources.csv(write(file, "a,f", "1,0.5")).fold("f"),
                "Column 'f': a fold must be a whole number (type: double)");
    }

    /** Each role that numbers can have; a fold column holds whole numbers. */
    @Test
    void notANumberHasNoRole() {
        Path file = write(folder.resolve("a.csv"), "a,g,t,w,y", "1,0.5,1.5,1.5,0.5", "2,NaN,NaN,NaN,NaN");
        assertRefused(
                Sources.csv(file).group("g").ignored("t", "w", "y"),
                "Column 'g', data row 2: a group must be given (was: NaN)");
        assertRefused(
                Sources.csv(file).time("t").ignored("g", "w", "y"),
                "Column 't', data row 2: a time must be a finite number (was: NaN)");
        assertRefused(
                Sources.csv(file).weight("w").ignored("g", "t", "y"),
                "Column 'w', data row 2: a weight must be a finite number (was: NaN)");
        assertRefused(
                Sources.csv(file).fold("t").ignored("g", "w", "y"),
                "Column 't': a fold must be a whole number (type: double)");
    }

    @Test
    void groupAndTimeThatAreMissing() {
        Path file = write(folder.resolve("a.csv"), "a,g,t", "1,x,2024-01-02", "2,,2024-01-02", "3,y,");
        assertRefused(
                Sources.csv(file).group("g").ignored("t"), "Column 'g', data row 2: a group must be given (was: null)");
        assertRefused(
                Sources.csv(file).time("t").ignored("g"), "Column 't', data row 3: a time must be given (was: null)");
    }

    @Test
    void jsonLineThatIsNoObject() {
        Path file = write(folder.resolve("a.json"), "{\"a\": 1}", "{\"a\": ", "{\"a\": 2}");
        assertRefused(
                Sources.of("json", file),
                "Data '" + file + "', data row 2: a line must be a JSON object (was: '{\"a\":')");
        Path other = write(folder.resolve("b.json"), "a,b", "1,2");
        assertRefused(
                Sources.of("json", other), "Data '" + other + "': must hold JSON objects, one a line (found none)");
    }

    @Test
    void parquetThatIsSomethingElse() {
        Path file = write(folder.resolve("a.parquet"), "a,b", "1,2");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(load(Sources.of("parquet", file), LabelKind.NONE))
                .withMessageStartingWith("Data '" + file + "': must be readable (")
                .withMessageContaining("is not a Parquet file")
                .withMessageNotContaining("\n");
    }

    @Test
    void libsvmThatIsSomethingElse() {
        Path file = write(folder.resolve("a.libsvm"), "1 1:2", "a,b");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(load(Sources.of("libsvm", file), LabelKind.NONE))
                .withMessageStartingWith("Data '" + file + "': must be readable (")
                .withMessageNotContaining("\n");
    }

    @Test
    void tableThatIsNotThere() {
        assertRefused(Sources.of("table", "nowhere"), "Data 'nowhere': no such table");
    }

    private static void assertRefused(Sources source, String message) {
        assertRefused(source, LabelKind.NONE, message);
    }

    private static void assertRefusedClasses(Sources source, String message) {
        assertRefused(source, LabelKind.CLASSES, message);
    }

    private static void assertRefusedQuantity(Sources source, String message) {
        assertRefused(source, LabelKind.QUANTITY, message);
    }

    private static void assertRefused(Sources source, LabelKind kind, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(load(source, kind))
                .withMessage(message);
    }

    private static ThrowingCallable load(Sources source, LabelKind kind) {
        return () -> TableLoader.load(LocalSpark.session(), source.build(), kind, Set.of());
    }
}
