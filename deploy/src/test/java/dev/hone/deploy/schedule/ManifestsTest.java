package dev.hone.deploy.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests for Kubernetes and its operators are valid, name what is there, and run commands that Hone has. */
class ManifestsTest {
    private static final Set<String> POLICIES = Set.of("Allow", "Forbid", "Replace");
    private static final Pattern SPARK = Pattern.compile("<spark.version>(.*?)</spark.version>");

    static List<Path> files() {
        return Documents.yamlBelow(Documents.KUBERNETES, Documents.SCHEDULES);
    }

    /** All manifests, also those that others have in them as text. */
    private static List<JsonNode> manifests() {
        return files().stream().flatMap(ManifestsTest::manifests).toList();
    }

    private static Stream<JsonNode> manifests(Path file) {
        return Documents.ofYaml(Documents.text(file).replace("{{ ds }}", "2026-11-30")).stream()
                .flatMap(manifest -> Stream.concat(Stream.of(manifest), within(manifest)));
    }

    private static Stream<JsonNode> within(JsonNode manifest) {
        List<JsonNode> found = new ArrayList<>();
        manifest.path("data").properties().stream()
                .filter(entry -> entry.getKey().endsWith(".yaml"))
                .forEach(entry -> found.addAll(Documents.ofYaml(
                        entry.getValue().textValue().replace("HONE_RUN", "hone-iris-application-29384920"))));
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aManifestHasNothingThatItsApiDoesNotKnow(Path file) {
        assertThat(manifests(file))
                .isNotEmpty()
                .allSatisfy(manifest -> assertThat(ManifestSchema.mistakes(manifest))
                        .as(manifest.path("kind").asText())
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kubernetes/cronjob.yaml | CronJob | /spec | timezone | CronJob: Unrecognized field "timezone"
                    kubernetes/cronjob.yaml | CronJob | /spec/jobTemplate/spec/template/spec/containers/0 | arg | CronJob: Unrecognized field "arg"
                    kubernetes/scheduled-spark-application.yaml | ScheduledSparkApplication | /spec/template | mainclass | $.spec.template: property 'mainclass' is not defined
                    kubernetes/scheduled-spark-application.yaml | ScheduledSparkApplication | /spec/template/driver/env/0 | values | EnvVar: Unrecognized field "values"
                    kubernetes/spark-application-cronjob.yaml | SparkApplication | /spec/driverSpec/podTemplateSpec/spec | graceSeconds | PodTemplateSpec: Unrecognized field "graceSeconds"
                    kubernetes/spark-application-cronjob.yaml | SparkApplication | /spec | schedule | $.spec: property 'schedule' is not defined
                    """)
    void aMistypedFieldIsFound(String file, String kind, String place, String field, String mistake) {
        JsonNode manifest = manifests(Documents.DEPLOY.resolve(file))
                .filter(each -> each.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
        ((ObjectNode) manifest.at(place)).put(field, "x");

        assertThat(ManifestSchema.mistakes(manifest))
                .anySatisfy(told -> assertThat(told).contains(mistake));
    }

    @Test
    void aCronJobRunsOneStudyAtATimeAndTellsPodsThatFailForGood() {
        List<JsonNode> jobs = manifests().stream()
                .filter(manifest -> manifest.path("kind").asText().equals("CronJob"))
                .toList();

        assertThat(jobs).hasSize(2).allSatisfy(job -> {
            assertThat(POLICIES).contains(job.at("/spec/concurrencyPolicy").asText());
            assertThat(job.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
            assertThat(job.at("/spec/schedule").asText().split(" ")).hasSize(5);
            JsonNode pod = job.at("/spec/jobTemplate/spec/template/spec");
            JsonNode exit = job.at("/spec/jobTemplate/spec/podFailurePolicy/rules/0");
            assertThat(pod.at("/restartPolicy").asText())
                    .as("a pod failure policy needs it")
                    .isEqualTo("Never");
            assertThat(exit.at("/action").asText()).isEqualTo("FailJob");
            assertThat(exit.at("/onExitCodes/values")).hasToString("[2,3,4,5]");
            assertThat(exit.at("/onExitCodes/containerName").asText())
                    .isEqualTo(pod.at("/containers/0/name").asText());
        });
    }

    @Test
    void accountsVolumesAndSettingsThatManifestsNameAreMadeByOthers() {
        Set<String> made = new TreeSet<>();
        manifests()
                .forEach(manifest -> made.add(manifest.path("kind").asText() + " "
                        + manifest.at("/metadata/name").asText()));

        assertThat(named("serviceAccountName", "serviceAccount"))
                .isNotEmpty()
                .allMatch(name -> made.contains("ServiceAccount " + name));
        assertThat(named("claimName")).isNotEmpty().allMatch(name -> made.contains("PersistentVolumeClaim " + name));
        assertThat(manifests().stream()
                        .flatMap(manifest -> manifest.findValues("configMap").stream())
                        .map(map -> map.path("name").asText()))
                .isNotEmpty()
                .allMatch(name -> made.contains("ConfigMap " + name));
        assertThat(manifests().stream()
                        .filter(manifest -> !manifest.path("kind").asText().matches("Namespace|Pod"))
                        .map(manifest -> manifest.at("/metadata/namespace").asText()))
                .allMatch(name -> made.contains("Namespace " + name));
    }

    private static List<String> named(String... keys) {
        return manifests().stream()
                .flatMap(manifest -> Stream.of(keys)
                        .flatMap(key -> manifest.findValues(key).stream())
                        .map(JsonNode::asText))
                .toList();
    }

    @Test
    void sparkIsTheOneThatHoneIsBuiltAgainst() {
        Matcher version = SPARK.matcher(Documents.text(Documents.DEPLOY.resolveSibling("pom.xml")));
        assertThat(version.find()).isTrue();

        assertThat(named("sparkVersion")).hasSize(3).containsOnly(version.group(1));
        assertThat(Documents.text(Documents.KUBERNETES.resolve("Dockerfile")))
                .contains("\nARG SPARK_IMAGE=apache/spark:" + version.group(1) + "-scala2.13-java17-ubuntu\n");
    }

    @Test
    void containersAndApplicationsRunCommandsThatHoneHas() {
        List<List<String>> commands = manifests().stream()
                .flatMap(manifest ->
                        Stream.of("arguments", "driverArgs", "args").flatMap(key -> manifest.findValues(key).stream()))
                .map(ManifestsTest::texts)
                .filter(words -> words.get(0).matches("tune|status"))
                .toList();

        assertThat(commands).hasSize(5).allSatisfy(Commands::requireKnown);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** Hadoop takes no path with a colon in it, and two runs of one name would be one. */
    @Test
    void theOutputFolderIsNamedAfterTheRun() {
        List<String> outputs = files().stream()
                .flatMap(file -> Pattern.compile("output\\.path=(\\S+)")
                        .matcher(Documents.text(file))
                        .results()
                        .map(result -> result.group(1)))
                .toList();

        assertThat(outputs)
                .containsExactlyInAnyOrder(
                        "/data/iris/$(HONE_RUN)", "/data/iris/$(HONE_RUN)", "/data/iris/HONE_RUN", "/data/iris/{{");
    }

    @Test
    void theImageIsMadeOfFilesThatAreThere() {
        List<String> copied = Pattern.compile("(?m)^COPY (\\S+) /opt/hone/(\\S+)$")
                .matcher(Documents.text(Documents.KUBERNETES.resolve("Dockerfile")))
                .results()
                .map(result -> {
                    assertThat(result.group(2))
                            .as("where bin/hone looks for it")
                            .isEqualTo(result.group(1));
                    return result.group(1);
                })
                .toList();

        assertThat(copied).containsExactly("bin/hone", "conf", "examples", "target/hone.jar");
        assertThat(copied.subList(0, 3))
                .allSatisfy(name -> assertThat(Documents.DEPLOY.resolve(name)).exists());
        assertThat(Documents.text(Documents.KUBERNETES.resolve("Dockerfile.dockerignore"))
                        .lines())
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of("*"), copied.stream().map("!"::concat))
                                .toList());
    }
}
