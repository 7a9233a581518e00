package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hone tune --deploy-mode cluster} posts to Kubernetes. */
class KubernetesSubmissionIT {
    private static final String IMAGE = "registry.example.com/hone:0.1.0";

    @TempDir
    private Path folder;

    private KubernetesApi api;

    @BeforeEach
    void startApi() throws IOException {
        api = KubernetesApi.start();
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    @Test
    void thePodOfTheDriverRunsTheStudyByTheImagesJar() {
        FinishedProcess submission = tune(
                "--conf",
                "spark.kubernetes.namespace=ml",
                "--conf",
                "spark.kubernetes.driverEnv.MKL_NUM_THREADS=2",
                "--driver-memory",
                "2g");

        assertThat(submission.exitCode()).as(submission.err()).isZero();
        JsonNode pod = api.only("Pod");
        String name = pod.at("/metadata/name").asText();
        assertThat(name).startsWith("hone-iris-forest-").endsWith("-driver");
        assertThat(submission.out())
                .isEqualTo("submission  ml:" + name + "\nstatus      " + folder.resolve("out/status.json") + "\n");
        JsonNode container = pod.at("/spec/containers/0");
        assertThat(container.path("image").asText()).isEqualTo(IMAGE);
        assertThat(texts(container.path("args")))
                .startsWith(
                        "driver",
                        "--properties-file",
                        "/opt/spark/conf/spark.properties",
                        "--class",
                        "dev.hone.driver.cli.HoneCommand",
                        "local:///opt/hone/target/hone.jar",
                        "tune",
                        "examples/iris-forest/study.yaml")
                .last()
                .asString()
                .startsWith("--submitted-study=");
        assertThat(environment(container))
                .containsEntry("OPENBLAS_NUM_THREADS", "1")
                .containsEntry("MKL_NUM_THREADS", "2");
        assertThat(settings())
                .containsEntry("spark.app.name", "hone iris-forest")
                .containsEntry("spark.kubernetes.container.image", IMAGE)
                .containsEntry("spark.driver.memory", "2g")
                .containsEntry("spark.kubernetes.submitInDriver", "true");
    }

    @Test
    void mistakesOfTheStudyAreToldBeforeAnythingIsPosted() {
        FinishedProcess submission = tune("--set", "validation.metric=rmse");

        assertThat(submission.exitCode()).isEqualTo(2);
        assertThat(submission.err()).contains("'rmse' is no metric of classifiers");
        assertThat(api.isEmpty()).isTrue();
    }

    private FinishedProcess tune(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "tune",
                "examples/iris-forest/study.yaml",
                "--set",
                "output.path=" + folder.resolve("out"),
                "--master",
                api.master(),
                "--deploy-mode",
                "cluster",
                "--conf",
                "spark.kubernetes.container.image=" + IMAGE,
                "--conf",
                "spark.kubernetes.submission.waitAppCompletion=false"));
        arguments.addAll(List.of(options));
        return HoneProcess.run(
                folder,
                HoneProcess.DEPLOY,
                Map.of("SPARK_HOME", SparkHome.make().toString(), "SPARK_SCALA_VERSION", "2.13"),
                arguments.toArray(String[]::new));
    }

    /** The settings that the pod gets as a file. */
    private Map<Object, Object> settings() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(
                    api.only("ConfigMap").path("data").path("spark.properties").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new TreeMap<>();
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return environment;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
