package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.testing.Sampling;
import dev.hone.testing.SeedInFailures;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.mllib.linalg.LAPACK$;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Same file, same seed, same scores to the last bit, in JVMs of their own that may load a native BLAS. Where none is
 * installed, which the output tells, this says less.
 */
@ExtendWith(SeedInFailures.class)
@Tag("cluster")
class RepeatableScoresIT {
    private static final String BLAS_PROPERTIES = "-Ddev.ludovic.netlib.";

    @TempDir
    Path folder;

    private List<String> studies = List.of();

    @Test
    void scoresAreTheSameBitsOnEveryRunAndMasterWithAndWithoutANativeBlas() throws Exception {
        studies = RepeatableScores.write(folder);
        System.out.println("Studies: " + studies + ", " + Sampling.ofThisBuild());
        System.out.println("Native BLAS: " + output(start("native", List.of(), NativeBlas.class)));
        Process first = start("first", local(2), RepeatableScores.class);
        Process javaAlone = start("java alone", javaAlone(), RepeatableScores.class);
        String expected = scores("first", first);
        Process second = start("second", local(2), AfterNative.class);
        String ofJavaAlone = scores("java alone", javaAlone);
        Process cluster = start("cluster", cluster(), RepeatableScores.class);

        assertThat(expected)
                .contains(studies.stream().map(study -> study + " 0").toList());
        assertThat(scores("second", second)).isEqualTo(expected);
        assertThat(ofJavaAlone).isEqualTo(expected);
        assertThat(scores("cluster", cluster)).isEqualTo(expected);
    }

    private String scores(String name, Process process) throws IOException, InterruptedException {
        output(process);
        assertThat(process.exitValue()).as(name).isZero();
        return Files.readString(folder.resolve(name).resolve("scores"));
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return output.strip();
    }

    private static List<String> local(int slots) {
        return List.of("-Dspark.master=local[" + slots + "]");
    }

    /** On one slot, and without a native BLAS. */
    private static List<String> javaAlone() {
        return List.of("-Dspark.master=local[1]", BLAS_PROPERTIES + "blas.nativeLib=none");
    }

    private static List<String> cluster() {
        return List.of(
                "-Dspark.master=local-cluster[2,1,1024]",
                "-Dspark.executor.memory=1g",
                "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"));
    }

    private Process start(String name, List<String> properties, Class<?> program) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith(BLAS_PROPERTIES) && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-Dspark.ui.enabled=false", "-Dspark.driver.host=127.0.0.1"));
        command.addAll(properties);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                folder.toString(),
                folder.resolve(name).toString()));
        command.addAll(studies);
        return new ProcessBuilder(command)
                .redirectError(folder.resolve(name + ".log").toFile())
                .start();
    }

    /** The same program in a JVM that has used native libraries before, where there are some. */
    static final class AfterNative {
        private AfterNative() {}

        public static void main(String[] arguments) throws IOException {
            BLAS$.MODULE$.nativeBLAS();
            org.apache.spark.mllib.linalg.BLAS$.MODULE$.nativeBLAS();
            LAPACK$.MODULE$.nativeLAPACK();
            RepeatableScores.main(arguments);
        }
    }

    /** A program that says whether there is a native BLAS to be found. */
    static final class NativeBlas {
        private NativeBlas() {}

        public static void main(String[] arguments) {
            try {
                System.out.println(NativeBLAS.getInstance().getClass().getName());
            } catch (RuntimeException e) {
                System.out.println("none (" + e.getMessage() + ")");
            }
        }
    }
}
