package dev.hone.driver.ranking;

import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Why trials have failed.
 *
 * @param reasons the most frequent first, equally frequent ones by their text
 */
public record FailureReasons(List<Reason> reasons) {

    /**
     * One of them.
     *
     * @param first the trial of the lowest number that failed so
     * @param trials how many did
     */
    public record Reason(Failed first, int trials) {
        private Reason and(Reason other) {
            return new Reason(first, trials + other.trials());
        }

        /** How many trials, and category and message. */
        public String text() {
            return trials + " x " + first.reason();
        }
    }

    public FailureReasons {
        reasons = List.copyOf(reasons);
    }

    /** @param failures in order of their numbers */
    public static FailureReasons of(List<Failed> failures) {
        Map<String, Reason> byText = new TreeMap<>();
        failures.forEach(failed -> byText.merge(failed.reason(), new Reason(failed, 1), Reason::and));
        return new FailureReasons(byText.values().stream()
                .sorted(Comparator.comparingInt(Reason::trials).reversed())
                .toList());
    }

    /** The most frequent ones on a line. */
    public String text(int most) {
        return reasons.stream().limit(most).map(Reason::text).collect(Collectors.joining("; "));
    }
}
