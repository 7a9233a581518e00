package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.ExecutorProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables with a column of every type of Spark SQL, in executor processes and with a Kryo that knows only registered classes. */
@Timeout(300)
class EverySqlTypeIT {
    private static final List<String> IN_FILES = List.of(
            "cast(id as tinyint) tiny",
            "cast(id as smallint) small",
            "cast(id as int) whole",
            "id big",
            "cast(id as float) single",
            "cast(id * 1.5 as double) real",
            "cast(id as decimal(30, 5)) exact",
            "id % 2 = 0 flag",
            "concat('t', id % 3) text",
            "cast('abc' as binary) bytes",
            "date '2024-02-29' + cast(id as int) day",
            "timestamp '2024-02-29 01:02:03' moment",
            "timestamp_ntz '2024-02-29 01:02:03' local",
            "interval '1-2' year to month months",
            "interval '1 02:03:04' day to second lasting",
            "parse_json('{\"a\": 1}') json",
            "array(cast(id as double), cast(id % 7 as double)) doubles",
            "array(cast(id % 3 as float), 1f) singles",
            "array(cast(id % 5 as int), 2, 3) wholes",
            "map('a', id) entries",
            "struct(id a, cast(id as tinyint) b) parts",
            "case when id % 7 < 3 then 'low' else 'high' end kind");
    private static final List<String> IN_MEMORY =
            List.of("make_interval(0, 1, 0, cast(id as int)) calendar", "time '01:02:03' hour", "null nothing");
    private static final List<String> USED = List.of("tiny", "small", "exact", "flag", "wholes", "vector", "doubles");

    private static Dataset<Row> table;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startExecutors() {
        SparkSession session =
                ExecutorProcesses.start(ExecutorProcesses.configuration(StudySession.configuration("types", true), 1)
                        .set("spark.sql.timeType.enabled", "true"));
        table = session.range(0, 60, 1, 2).selectExpr(IN_FILES.toArray(String[]::new));
        table = table.withColumn("vector", functions.array_to_vector(table.col("doubles")));
    }

    @AfterAll
    static void stopExecutors() {
        ExecutorProcesses.stop(SparkSession.active());
    }

    @Test
    void aFileIsTunedOnTheColumnsThatAreUsed() throws IOException {
        table.write().parquet(folder.resolve("table").toString());

        StudyFolder study = study("path: table\n  format: parquet", table.columns(), "");

        assertTuned(study, "DecisionTreeClassificationModel");
    }

    @Test
    void stagesTakeTheColumnsThatAreUsed() throws IOException {
        table.write().parquet(folder.resolve("table").toString());

        StudyFolder study = study("path: table\n  format: parquet", table.columns(), """
                pipeline:
                  - {name: StandardScaler, params: {inputCol: vector, outputCol: scaled}}
                """);

        assertTuned(study, "DecisionTreeClassificationModel");
    }

    @Test
    void aViewWithTheTypesThatNoFileHoldsIsTuned() {
        Dataset<Row> all = table.withColumn("id", table.col("big"))
                .selectExpr(java.util.stream.Stream.concat(Arrays.stream(table.columns()), IN_MEMORY.stream())
                        .toArray(String[]::new));
        all.createOrReplaceTempView("everything");

        assertTuned(study("path: everything\n  format: table", all.columns(), ""), "DecisionTreeClassificationModel");
    }

    @Test
    void columnsOfPaddedTextAreText() {
        SparkSession session = SparkSession.active();
        session.sql("drop table if exists padded");
        session.sql("create table padded (c char(3), v varchar(5), x double, kind char(4)) using parquet");
        table.selectExpr("cast(tiny % 9 as string)", "'v'", "real", "kind")
                .write()
                .insertInto("padded");
        StudyFolder study = study("path: padded\n  format: table", new String[] {"c", "v", "kind"}, "");
        CommandLineRun run = study.run("tune");
        assertThat(run.exitCode()).as(run.err()).isZero();
        session.sql("drop table padded");
    }

    private StudyFolder study(String data, String[] columns, String pipeline) {
        StudyFolder study = new StudyFolder(folder);
        List<String> ignored = Arrays.stream(columns)
                .filter(column -> !USED.contains(column) && !column.equals("kind"))
                .toList();
        study.write("study.yaml", """
                name: types
                data:
                  DATA
                  label: kind
                  ignore: IGNORED
                PIPELINElearner: DecisionTreeClassifier
                space: {maxDepth: [1, 3]}
                validation: {metric: accuracy, folds: 2}
                output: {path: OUT}
                """.replace("DATA", data)
                .replace("IGNORED", ignored.toString())
                .replace("PIPELINE", pipeline)
                .replace("OUT", study.out().toString()));
        return study;
    }

    private static void assertTuned(StudyFolder study, String learner) {
        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        PipelineModel model = PipelineModel.load(study.out().resolve("model").toString());
        Dataset<Row> predicted = model.transform(table);
        assertThat(predicted.columns()).noneMatch(column -> column.startsWith("doubles_"));
        assertThat(predicted.filter("predictedLabel = kind").count()).isGreaterThan(55);
        assertThat(model.stages())
                .anyMatch(stage -> stage.getClass().getSimpleName().equals(learner));
        Dataset<Row> longer = table.withColumn("wholes", org.apache.spark.sql.functions.expr("array(1, 2, 3, 4)"));
        assertThatThrownBy(() -> model.transform(longer).collect())
                .hasStackTraceContaining("Column 'wholes': an array must have 3 elements");
    }
}
