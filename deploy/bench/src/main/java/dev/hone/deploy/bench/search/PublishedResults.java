package dev.hone.deploy.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reads what other tools reached: problem, then sampler, then {@code at20} and its like, each a value per seed. */
final class PublishedResults {
    private static final String PREFIX = "at";

    private PublishedResults() {}

    /**
     * The contestants of a JSON file.
     *
     * @throws InvalidInputException if it is no such file
     */
    static List<Contestant> read(Path file) {
        Map<String, Contestant> byLabel = new LinkedHashMap<>();
        json(file)
                .properties()
                .forEach(problem -> problem.getValue().properties().forEach(sampler -> {
                    if (sampler.getValue().isObject()) {
                        Contestant contestant = byLabel.computeIfAbsent(sampler.getKey(), Contestant::new);
                        sampler.getValue().properties().forEach(at -> {
                            int trials = trials(file, at.getKey());
                            contestant.put(new Contestant.Place(problem.getKey(), trials), numbers(at.getValue()));
                        });
                    }
                }));
        return new ArrayList<>(byLabel.values());
    }

    /** A JSON object out of a file. */
    static JsonNode json(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (root.isObject()) {
                return root;
            }
            throw new InvalidInputException(file + ": must hold a JSON object");
        } catch (IOException e) {
            throw new InvalidInputException(file + ": must be a readable JSON file (" + e.getMessage() + ")", e);
        }
    }

    private static int trials(Path file, String key) {
        if (!key.matches(PREFIX + "\\d{1,6}")) {
            throw new InvalidInputException(
                    file + ": values must be listed under names such as at20 (name: " + key + ")");
        }
        return Integer.parseInt(key.substring(PREFIX.length()));
    }

    private static double[] numbers(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}
