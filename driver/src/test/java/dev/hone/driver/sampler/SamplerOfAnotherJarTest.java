package dev.hone.driver.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.cli.CommandLineRun;
import dev.hone.tuning.HyperparameterTuner;
import dev.hone.tuning.NamedParamSpace;
import dev.hone.tuning.ObjectiveResult;
import dev.hone.tuning.ObjectiveTuner;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sampler whose factory is in a jar of a user's, compiled against Hone. */
@Timeout(60)
class SamplerOfAnotherJarTest {
    private static final String SOURCE = """
            package com.example;

            import dev.hone.driver.sampler.RandomSampler;
            import dev.hone.driver.sampler.Sampler;
            import dev.hone.driver.sampler.SamplerFactory;
            import dev.hone.driver.sampler.SamplerSettings;

            public final class HouseSamplerFactory implements SamplerFactory {
                @Override
                public String name() {
                    return "house";
                }

                @Override
                public Sampler create(SamplerSettings settings) {
                    return new RandomSampler(settings.space(), settings.trials(), settings.seed() + 1);
                }
            }
            """;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    private URLClassLoader withJar = new URLClassLoader(new URL[0], before);

    @BeforeEach
    void addJar() throws IOException {
        Path source = Files.writeString(folder.resolve("HouseSamplerFactory.java"), SOURCE);
        String classPath = System.getProperty("java.class.path");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(failed).isZero();
        Path jar = folder.resolve("house.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            String type = "com/example/HouseSamplerFactory.class";
            add(entries, type, Files.readAllBytes(folder.resolve(type)));
            add(
                    entries,
                    "META-INF/services/" + SamplerFactory.class.getName(),
                    "com.example.HouseSamplerFactory".getBytes(StandardCharsets.UTF_8));
        }
        withJar = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(withJar);
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    @AfterEach
    void removeJar() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        withJar.close();
    }

    @Test
    void isFoundByAStudyFile() throws IOException {
        Path table = Files.writeString(folder.resolve("table.csv"), "x,label\n1,0\n2,1\n3,0\n4,1\n");
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                name: house
                data: {path: %s, format: csv, label: label}
                learner: DecisionTreeClassifier
                space: {maxDepth: [1, 2, 3]}
                search: {method: house, trials: 2}
                validation: {metric: accuracy, folds: 2}
                output: {path: %s}
                """.formatted(table, folder.resolve("out")));

        CommandLineRun validated = CommandLineRun.of("validate", study.toString());

        assertThat(validated.exitCode()).as(validated.err()).isZero();
        assertThat(validated.out()).contains("house");
    }

    @Test
    void isFoundByTuners() {
        HyperparameterTuner tuner = new HyperparameterTuner().setSampler("house");
        ObjectiveResult found = new ObjectiveTuner()
                .setObjective(trial -> trial.getDouble("x"))
                .setSearchSpace(NamedParamSpace.builder().uniform("x", 0, 1).build())
                .setSampler("house")
                .setNumTrials(3)
                .optimize(LocalSpark.session());

        assertThat(tuner.getSampler()).isEqualTo("house");
        assertThat(found.trials()).hasSize(3);
    }

    @Test
    void isNotFoundWithoutTheJar() {
        Thread.currentThread().setContextClassLoader(before);

        assertThat(Samplers.names()).doesNotContain("house");
    }
}
