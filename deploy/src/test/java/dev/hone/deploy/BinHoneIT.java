package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code bin/hone} tells what is for spark-submit and where a command runs; scripts stand in for Java and Spark. */
class BinHoneIT {
    private static final String SUBMIT = "--submit-with=" + HoneProcess.DEPLOY.resolve("bin/hone");

    @TempDir
    private Path folder;

    private Path spark = Path.of("");

    @BeforeEach
    void standIns() throws IOException {
        spark = Files.createDirectories(folder.resolve("my spark"));
        Files.createDirectories(spark.resolve("jars"));
        Files.createDirectories(spark.resolve("conf"));
        Files.createFile(spark.resolve("jars/spark-core_2.13-4.2.0.jar"));
        script(spark.resolve("bin/spark-submit"), "spark-submit");
        script(folder.resolve("jdk/bin/java"), "java");
    }

    static Stream<List<String>> waysToClusterMode() {
        return Stream.of(
                List.of("--master", "spark://h:7077", "--deploy-mode", "cluster"),
                List.of("--master=spark://h:7077", "--deploy-mode=cluster"),
                List.of("--conf", "spark.master=spark://h:7077", "--conf", "spark.submit.deployMode=cluster"),
                List.of("--conf=spark.master=spark://h:7077", "-c", "spark.submit.deployMode=cluster"));
    }

    @ParameterizedTest
    @MethodSource("waysToClusterMode")
    void inClusterModeTuneIsSubmitted(List<String> options) {
        List<String> words = words(Stream.concat(Stream.of("tune", "a b.yaml"), options.stream()));

        assertThat(words)
                .startsWith("java")
                .containsSubsequence("dev.hone.driver.cli.HoneCommand", "tune", "a b.yaml", SUBMIT);
        assertThat(words.get(words.size() - 1)).startsWith("--spark-option=").contains("cluster");
    }

    static Stream<Arguments> defaults() {
        return Stream.of(
                Arguments.of("spark.master spark://h:7077\nspark.submit.deployMode cluster\n"),
                Arguments.of("spark.master=spark://h:7077\nspark.submit.deployMode = cluster  \n"),
                Arguments.of(
                        "spark.submit.deployMode client\n  spark.master:spark://h:7077\nspark.submit.deployMode: cluster"));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void sparksDefaultsAndAPropertiesFileCount(String text) throws IOException {
        Path defaults = Files.writeString(spark.resolve("conf/spark-defaults.conf"), text);

        assertThat(words(Stream.of("tune", "a.yaml"))).contains(SUBMIT);
        assertThat(words(Stream.of("tune", "a.yaml", "--deploy-mode", "client")))
                .startsWith("spark-submit");

        Files.move(defaults, folder.resolve("my.conf"));
        assertThat(words(Stream.of("tune", "a.yaml"))).startsWith("spark-submit");
        assertThat(words(Stream.of(
                        "tune",
                        "a.yaml",
                        "--properties-file",
                        folder.resolve("my.conf").toString())))
                .contains(SUBMIT);
    }

    @Test
    void aPropertiesFileTakesThePlaceOfTheDefaultsUnlessTheyAreAskedFor() throws IOException {
        Files.writeString(
                spark.resolve("conf/spark-defaults.conf"),
                "spark.master spark://h:7077\nspark.submit.deployMode cluster\n");
        String other = Files.writeString(folder.resolve("other.conf"), "spark.app.name x\n")
                .toString();

        assertThat(words(Stream.of("tune", "a.yaml", "--properties-file", other)))
                .startsWith("spark-submit");
        assertThat(words(Stream.of("tune", "a.yaml", "--load-spark-defaults", "--properties-file", other)))
                .contains(SUBMIT);
    }

    @Test
    void theVariableMasterCountsWhereNothingElseNamesOne() throws IOException {
        Map<String, String> variables = Map.of("MASTER", "spark://h:7077", "DEPLOY_MODE", "cluster");

        assertThat(words(variables, "tune", "a.yaml")).contains(SUBMIT);
        assertThat(words(variables, "tune", "a.yaml", "--deploy-mode", "client"))
                .startsWith("spark-submit")
                .containsSubsequence("--master", "spark://h:7077", "tune", "a.yaml");
        assertThat(words(variables, "tune", "a.yaml", "--jars=a.jar", "--master", "local[3]"))
                .startsWith("spark-submit", "--jars", "a.jar", "--master", "local[3]")
                .doesNotContain("spark://h:7077");
        Files.writeString(spark.resolve("conf/spark-defaults.conf"), "spark.master yarn\n");
        assertThat(words(variables, "tune", "a.yaml")).contains(SUBMIT).noneMatch(word -> word.contains("spark://"));
    }

    static Stream<List<String>> commandsAboutFiles() {
        return Stream.of(List.of("status", "out"), List.of("report", "out"), List.of("validate", "a.yaml"));
    }

    @ParameterizedTest
    @MethodSource("commandsAboutFiles")
    void allElseRunsHereInClusterModeToo(List<String> command) {
        List<String> words = words(
                Stream.concat(command.stream(), Stream.of("--master", "spark://h:7077", "--deploy-mode", "cluster")));

        assertThat(words)
                .startsWith(
                        "spark-submit",
                        "--master",
                        "spark://h:7077",
                        "--deploy-mode",
                        "cluster",
                        "--deploy-mode",
                        "client")
                .endsWith(command.toArray(String[]::new));
    }

    static Stream<List<String>> helpAndVersions() {
        return Stream.of(List.of("tune", "--help"), List.of("-h"), List.of("--version"), List.of());
    }

    @ParameterizedTest
    @MethodSource("helpAndVersions")
    void helpAndVersionsArePrintedWithoutSparkSubmit(List<String> command) {
        List<String> words = words(
                Stream.concat(command.stream(), Stream.of("--master", "spark://h:7077", "--deploy-mode", "cluster")));

        assertThat(words).startsWith("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp");
        assertThat(words.subList(5, words.size()))
                .startsWith("dev.hone.driver.cli.HoneCommand")
                .containsExactlyElementsOf(Stream.concat(Stream.of("dev.hone.driver.cli.HoneCommand"), command.stream())
                        .toList());
    }

    @Test
    void inLocalModeTheDriverStartsWithTheOptionsThatSparksLauncherGaveOnce() throws IOException {
        launcher("-Xmx3g");

        List<String> words = words(Stream.of("--master", "local[2]", "validate", "a b.yaml"));

        assertThat(words)
                .startsWith("java", "-Xlog:cds=off", "-Xmx3g", "dev.hone.driver.cli.LocalDriver", "4", "--master")
                .containsSubsequence("local[2]", "--driver-memory", "validate")
                .endsWith("validate", "a b.yaml");

        launcher("-Xmx4g");
        assertThat(words(Stream.of("--master", "local[2]", "status", "out")))
                .startsWith("java", "-Xlog:cds=off", "-Xmx3g");
        assertThat(words(Stream.of("--master", "local[2]", "--driver-memory", "4g", "status", "out")))
                .startsWith("java", "-Xlog:cds=off", "-Xmx4g", "dev.hone.driver.cli.LocalDriver", "4");

        Files.writeString(spark.resolve("conf/spark-defaults.conf"), "spark.driver.memory 4g\n");
        assertThat(words(Stream.of("--master", "local[2]", "status", "out")))
                .startsWith("java", "-Xlog:cds=off", "-Xmx4g")
                .containsSubsequence("4", "--master", "local[2]", "--properties-file", "status", "out");
    }

    static Stream<List<String>> waysToLocalMode() {
        return Stream.of(List.of(), List.of("--master", "local"), List.of("--conf=spark.master=local[*, 4]"));
    }

    @ParameterizedTest
    @MethodSource("waysToLocalMode")
    void inLocalModeTheDriverGetsHalfOfTheMachinesMemory(List<String> options) {
        List<String> words = words(Stream.concat(options.stream(), Stream.of("--jars=a.jar", "validate", "a.yaml")));

        String memory = words.get(words.indexOf("--driver-memory") + 1);
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20;
        assertThat(memory).endsWith("m");
        assertThat(Long.parseLong(memory.replace("m", ""))).isBetween(machine / 2 - 1, machine / 2 + 1);
    }

    @Test
    void memoryOfTheDriverThatIsGivenStays() throws IOException {
        assertThat(memories(Map.of(), "--driver-memory", "3g")).containsExactly("3g");
        assertThat(memories(Map.of(), "--conf", "spark.driver.memory=3g")).isEmpty();
        assertThat(memories(Map.of("SPARK_DRIVER_MEMORY", "3g"))).isEmpty();
        assertThat(memories(Map.of(), "--master", "spark://h:7077"))
                .as("Spark's default")
                .isEmpty();
        Path settings = Files.writeString(folder.resolve("my.conf"), "spark.driver.memory 3g\n");
        assertThat(memories(Map.of(), "--properties-file", settings.toString())).isEmpty();
        assertThat(memories(Map.of())).hasSize(1);
        Files.writeString(spark.resolve("conf/spark-env.sh"), "# SPARK_DRIVER_MEMORY=1g\n");
        assertThat(memories(Map.of())).as("a template").hasSize(1);
        Files.writeString(spark.resolve("conf/spark-env.sh"), "export SPARK_DRIVER_MEMORY=3g\n");
        assertThat(memories(Map.of())).isEmpty();
        Files.delete(spark.resolve("conf/spark-env.sh"));
        Files.move(settings, spark.resolve("conf/spark-defaults.conf"));
        assertThat(memories(Map.of())).isEmpty();
    }

    /** The values of {@code --driver-memory} that spark-submit is called with. */
    private List<String> memories(Map<String, String> environment, String... options) {
        FinishedProcess hone =
                hone(environment, Stream.concat(Stream.of(options), Stream.of("--jars=a.jar", "validate", "a.yaml")));
        assertThat(hone.exitCode()).as(hone.err()).isZero();
        List<String> words = hone.out().lines().toList();
        return IntStream.range(1, words.size())
                .filter(at -> words.get(at - 1).equals("--driver-memory"))
                .mapToObj(words::get)
                .toList();
    }

    @Test
    void anArchiveThatAnotherRunMovesFirstIsNoFailure() throws IOException {
        launcher("-Xmx3g");
        List<String> tune = List.of("--master", "local[2]", "tune", "a.yaml");
        String option = words(tune.stream()).get(1);
        assertThat(option).startsWith("-XX:ArchiveClassesAtExit=");
        Path part = Path.of(option.substring(option.indexOf('=') + 1).replaceAll("\\d+$", "99999999"));
        Files.writeString(part, "made");
        Path mv = folder.resolve("path/mv");
        script(mv, "mv");
        Files.writeString(mv, "#!/bin/sh\n/bin/mv \"$@\"\nexit 1\n");

        FinishedProcess hone = hone(Map.of("PATH", mv.getParent() + ":" + System.getenv("PATH")), tune.stream());

        assertThat(hone.exitCode()).as(hone.err()).isZero();
        assertThat(hone.out().lines()).startsWith("java", "-Xshare:auto");
    }

    @Test
    void aClassPathOfTheUserMakesNoArchive() throws IOException {
        launcher("-Xmx3g");

        Files.writeString(spark.resolve("bin/spark-submit"), "#!/bin/sh\nprintf '%s\\n' \"$SPARK_SUBMIT_OPTS\"\n");

        assertThat(hone(Stream.of("--master", "local", "--driver-class-path", "a.jar", "tune", "a.yaml"))
                        .out())
                .contains("log4j2.configurationFile")
                .doesNotContain("ArchiveClassesAtExit");
    }

    @Test
    void logLinesAreJsonWhereSparkIsAskedForThem() throws IOException {
        Files.writeString(spark.resolve("bin/spark-submit"), "#!/bin/sh\nprintf '%s\\n' \"$SPARK_SUBMIT_OPTS\"\n");
        String structured = "spark.log.structuredLogging.enabled";

        assertThat(logSettings("--conf", structured + "=true")).isEqualTo("json.log4j2.properties");
        assertThat(logSettings("--conf", structured + "=true", "--conf", structured + "=false"))
                .isEqualTo("log4j2.properties");
        assertThat(logSettings()).isEqualTo("log4j2.properties");

        Files.writeString(spark.resolve("conf/spark-defaults.conf"), structured + " true\n");
        assertThat(logSettings()).isEqualTo("json.log4j2.properties");
        assertThat(HoneProcess.DEPLOY.resolve("conf/json.log4j2.properties")).exists();
    }

    /** Name of the file with the settings of Log4j that the driver is given. */
    private String logSettings(String... options) {
        String out = hone(Stream.concat(Stream.of(options), Stream.of("--jars=a.jar", "tune", "a.yaml")))
                .out();
        return out.replaceFirst("(?s).*-Dlog4j2\\.configurationFile=[^\"]*/conf/([^\"]*)\".*", "$1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--jars=a.jar",
                "--conf=spark.jars.packages=a:b:1",
                "--conf=spark.submit.pyFiles=a.py",
                "--conf=spark.driver.extraLibraryPath=/opt/native",
                "--proxy-user=me",
                "--deploy-mode=client"
            })
    void whatIsMoreThanASettingIsSparkSubmitsMatter(String option) throws IOException {
        launcher("-Xmx3g");

        assertThat(words(Stream.of("--master", "local", option, "status", "out")))
                .startsWith("spark-submit")
                .containsSubsequence("--driver-class-path", "--class", "dev.hone.driver.cli.HoneCommand", "status");
    }

    @Test
    void aClassPathOfTheUserIsLeftAsItIs() throws IOException {
        launcher("-Xmx3g");

        assertThat(words(Stream.of("--master", "local", "--driver-class-path", "a.jar", "status", "out")))
                .startsWith("spark-submit", "--master", "local", "--driver-class-path", "a.jar", "--driver-memory")
                .containsOnlyOnce("--driver-class-path");
    }

    /** From now on the stand-in for Java answers as Spark's launcher where it is asked for that: with a Java option. */
    private void launcher(String option) throws IOException {
        Path java = folder.resolve("jdk/bin/java");
        Files.writeString(java, """
                #!/bin/sh
                case "$*" in
                *org.apache.spark.launcher.Main*) printf '%%s\\0' '' '
                %s' '%s' org.apache.spark.deploy.SparkSubmit ;;
                *) printf '%%s\\n' java "$@" ;;
                esac
                """.formatted(java, option));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark://h:7077", "yarn", "k8s://https://h:6443"})
    void aStudyForAClusterIsCheckedHereFirst(String master) {
        assertThat(words(Stream.of("tune", "a.yaml", "--master", master, "--deploy-mode", "cluster")))
                .startsWith("java")
                .contains(SUBMIT)
                .containsSubsequence("--spark-option=--master", "--spark-option=" + master);
    }

    @Test
    void otherClustersAreSparkSubmitsOwnMatter() {
        assertThat(words(Stream.of("tune", "a.yaml", "--master", "mesos://h:5050", "--deploy-mode", "cluster")))
                .startsWith("spark-submit", "--master", "mesos://h:5050", "--deploy-mode", "cluster", "--class");
    }

    @Test
    void valuesOfHoneStayWithTheirOptions() {
        assertThat(words(Stream.of("tune", "a.yaml", "--set=name=x", "--driver-memory=2g")))
                .startsWith("spark-submit", "--driver-memory", "2g", "--class")
                .endsWith("tune", "a.yaml", "--set=name=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark-core_2.13-4.0.1.jar", "spark-core_2.12-3.5.7.jar", "spark-core_2.13-5.0.0.jar"})
    void anotherSparkIsRefused(String jar) throws IOException {
        Files.move(spark.resolve("jars/spark-core_2.13-4.2.0.jar"), spark.resolve("jars/" + jar));

        FinishedProcess hone = hone(Stream.of("tune", "a.yaml"));

        assertThat(hone.exitCode()).isEqualTo(2);
        assertThat(hone.err())
                .isEqualTo("hone: SPARK_HOME must hold Spark 4.1 or a later 4.x for Scala 2.13 (SPARK_HOME: " + spark
                        + " with " + jar + "); unset it to use the Spark that Maven makes\n");
    }

    @Test
    void aFolderWithoutSparkIsRefused() throws IOException {
        Files.delete(spark.resolve("jars/spark-core_2.13-4.2.0.jar"));

        assertThat(hone(Stream.of("tune", "a.yaml")).err())
                .contains(spark + " with no jars/spark-core_*.jar)")
                .hasLineCount(1);
    }

    @Test
    void laterVersionsOfSpark4AreTaken() throws IOException {
        Files.move(spark.resolve("jars/spark-core_2.13-4.2.0.jar"), spark.resolve("jars/spark-core_2.13-4.10.0.jar"));

        assertThat(words(Stream.of("status", "out"))).startsWith("spark-submit");
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        FinishedProcess hone = hone(Stream.of("tune", "a.yaml", "--master"));

        assertThat(hone.exitCode()).isEqualTo(2);
        assertThat(hone.err()).isEqualTo("hone: --master needs a value\n");
    }

    private List<String> words(Stream<String> arguments) {
        return words(Map.of(), arguments.toArray(String[]::new));
    }

    private List<String> words(Map<String, String> environment, String... arguments) {
        FinishedProcess hone = hone(environment, Stream.of(arguments));
        assertThat(hone.exitCode()).as(hone.err()).isZero();
        return hone.out().lines().toList();
    }

    private FinishedProcess hone(Stream<String> arguments) {
        return hone(Map.of(), arguments);
    }

    private FinishedProcess hone(Map<String, String> further, Stream<String> arguments) {
        Map<String, String> environment = new HashMap<>(further);
        environment.put("SPARK_HOME", spark.toString());
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("HONE_CLASS_ARCHIVE", folder.resolve("start").toString());
        return HoneProcess.run(folder, folder, environment, arguments.toArray(String[]::new));
    }

    /** A script that prints its name and its arguments, one a line. */
    private static void script(Path path, String name) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\nprintf '%s\\n' " + name + " \"$@\"\n");
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }
}
