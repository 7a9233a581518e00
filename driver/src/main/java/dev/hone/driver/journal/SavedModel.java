package dev.hone.driver.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.OutputFolder.StoredFile;
import dev.hone.driver.output.SealedJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The marker of a model that was saved as a whole: {@code hone-model.json} in its folder, written after all of its files,
 * with the trial that it is of and the length and checksum of each file. Spark does not look at it when it loads the
 * model. A folder without it, or with other files than it lists, is no saved model.
 */
public final class SavedModel {
    static final String MARKER = "hone-model.json";
    private static final int FORMAT = 1;

    private SavedModel() {}

    /** Saves a model, as Spark does. */
    @FunctionalInterface
    public interface Saving {
        void to(String uri) throws IOException;
    }

    /**
     * Saves a model, and marks it.
     *
     * @param folder the output folder
     * @param name of the model's folder in it
     * @param trial number of the trial that the model is of
     * @throws OutputException if its files cannot be written
     */
    public static void save(OutputFolder folder, String name, long trial, Saving saving) {
        try {
            saving.to(folder.uri(name));
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            throw failure(folder.location(name), e);
        }
        mark(folder, name, trial);
    }

    /** Spark wraps what a file system has thrown. */
    private static RuntimeException failure(String location, Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException failed) {
                return OutputException.of("Cannot write " + location, failed);
            }
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }

    /**
     * Marks a folder that has just been saved, and takes from it the permissions that the umask denies.
     *
     * @param folder the output folder
     * @param name of the model's folder in it
     * @param trial number of the trial that the model is of
     */
    public static void mark(OutputFolder folder, String name, long trial) {
        ObjectNode marker = JsonNodeFactory.instance.objectNode();
        marker.put("format", FORMAT);
        marker.put("trial", trial);
        ObjectNode files = marker.putObject("files");
        listed(folder, name)
                .forEach((path, file) -> files.putObject(path)
                        .put("bytes", file.bytes())
                        .put("crc32c", folder.checksum(name + "/" + path)));
        String text = SealedJson.sealPretty(marker.toPrettyString());
        folder.replace(name + "/" + MARKER, writer -> writer.print(text));
        folder.applyUmask(name);
    }

    /**
     * What keeps a folder from being the saved model of a trial; empty if nothing does.
     *
     * @param folder the output folder
     * @param name of the model's folder in it
     * @param trial number of the trial that the model should be of
     */
    public static Optional<String> fault(OutputFolder folder, String name, long trial) {
        if (!folder.isFolder(name)) {
            return Optional.of("is no folder");
        }
        Optional<String> text = folder.read(name + "/" + MARKER);
        if (text.isEmpty()) {
            return Optional.of("has no " + MARKER + ", which is written last");
        }
        try {
            JsonNode marker = new ObjectMapper().readTree(SealedJson.open(text.get()));
            if (JsonFields.count(marker, "format") != FORMAT) {
                return Optional.of(MARKER + " is of another version");
            }
            if (JsonFields.whole(marker, "trial") != trial) {
                return Optional.of("is that of trial " + marker.get("trial"));
            }
            return fault(folder, name, JsonFields.container(marker, "files"));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(MARKER + ": " + e.getMessage());
        }
    }

    private static Optional<String> fault(OutputFolder folder, String name, JsonNode expected) {
        Map<String, StoredFile> found = listed(folder, name);
        Set<String> folders = new HashSet<>();
        for (Map.Entry<String, JsonNode> file : expected.properties()) {
            String path = file.getKey();
            StoredFile there = found.remove(path);
            if (there == null) {
                return Optional.of(path + " is missing");
            }
            if (there.bytes() != JsonFields.whole(file.getValue(), "bytes")) {
                return Optional.of(path + " has another length than it was saved with");
            }
            if (!folder.checksum(name + "/" + path).equals(JsonFields.text(file.getValue(), "crc32c"))) {
                return Optional.of(path + " has another content than it was saved with");
            }
            folders.add(parent(path));
        }
        // What Spark would read beside what was saved; a note of the user at the top is nobody's business.
        return found.keySet().stream()
                .filter(path -> folders.contains(parent(path)))
                .findFirst()
                .map(path -> path + " was not saved with it");
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The files of a model by their path below its folder, without hidden ones and the marker. */
    private static Map<String, StoredFile> listed(OutputFolder folder, String name) {
        Map<String, StoredFile> listed = new TreeMap<>();
        List<StoredFile> files = folder.files(name);
        files.stream()
                .filter(file -> !isHidden(file.path()) && !file.path().equals(MARKER))
                .forEach(file -> listed.put(file.path(), file));
        return listed;
    }

    private static boolean isHidden(String path) {
        return path.substring(path.lastIndexOf('/') + 1).startsWith(".");
    }
}
