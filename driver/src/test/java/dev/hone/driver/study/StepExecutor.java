package dev.hone.driver.study;

import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * Runs trials in the calling thread, one per poll in the order of submission, so that the order of events hangs on nothing.
 *
 * @param slots number of slots that it claims to have
 * @param trial what a trial does
 */
public record StepExecutor(int slots, Function<TrialConfig, TrialOutcome> trial) implements TrialExecutor {
    @Override
    public int parts() {
        return 1;
    }

    @Override
    public TrialRun start(Runnable wakeUp) {
        Queue<TrialConfig> submitted = new ArrayDeque<>();
        return new TrialRun() {
            @Override
            public void submit(List<TrialConfig> trials) {
                submitted.addAll(trials);
            }

            @Override
            public boolean wantsMore() {
                return submitted.size() < slots;
            }

            @Override
            public List<TrialEvent> poll() {
                return List.of(new TrialEvent.Ended(trial.apply(submitted.remove())));
            }

            @Override
            public void cancel(TrialConfig config) {
                submitted.remove(config);
            }

            @Override
            public List<TrialEvent> stop() {
                return List.of();
            }
        };
    }

    @Override
    public void close() {}
}
