package dev.hone.driver.journal;

import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Trials that may have ended the process of an earlier run, by their numbers.
 *
 * @param suspects those that ran when it ended: each is to run alone, after all others
 * @param guilty those that ran alone when it ended, twice: they have failed
 */
public record SetAside(Set<Long> suspects, Set<Long> guilty) {
    static final SetAside NONE = new SetAside(Set.of(), Set.of());

    private static final String MESSAGE = "the process ended each time that it ran this trial";

    public SetAside {
        suspects = Set.copyOf(suspects);
        guilty = Set.copyOf(guilty);
    }

    /** What becomes of a guilty trial. */
    public static Failed outcome(TrialConfig trial) {
        return new Failed(trial, FailureCategory.EXECUTOR_LOST, MESSAGE, 0);
    }

    /** One line for the user; empty if there are none. */
    public Optional<String> text() {
        if (suspects.isEmpty()) {
            return Optional.empty();
        }
        String numbers = new TreeSet<>(suspects).stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Optional.of("an earlier run was ended while " + (suspects.size() == 1 ? "trial " : "trials ") + numbers
                + " ran; if not finished, each runs alone after the others");
    }
}
