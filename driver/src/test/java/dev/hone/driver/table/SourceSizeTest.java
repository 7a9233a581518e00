package dev.hone.driver.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.table.TableSize.Accuracy;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSizeTest {
    private static final int ROWS = 1000;

    private final SparkSession session = LocalSpark.session();

    @TempDir
    private Path folder;

    @Test
    void rowsOfTextAreEstimatedFromItsFirstLines() throws IOException {
        TableSize size = size(csv(), ColumnRoles.ofLabel("kind"));

        assertThat(size.rows()).isBetween(ROWS - 10L, ROWS + 10L);
        assertThat(size.values()).isCloseTo(4 * size.rows(), within(4L));
        assertThat(size.bytes()).isEqualTo(8 * size.values());
        assertThat(size.accuracy()).isEqualTo(Accuracy.CLOSE);
    }

    @Test
    void separatorsInTextsAreNotCounted() throws IOException {
        String csv = "a,review,kind\n" + "1,\"so, so, so, \"\"so\"\", so\",red\n".repeat(ROWS);
        String json = "{\"a\": 1, \"at\": \"2026-11-30T12:00:00\", \"kind\": \"red\"}\n".repeat(ROWS);
        Path reviews = Files.writeString(folder.resolve("reviews.csv"), csv);
        Path rows = Files.writeString(folder.resolve("rows.json"), json);

        TableSize ofCsv = size(reviews, ColumnRoles.ofLabel("kind"));
        TableSize ofJson = SourceSize.of(session, source(rows.toString(), "json", ColumnRoles.ofLabel("kind")), 8);

        assertThat(ofCsv.values()).isCloseTo(3 * ofCsv.rows(), within(4L));
        assertThat(ofJson.values()).isCloseTo(3 * ofJson.rows(), within(4L));
    }

    @Test
    void onlyColumnsWithARoleCount() throws IOException {
        ColumnRoles roles = ColumnRoles.ofLabel("kind");
        TableSize ofOne = size(csv(), roles.withFeatures(List.of("a")));
        TableSize withoutIgnored = size(
                csv(),
                new ColumnRoles(
                        roles.label(), roles.labelOrder(), List.of(), List.of("b"), roles.weight(), roles.split()));

        assertThat(ofOne.values()).isCloseTo(2 * ofOne.rows(), within(4L));
        assertThat(withoutIgnored.values()).isCloseTo(3 * withoutIgnored.rows(), within(4L));
    }

    @Test
    void rowsOfColumnarFilesAreCounted() {
        String path = folder.resolve("table.parquet").toString();
        session.range(ROWS)
                .selectExpr("id", "id % 3 as b", "cast(id % 2 as string) as kind")
                .write()
                .parquet(path);

        TableSize size = SourceSize.of(session, source(path, "parquet", ColumnRoles.ofLabel("kind")), 8);

        assertThat(size).isEqualTo(new TableSize(ROWS, 3 * ROWS, 24 * ROWS, Accuracy.CLOSE));
        assertThat(SourceSize.of(
                                session,
                                source(
                                        path,
                                        "parquet",
                                        ColumnRoles.ofLabel("kind").withFeatures(List.of("b"))),
                                8)
                        .values())
                .isEqualTo(2 * ROWS);
    }

    @Test
    void nothingIsSureOfCompressedText() throws IOException {
        Path path = folder.resolve("table.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(text().getBytes(StandardCharsets.UTF_8));
        }

        assertThat(size(path, ColumnRoles.ofLabel("kind")).accuracy()).isEqualTo(Accuracy.ROUGH);
    }

    @Test
    void aSmallFileIsNotLookedInto() throws IOException {
        Path path = csv();

        assertThat(SourceSize.of(session, source(path.toString(), "csv", ColumnRoles.NONE), 1 << 20))
                .isEqualTo(TableSize.atMost(Files.size(path)));
    }

    @Test
    void aTableThatIsNotThereHasNoSize() {
        assertThat(size(folder.resolve("none.csv"), ColumnRoles.NONE)).isEqualTo(TableSize.UNKNOWN);
    }

    private TableSize size(Path path, ColumnRoles roles) {
        return SourceSize.of(session, source(path.toString(), "csv", roles), 8);
    }

    private static TableSource source(String path, String format, ColumnRoles roles) {
        return new TableSource(TableLocation.of(path, format), roles);
    }

    private Path csv() throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text());
    }

    private static String text() {
        StringBuilder text = new StringBuilder("a,b,c,kind\n");
        for (int row = 0; row < ROWS; row++) {
            text.append(row % 10).append(",1.5,").append(row % 7).append(row % 2 == 0 ? ",red\n" : ",tan\n");
        }
        return text.toString();
    }
}
