package dev.hone.deploy.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.deploy.schedule.InstalledTool.Output;
import dev.hone.driver.cli.HoneCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DAGs are read as Airflow reads them, with stand-ins for its classes that have the present names of their parameters. */
class AirflowDagsTest {
    private static final Path STAND_INS = Documents.DEPLOY.resolve("src/test/python");
    private static final Path DAGS = Documents.SCHEDULES.resolve("airflow");
    private static final String SUBMIT = "hone_spark_submit.py";
    private static final String KUBERNETES = "hone_spark_kubernetes.py";

    @TempDir
    private Path folder;

    private static Output read(Path... files) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of(STAND_INS.resolve("print_dags.py").toString()));
        List.of(files).forEach(file -> arguments.add(file.toString()));
        return new InstalledTool("python3").run(Map.of("PYTHONDONTWRITEBYTECODE", "1"), arguments);
    }

    @Test
    void dagsAreReadAndSafeToRetryWherePythonIsInstalled() throws IOException, InterruptedException {
        Output output = read(DAGS.resolve(SUBMIT), DAGS.resolve(KUBERNETES));
        assertThat(output.exitCode()).as(output.text()).isZero();
        JsonNode dags = new ObjectMapper().readTree(output.text());

        assertThat(dags).hasSize(2).allSatisfy(dag -> {
            assertThat(dag.at("/catchup").asBoolean()).isFalse();
            assertThat(dag.at("/max_active_runs").asInt()).isOne();
            assertThat(dag.at("/retries").asInt()).isPositive();
            assertThat(dag.at("/tasks")).hasSize(1);
        });
        JsonNode submit = dags.at("/0/tasks/0");
        assertThat(submit.at("/java_class").asText()).isEqualTo(HoneCommand.class.getName());
        List<String> arguments = new ArrayList<>();
        submit.at("/arguments").forEach(argument -> arguments.add(argument.asText()));
        assertThat(arguments.get(arguments.size() - 1))
                .as("the folder follows from the logical date")
                .endsWith("/{{ ds }}");
        Commands.requireKnown(arguments);
        assertThat(DAGS.resolve(dags.at("/1/tasks/0/application_file").asText()))
                .exists();
    }

    @Test
    void aParameterThatAnOperatorDoesNotTakeIsTold() throws IOException, InterruptedException {
        for (String name : List.of(SUBMIT, KUBERNETES)) {
            Path wrong = Files.writeString(
                    folder.resolve(name),
                    Documents.text(DAGS.resolve(name)).replace("task_id=\"tune\",", "task_id=\"tune\", retrys=3,"));

            Output output = read(wrong);

            assertThat(output.exitCode()).isOne();
            assertThat(output.text()).contains("TypeError").contains("unexpected keyword argument 'retrys'");
        }
    }
}
