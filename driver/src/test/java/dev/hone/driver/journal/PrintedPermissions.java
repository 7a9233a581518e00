package dev.hone.driver.journal;

import dev.hone.driver.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Writes to an output folder, as a run and as Spark do, and prints the permissions of what is there. */
public final class PrintedPermissions {
    private PrintedPermissions() {}

    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        try (OutputFolder folder = OutputFolder.at(out.toString(), new Configuration())) {
            folder.create();
            SavedModel.save(folder, "model", 0, uri -> saveAsSpark(Path.of(java.net.URI.create(uri))));
        }
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.sorted().toList()) {
                System.out.println(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " "
                        + out.relativize(file));
            }
        }
    }

    private static void saveAsSpark(Path model) throws IOException {
        Files.createDirectories(model);
        Path file = Files.writeString(model.resolve("part-0"), "tree");
        Files.setPosixFilePermissions(model, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
