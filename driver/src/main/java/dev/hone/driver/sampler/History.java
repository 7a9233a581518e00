package dev.hone.driver.sampler;

import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a sampler knows when it proposes a trial.
 *
 * @param ended outcomes of the trials that have ended, failed ones included, in the order in which they ended
 * @param running the trials that were proposed and have not ended, by number
 * @param earlier outcomes of an earlier run from which the study was started, as configs of this study's space: the same from
 *     the first proposal to the last. They are no trials of this study, so their configs may be proposed again, and their
 *     scores may be those of other rows or folds; numbers are those of the earlier run
 */
public record History(List<TrialOutcome> ended, List<Running> running, List<TrialOutcome> earlier) {

    /** Without an earlier run. */
    public History(List<TrialOutcome> ended, List<Running> running) {
        this(ended, running, List.of());
    }

    /** Before the first trial. */
    public static History none() {
        return new History(List.of(), List.of());
    }

    /** All outcomes that there is something to learn from: those of the earlier run, then those of this one. */
    public List<TrialOutcome> known() {
        return earlier.isEmpty()
                ? ended
                : Stream.concat(earlier.stream(), ended.stream()).toList();
    }

    /**
     * A trial that has not ended.
     *
     * @param config what it trains
     * @param scores of the folds that have been scored, in the order in which they were; possibly none
     */
    public record Running(TrialConfig config, List<FoldScore> scores) {
        public Running {
            scores = List.copyOf(scores);
        }
    }
}
