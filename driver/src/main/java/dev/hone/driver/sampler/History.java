package dev.hone.driver.sampler;

import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;

/**
 * What a sampler knows when it proposes a trial.
 *
 * @param ended outcomes of the trials that have ended, failed ones included, in the order in which they ended
 * @param running the trials that were proposed and have not ended, by number
 */
public record History(List<TrialOutcome> ended, List<Running> running) {

    /** Before the first trial. */
    public static History none() {
        return new History(List.of(), List.of());
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
