package dev.hone.driver.cli.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.definition.StudyFile;
import dev.hone.worker.data.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A study file as it travels to a driver on another machine, which may not have the file: on the driver's command line.
 *
 * @param file the file, with the folder on the submitter's machine that its paths are relative to
 * @param output the output folder with its scheme, as the submitter has resolved it
 * @param published the folder of published versions with its scheme; empty if the study publishes nothing
 */
public record SubmittedStudy(StudyFile file, String output, Optional<String> published) {
    private static final String PUBLISHED = "published";

    /** Longest argument; Linux takes 128 KiB. */
    private static final int ARGUMENT_LENGTH = 100_000;

    /** Most characters in all; Linux takes 2 MiB for a whole command line and its environment. */
    private static final int MOST_CHARACTERS = 1_000_000;

    /**
     * The study in Base64, cut into arguments.
     *
     * @throws InvalidInputException if it is too large for a command line
     */
    public List<String> toArguments() {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(compressed(json()));
        if (encoded.length() > MOST_CHARACTERS) {
            throw new InvalidInputException(file.name()
                    + ": must take at most " + MOST_CHARACTERS
                    + " characters compressed to be handed to a driver on the cluster (characters: "
                    + encoded.length() + "); use --deploy-mode client");
        }
        List<String> arguments = new ArrayList<>();
        for (int start = 0; start < encoded.length(); start += ARGUMENT_LENGTH) {
            arguments.add(encoded.substring(start, Math.min(encoded.length(), start + ARGUMENT_LENGTH)));
        }
        return arguments;
    }

    /**
     * Reads what {@link #toArguments} made.
     *
     * @throws InvalidInputException if it is something else
     */
    static SubmittedStudy fromArguments(List<String> arguments) {
        try (GZIPInputStream stream = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(String.join("", arguments))))) {
            JsonNode json = new ObjectMapper().readTree(stream.readAllBytes());
            StudyFile file = new StudyFile(
                    json.required("name").textValue(),
                    json.required("text").textValue(),
                    json.required("folder").textValue());
            return new SubmittedStudy(
                    file,
                    json.required("output").textValue(),
                    Optional.ofNullable(json.get(PUBLISHED)).map(JsonNode::textValue));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    SubmissionOptions.STUDY + ": must be what bin/hone hands to a driver (" + e.getMessage() + ")", e);
        }
    }

    /** The folders to write to as values that replace those of the file. */
    public List<String> folderSettings() {
        List<String> settings = new ArrayList<>(List.of(setting("output.path", output)));
        published.ifPresent(path -> settings.add(setting("publish.path", path)));
        return settings;
    }

    private static String setting(String key, String path) {
        return key + "=" + JsonNodeFactory.instance.textNode(path);
    }

    private byte[] json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", file.name())
                .put("folder", file.folder())
                .put("text", file.text())
                .put("output", output);
        published.ifPresent(path -> json.put(PUBLISHED, path));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
