package dev.hone.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The Maven that runs the tests, with a local repository of its own: Hone's artifacts are those of this build, which {@code
 * pom.xml} installs under {@code target/installed}; all else is linked from the user's repository. What {@code mvn install} has
 * left in that one is neither seen nor changed.
 */
final class MavenCommand implements AutoCloseable {
    private final Path folder;
    private final Path repository;
    private final List<Path> links = new ArrayList<>();

    /** @param folder an empty one for the repository and what Maven prints */
    MavenCommand(Path folder) throws IOException {
        this.folder = folder;
        repository = folder.resolve("repository");
        Path users = Path.of(property("repository"));
        linkAllBut("dev", users, repository);
        linkAllBut("hone", users.resolve("dev"), repository.resolve("dev"));
        link(HoneProcess.DEPLOY.resolve("target/installed/dev/hone"), repository.resolve("dev"));
    }

    /** Runs goals on the project in a folder, as the build does that runs the tests: offline or not, and with its settings. */
    FinishedProcess run(Path project, String... goals) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(property("home"), "bin", "mvn").toString(), "-B", "-ntp", "-Dmaven.repo.local=" + repository));
        if (property("offline").equals("true")) {
            command.add("-o");
        }
        if (Files.exists(Path.of(property("settings")))) {
            command.addAll(List.of("-s", property("settings")));
        }
        command.addAll(List.of(property("options").split(" ")));
        command.addAll(List.of(goals));
        ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JDK_JAVA_OPTIONS", HoneProcess.QUICK_START);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return FinishedProcess.run(folder, builder);
    }

    /** Removes the links, lest somebody who deletes the folder should follow them. */
    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }

    private void linkAllBut(String name, Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            Files.createDirectory(to);
            for (Path entry : entries.toList()) {
                if (!entry.endsWith(name)) {
                    link(entry, to);
                }
            }
        }
    }

    private void link(Path entry, Path to) throws IOException {
        links.add(Files.createSymbolicLink(to.resolve(entry.getFileName()), entry));
    }

    /** What {@code pom.xml} tells of the Maven that runs the tests, without the type before the colon. */
    private static String property(String name) {
        String value = Objects.requireNonNull(
                System.getProperty("hone.tests.maven." + name),
                "This test runs by Maven only, which tells how it is called itself");
        return value.substring(value.indexOf(':') + 1);
    }
}
