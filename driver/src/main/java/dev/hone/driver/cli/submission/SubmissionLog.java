package dev.hone.driver.cli.submission;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What spark-submit tells of a driver that it has handed to a cluster, by its log alone: on a standalone master and on Kubernetes
 * its exit code is 0 for a driver that could not be started, too. The lines are those of {@code ClientEndpoint} and, over REST,
 * of {@code RestSubmissionClient}; on YARN, of {@code YarnClientImpl}; on Kubernetes, of {@code Client} and {@code
 * LoggingPodStatusWatcherImpl}.
 */
public final class SubmissionLog {
    private static final Pattern ID =
            Pattern.compile("(?:successfully (?:submitted|created) as|^INFO YarnClientImpl: Submitted application"
                    + "| submission ID) ([^\\s,]+?)[.,]?(?:\\s|$)");
    private static final Pattern STATE =
            Pattern.compile("State of (?:driver )?\\S+ is (?:now )?([A-Z]+)|^INFO .* \\(phase: (Failed)\\)");
    private static final Pattern PROBLEM = Pattern.compile("^ERROR [^:]+: (.*\\S)");
    private static final Pattern EXCEPTION =
            Pattern.compile("^(?:Exception in thread \"[^\"]*\" |Caused by: )?(?:[a-z]\\w*\\.)+"
                    + "([A-Z]\\w*(?:Exception|Error): (?!Exception thrown in awaitResult).*\\S)");
    private static final Set<String> OVER = Set.of("ERROR", "FAILED", "KILLED", "Failed");
    private static final String WAITING = "SUBMITTED";
    private static final String FINISHED = "FINISHED";

    private Optional<String> id = Optional.empty();
    private Optional<String> state = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Optional<String> exception = Optional.empty();

    /** Takes the next line. */
    public void accept(String line) {
        id = id.or(() -> found(ID, line));
        state = found(STATE, line).or(() -> state);
        problem = problem.or(() -> found(PROBLEM, line));
        exception = exception.or(() -> found(EXCEPTION, line));
    }

    /** The driver's id, once the master has taken it. */
    public Optional<String> id() {
        return id;
    }

    /** Whether the master has told that the driver could not be started, or has ended without success. */
    public boolean tellsOfFailure() {
        return state.filter(OVER::contains).isPresent();
    }

    /** Whether the master has told that the driver has ended, in whatever way. */
    public boolean tellsOfEnd() {
        return tellsOfFailure() || state.filter(FINISHED::equals).isPresent();
    }

    /** Whether the driver was still waiting for a worker when spark-submit last asked. */
    public boolean tellsOfWaiting() {
        return state.filter(WAITING::equals).isPresent();
    }

    /** What went wrong, in one line: an exception's message where there is one. */
    public Optional<String> problem() {
        return exception.or(() -> problem);
    }

    private static Optional<String> found(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
