package dev.hone.driver.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowOrderTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final String MOST_BYTES = "spark.sql.files.maxPartitionBytes";
    private static final String OPEN_COST = "spark.sql.files.openCostInBytes";
    private static final String LEAST_PARTITIONS = "spark.sql.files.minPartitionNum";

    @TempDir
    private Path folder;

    @AfterEach
    void restorePartitioning() {
        SPARK.conf().unset(MOST_BYTES);
        SPARK.conf().unset(OPEN_COST);
        SPARK.conf().unset(LEAST_PARTITIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void rowsAreInTheOrderOfTheFilesWhateverThePartitioning(String format) throws IOException {
        int next = writeCsv("a.csv", 0, 20);
        next = writeCsv("b.csv", next, 900);
        next = writeCsv("c.csv", next, 1);
        int rows = writeCsv("d.csv", next, 300);
        Path table = format.equals("csv") ? folder : convert(format);
        TrainingData whole = load(format, table);
        assertThat(((FeatureMatrix.Dense) whole.features()).values())
                .containsExactly(IntStream.range(0, rows).asDoubleStream().toArray());
        for (int bytes : new int[] {200, 4096}) {
            partitionBy(bytes, 4);
            assertThat(load(format, table).fingerprint()).as("%s bytes", bytes).isEqualTo(whole.fingerprint());
        }
        partitionBy(1 << 20, 1);
        assertThat(load(format, table).fingerprint()).isEqualTo(whole.fingerprint());
    }

    @Test
    void rowOfAnErrorIsThatOfTheFileWhateverThePartitioning() throws IOException {
        StringBuilder text = new StringBuilder("n,y\n");
        IntStream.range(1, 1000).forEach(row -> text.append(row).append(row == 700 || row == 900 ? ",\n" : ",1\n"));
        Files.writeString(folder.resolve("a.csv"), text);
        partitionBy(100, 4);
        assertThat(catchThrowable(() -> load("csv", folder)))
                .hasMessage("Column 'y', data row 700: a feature must be a finite number (was: null); fill missing"
                        + " values by an Imputer under 'pipeline'");
    }

    @Test
    void tasksReadAZippedCsvOnce() throws Exception {
        int rows = 5000;
        String text = "n\n" + IntStream.range(0, rows).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        Path file = folder.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        AtomicLong records = new AtomicLong();
        SparkListener counting = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                records.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
            }
        };
        SPARK.sparkContext().addSparkListener(counting);
        try {
            assertThat(load("csv", file).numRows()).isEqualTo(rows);
            SPARK.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            SPARK.sparkContext().removeSparkListener(counting);
        }
        assertThat(records.get()).isBetween((long) rows, rows + 100L);
    }

    private void partitionBy(int bytes, int partitions) {
        SPARK.conf().set(MOST_BYTES, String.valueOf(bytes));
        SPARK.conf().set(OPEN_COST, "1");
        SPARK.conf().set(LEAST_PARTITIONS, String.valueOf(partitions));
    }

    private int writeCsv(String name, int first, int rows) throws IOException {
        String text = IntStream.range(first, first + rows)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining("\n", "n\n", "\n"));
        Files.writeString(folder.resolve(name), text);
        return first + rows;
    }

    private Path convert(String format) {
        Path table = folder.resolve(format);
        int part = 0;
        for (String name : new String[] {"a.csv", "b.csv", "c.csv", "d.csv"}) {
            SPARK.read()
                    .option("header", "true")
                    .option("inferSchema", "true")
                    .csv(folder.resolve(name).toString())
                    .coalesce(1)
                    .write()
                    .format(format)
                    .save(table.resolve("part-" + part++).toString());
        }
        return table.resolve("part-*");
    }

    private static TrainingData load(String format, Path path) {
        return TableLoader.load(
                        SPARK,
                        new TableSource(TableLocation.of(path.toString(), format), ColumnRoles.NONE),
                        LabelKind.NONE,
                        Set.of())
                .data();
    }
}
