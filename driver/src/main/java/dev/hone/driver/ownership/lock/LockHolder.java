package dev.hone.driver.ownership.lock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.output.SealedJson;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * A driver that owns an output folder, as its lock file tells it.
 *
 * @param run tells it from every other one, also from one of the same process
 * @param process its process
 * @param application id of its Spark application; empty while there is none
 * @param since when it has locked the folder, by its own clock
 */
record LockHolder(String run, DriverProcess process, String application, Instant since) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMAT = 1;

    /** A new one. */
    static LockHolder of(DriverProcess process, String application, Instant since) {
        return new LockHolder(
                UUID.randomUUID().toString(), process, application, since.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The same once its Spark application is known. */
    LockHolder withApplication(String id) {
        return new LockHolder(run, process, id, since);
    }

    /** One line of JSON with its checksum, without a line end. */
    String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        node.put("run", run);
        node.put("host", process.host());
        node.put("pid", process.pid());
        node.put("user", process.user());
        node.put("application", application);
        node.put("since", since.toString());
        node.put("pidSpace", process.pidSpace());
        node.put("startTicks", process.startTicks());
        return SealedJson.sealLine(node.toString());
    }

    /** Reads what {@link #toJson} wrote; empty if it is something else, damaged, or not written yet. */
    static Optional<LockHolder> fromJson(String text) {
        try {
            JsonNode node = MAPPER.readTree(SealedJson.open(text));
            DriverProcess process = new DriverProcess(
                    node.required("host").asText(),
                    node.required("pid").asLong(),
                    node.required("user").asText(),
                    node.required("pidSpace").asText(),
                    node.required("startTicks").asLong());
            return Optional.of(new LockHolder(
                    node.required("run").asText(),
                    process,
                    node.required("application").asText(),
                    Instant.parse(node.required("since").asText())));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** For messages. */
    String text() {
        return "host " + process.host() + ", pid " + process.pid() + ", user " + process.user()
                + (application.isEmpty() ? "" : ", application " + application) + ", since " + since;
    }

    /** The same of what a lock file holds, whatever that is. */
    static String text(String json) {
        return fromJson(json).map(LockHolder::text).orElse("its lock file does not tell which");
    }
}
