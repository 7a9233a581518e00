package dev.hone.driver.execute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.Trials;
import dev.hone.driver.UserSession;
import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Trials of odd numbers have stages that tasks turn out not to fit; those of even numbers have others. */
@ExtendWith(UserSession.class)
class LeftStagesIT {
    private static final String TASKS = "tasks";
    private static final String SPARK = "odd stages, by Spark";

    /** By number of the trial: the tables that its last run was on. */
    private final Map<Long, String> tables = new ConcurrentHashMap<>();

    private final List<TrialEvent> events = new ArrayList<>();

    @Test
    void trialsThatWaitedWhenStagesWereLeftToSparkRunOnTheirOwnTables() {
        TrialRun run = new PipelineRun(
                UserSession.session().sparkContext(), new Tables(), new PipelineRun.Threads(2, 1), () -> {});
        try {
            run.submit(List.of(Trials.config(1)));
            poll(run, TrialEvent.Restarted.class, 1); // it was lost, and runs alone now
            run.submit(List.of(Trials.config(3), Trials.config(2)));
            poll(run, TrialEvent.Ended.class, 3);
        } finally {
            run.stop();
        }

        assertThat(tables).containsEntry(1L, SPARK).containsEntry(3L, SPARK).containsEntry(2L, TASKS);
    }

    private void poll(TrialRun run, Class<? extends TrialEvent> type, int count) {
        Awaitility.await().until(() -> {
            events.addAll(run.poll());
            return events.stream().filter(type::isInstance).count() == count;
        });
    }

    private final class Tables implements FoldTables {
        private final Set<Long> left = ConcurrentHashMap.newKeySet();
        private final Set<Long> lost = ConcurrentHashMap.newKeySet();

        @Override
        public Object key(TrialConfig trial) {
            return left.contains(trial.number() % 2) ? SPARK : TASKS;
        }

        @Override
        public int mostGroups() {
            return 2;
        }

        @Override
        public TrialExecutor prepare(TrialConfig trial, ExecutorService threads) {
            return new Prepared((String) key(trial));
        }

        @Override
        public void leaveToSpark(TrialConfig trial) {
            left.add(trial.number() % 2);
        }

        private TrialOutcome outcome(TrialConfig trial, String on) {
            tables.put(trial.number(), on);
            if (trial.number() == 1 && lost.add(1L)) {
                return new Failed(trial, FailureCategory.EXECUTOR_LOST, "lost", 1);
            }
            return trial.number() == 1 && on.equals(TASKS)
                    ? new Failed(trial, FailureCategory.STAGES_LEFT_TO_SPARK, "left", 1)
                    : Trials.scored(trial.number(), "f1", 1);
        }

        private final class Prepared implements TrialExecutor {
            private final String name;

            Prepared(String name) {
                this.name = name;
            }

            @Override
            public int slots() {
                return 1;
            }

            @Override
            public int parts() {
                return 1;
            }

            @Override
            public TrialRun start(Runnable wakeUp) {
                return new Run(name);
            }

            @Override
            public void close() {}
        }

        private final class Run implements TrialRun {
            private final String name;
            private final List<TrialConfig> waiting = Collections.synchronizedList(new ArrayList<>());

            Run(String name) {
                this.name = name;
            }

            @Override
            public void submit(List<TrialConfig> trials) {
                waiting.addAll(trials);
            }

            @Override
            public boolean wantsMore() {
                return waiting.isEmpty();
            }

            @Override
            public List<TrialEvent> poll() {
                List<TrialEvent> ended = waiting.stream()
                        .<TrialEvent>map(trial -> new TrialEvent.Ended(outcome(trial, name)))
                        .toList();
                waiting.clear();
                return ended;
            }

            @Override
            public void cancel(TrialConfig trial) {}

            @Override
            public List<TrialEvent> stop() {
                return List.of();
            }
        }
    }
}
