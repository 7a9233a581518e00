package dev.hone.deploy.schedule;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that may be installed; tests that need it are skipped where it is not. */
record InstalledTool(String name) {

    /** What a program printed, on stdout and stderr, and its exit code. */
    record Output(int exitCode, String text) {}

    Output run(Map<String, String> environment, List<String> arguments) throws IOException, InterruptedException {
        Optional<Path> program = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(program).as(name + " on the PATH").isPresent();
        List<String> command = new ArrayList<>(List.of(program.orElseThrow().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
