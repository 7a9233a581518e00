package dev.hone.driver.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.SealedJson;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code warm-start.jsonl} of a journal: the trials of an earlier run that a study starts from, written once before its first
 * trial, so that a study that is continued proposes from the same history whatever has become of that run. The first line tells
 * which run it was and what was left out, the others are outcomes; each with its checksum.
 */
final class WarmStartFile {
    static final String NAME = "warm-start.jsonl";

    private static final String FROM = "from";
    private static final String FOUND = "found";
    private static final String USED = "used";
    private static final String LEFT_OUT = "leftOut";
    private static final String TAKEN = "taken";

    private WarmStartFile() {}

    /**
     * What a journal has.
     *
     * @param file its path in the folder
     * @throws InvalidInputException if it is damaged
     */
    static Optional<WarmStart> read(OutputFolder folder, String file) {
        if (!folder.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = folder.readLines(file);
        try {
            if (lines.isEmpty()) {
                throw new IOException("damaged: it is empty");
            }
            JsonNode head = new ObjectMapper().readTree(SealedJson.open(lines.get(0)));
            List<TrialOutcome> trials = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                trials.add(OutcomeJson.read(SealedJson.open(line)));
            }
            if (trials.size() != JsonFields.count(head, USED)) {
                throw new IOException("damaged: lines are missing");
            }
            Map<String, Integer> leftOut = new LinkedHashMap<>();
            JsonFields.container(head, LEFT_OUT)
                    .properties()
                    .forEach(reason ->
                            leftOut.put(reason.getKey(), reason.getValue().intValue()));
            Map<String, String> taken = new LinkedHashMap<>();
            JsonFields.container(head, TAKEN)
                    .properties()
                    .forEach(value -> taken.put(value.getKey(), value.getValue().asText()));
            return Optional.of(
                    new WarmStart(JsonFields.text(head, FROM), JsonFields.count(head, FOUND), trials, leftOut, taken));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    folder.location(file) + ": " + e.getMessage() + "; restore it, or name another output folder", e);
        }
    }

    /** Writes it, all of it or none. */
    static void write(OutputFolder folder, String file, WarmStart start) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put(FROM, start.folder());
        head.put(FOUND, start.found());
        head.put(USED, start.trials().size());
        ObjectNode leftOut = head.putObject(LEFT_OUT);
        start.leftOut().forEach(leftOut::put);
        ObjectNode taken = head.putObject(TAKEN);
        start.taken().forEach(taken::put);
        folder.replace(file, writer -> {
            writer.print(SealedJson.sealLine(head.toString()) + "\n");
            start.trials().forEach(trial -> writer.print(SealedJson.sealLine(OutcomeJson.write(trial)) + "\n"));
        });
    }
}
