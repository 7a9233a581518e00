package dev.hone.deploy.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files of the folder deploy, and the documents in those that are YAML. */
final class Documents {
    /** The module's folder, where Maven runs tests. */
    static final Path DEPLOY = Path.of("").toAbsolutePath();

    static final Path SCHEDULES = DEPLOY.resolve("schedules");
    static final Path KUBERNETES = DEPLOY.resolve("kubernetes");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below some folders, in alphabetical order. */
    static List<Path> below(Path... folders) {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(Files::isRegularFile).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    static List<Path> yamlBelow(Path... folders) {
        return below(folders).stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .toList();
    }

    /** The documents of a text in YAML. */
    static List<JsonNode> ofYaml(String text) {
        List<JsonNode> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(text)
                .forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }

    /** The one document of a resource in YAML. */
    static JsonNode resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Documents.class.getResourceAsStream(name), name)) {
            return ofYaml(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
