package dev.hone.driver.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.output.SealedJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a run stands, as {@code status.json} tells a scheduler.
 *
 * @param study the study's name
 * @param state how the run stands
 * @param message one line: the score, or what went wrong
 * @param trials number of trials of the whole study, 0 before it is known and where only a time limit ends it
 * @param done trials that have ended
 * @param updated when this was written, by the clock of the driver
 * @param heartbeat how often a running one is written again; empty in files of versions without a heartbeat
 */
public record StudyStatus(
        String study,
        State state,
        String message,
        long trials,
        long done,
        Instant updated,
        Optional<Duration> heartbeat) {
    private static final String EXIT_CODE = "exitCode";
    private static final String HEARTBEAT = "heartbeatSeconds";
    private static final double MILLIS_PER_SECOND = 1000;

    /** The states of a run, each with the exit code of a process that ends so. */
    public enum State {
        /** Not ended yet; {@code hone status} exits with 75, as sysexits.h names a temporary failure. */
        RUNNING(75),
        /** Handed to a cluster, whose driver has not begun; exits as a running one does. */
        SUBMITTED(75),
        /** The best model is saved. */
        SUCCEEDED(0),
        /** The user's input is wrong. */
        INVALID(2),
        /** No trial has succeeded. */
        NO_SCORE(3),
        /** The time limit came before the first score. */
        OUT_OF_BUDGET(4),
        /** The best model is saved, but nobody can tell whether it is better than the published one, which stays. */
        UNDECIDED(5),
        /** Stopped by Ctrl-C, or with its terminal; the same command continues. */
        INTERRUPTED(130),
        /** Stopped by SIGTERM, as schedulers stop what they run; tells that it was interrupted, with an exit code of its own. */
        TERMINATED(143),
        /** Something else went wrong. */
        FAILED(1),
        /**
         * Its heartbeat has stopped: the driver was killed, or cannot write any more. Never written, only concluded by a
         * reader; 69 is what sysexits.h names an unavailable service.
         */
        LOST(69);

        private final int exitCode;

        State(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }

        /** Whether it was stopped by a signal. */
        public boolean isInterrupted() {
            return this == INTERRUPTED || this == TERMINATED;
        }

        /** As {@code status.json} spells it: lower case with dashes. */
        public String label() {
            return (this == TERMINATED ? INTERRUPTED : this)
                    .name()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
        }
    }

    /** Whether nothing will be written after this. */
    public boolean hasEnded() {
        return state != State.RUNNING && state != State.SUBMITTED;
    }

    /** The same of a run whose heartbeat has stopped. */
    public StudyStatus lost(Instant lastHeartbeat) {
        String reason = "no heartbeat since " + lastHeartbeat + "; the same command continues (last: " + message + ")";
        return new StudyStatus(study, State.LOST, reason, trials, done, updated, heartbeat);
    }

    /** One JSON object with a line end. */
    public String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("study", study);
        node.put("state", state.label());
        if (hasEnded()) {
            node.put(EXIT_CODE, state.exitCode());
        }
        node.put("message", message);
        node.put("trials", trials);
        node.put("done", done);
        node.put("updated", updated.toString());
        heartbeat.ifPresent(interval -> node.put(HEARTBEAT, interval.toMillis() / MILLIS_PER_SECOND));
        return SealedJson.sealPretty(node.toPrettyString());
    }

    /**
     * Reads what {@link #toJson} wrote; files of versions without a heartbeat have no checksum.
     *
     * @throws IOException if it is something else, or damaged
     */
    public static StudyStatus fromJson(String json) throws IOException {
        try {
            boolean sealed = SealedJson.mayBeSealed(json) || json.contains(HEARTBEAT);
            JsonNode node = new ObjectMapper().readTree(sealed ? SealedJson.open(json) : json);
            State state = state(node.required("state").textValue(), Optional.ofNullable(node.get(EXIT_CODE)));
            return new StudyStatus(
                    node.required("study").textValue(),
                    state,
                    node.required("message").textValue(),
                    node.required("trials").longValue(),
                    node.required("done").longValue(),
                    Instant.parse(node.required("updated").textValue()),
                    Optional.ofNullable(node.get(HEARTBEAT)).map(StudyStatus::seconds));
        } catch (IOException | RuntimeException e) {
            throw new IOException("not a status: " + e.getMessage(), e);
        }
    }

    /** Of states with the same label the one with the exit code. */
    private static State state(String label, Optional<JsonNode> exitCode) {
        List<State> labelled = Arrays.stream(State.values())
                .filter(candidate -> candidate.label().equals(label))
                .toList();
        if (labelled.isEmpty()) {
            throw new IllegalArgumentException("state '" + label + "'");
        }
        return labelled.stream()
                .filter(candidate -> exitCode.map(JsonNode::intValue).equals(Optional.of(candidate.exitCode())))
                .findFirst()
                .orElse(labelled.get(0));
    }

    private static Duration seconds(JsonNode number) {
        if (!number.isNumber() || number.doubleValue() <= 0) {
            throw new IllegalArgumentException("'" + HEARTBEAT + "' must be a positive number (value: " + number + ")");
        }
        return Duration.ofMillis(Math.round(number.doubleValue() * MILLIS_PER_SECOND));
    }
}
