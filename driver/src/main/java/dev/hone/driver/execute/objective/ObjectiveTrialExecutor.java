package dev.hone.driver.execute.objective;

import dev.hone.driver.execute.SparkTrialExecutor;
import dev.hone.driver.execute.TaskJobs;
import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.driver.execute.fault.Losses;
import dev.hone.driver.execute.fault.LostTrials;
import dev.hone.driver.execute.watch.TaskReport;
import dev.hone.driver.execute.watch.TaskReports;
import dev.hone.driver.task.JavaBytes;
import dev.hone.driver.task.LogContext;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trials of a function of the config, one Spark task per trial. The function is broadcast as bytes of Java's serialization,
 * whichever serializer the session has, and each task reads a copy of its own.
 *
 * <p>A trial whose executor dies, or that runs out of memory, is set aside and run again alone after all others, so that a trial
 * that kills executors, or takes all memory, costs itself only.
 */
public final class ObjectiveTrialExecutor implements TrialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectiveTrialExecutor.class);

    private final SparkContext context;
    private final Broadcast<byte[]> function;
    private final String metric;
    private final IntSupplier slots;
    private final List<TaskReports> reports = new ArrayList<>();

    /**
     * Broadcasts the function.
     *
     * @param metric what its score is called in outcomes
     * @param slots how many trials run at once at that moment, at least 1
     * @throws java.io.UncheckedIOException if the function cannot be serialized
     * @throws dev.hone.worker.data.InvalidInputException if {@code spark.speculation} is on
     */
    public ObjectiveTrialExecutor(SparkContext context, ScoreFunction function, String metric, IntSupplier slots) {
        SparkTrialExecutor.requireNoSpeculation(context);
        this.context = context;
        this.metric = metric;
        this.slots = slots;
        this.function = JavaSparkContext.fromSparkContext(context).broadcast(JavaBytes.of(function));
    }

    @Override
    public int slots() {
        return slots.getAsInt();
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public TrialRun start(Runnable wakeUp) {
        TaskReports ofRun = new TaskReports(context, wakeUp);
        reports.add(ofRun);
        return new Run(ofRun, new TaskJobs<>(context, new ObjectiveTask(ofRun.name(), function, metric), wakeUp));
    }

    @Override
    public void close() {
        reports.forEach(TaskReports::close);
        function.destroy();
    }

    /** One search; used by the thread that polls it. */
    private final class Run implements TrialRun {
        private final TaskReports reports;
        private final TaskJobs<TrialConfig> jobs;
        private final Queue<TrialConfig> waiting = new ArrayDeque<>();

        /** Trials that may have failed for another one's sake, see {@link LostTrials}. */
        private final Queue<TrialConfig> suspects = new ArrayDeque<>();

        private final Losses losses = Losses.none(context.conf());

        /** By number: trials whose tasks were submitted and have not ended. */
        private final Map<Long, TrialConfig> submitted = new HashMap<>();

        /** Ids of Spark's of the tasks among them that have told that they take long, by number of the trial. */
        private final Map<Long, Long> attempts = new HashMap<>();

        /** Trials whose tasks were submitted and have not ended, cancelled ones included. */
        private final Set<Long> tasks = new HashSet<>();

        /** Whether the outstanding task runs a suspect, with nothing beside it. */
        private boolean isSuspectAlone;

        /** Whether no task is submitted any more. */
        private boolean draining;

        Run(TaskReports reports, TaskJobs<TrialConfig> jobs) {
            this.reports = reports;
            this.jobs = jobs;
        }

        @Override
        public void submit(List<TrialConfig> trials) {
            waiting.addAll(trials);
            begin();
        }

        @Override
        public boolean wantsMore() {
            return waiting.size() < slots();
        }

        @Override
        public List<TrialEvent> poll() {
            List<TrialEvent> events = ended();
            if (events.isEmpty()) {
                List<TrialConfig> lost = jobs.lost();
                events.addAll(ended()); // What they returned before that counts.
                lost.stream()
                        .filter(trial -> tasks.contains(trial.number()))
                        .forEach(trial -> end(trial, LostTrials.outcome(trial), events));
            }
            takeReports(events);
            takeLost(events);
            begin();
            return events;
        }

        private void takeReports(List<TrialEvent> events) {
            for (TaskReport report = reports.poll(); report != null; report = reports.poll()) {
                TrialConfig running = submitted.get(report.task());
                if (running == null) {
                    kill(report.attempt());
                } else {
                    attempts.put(running.number(), report.attempt());
                    events.add(new TrialEvent.Began(running, Duration.ofNanos(report.nanos())));
                }
            }
        }

        /** Trials whose executor died wait, until Spark has another one, to be told of. */
        private void takeLost(List<TrialEvent> events) {
            for (Optional<Long> next = reports.pollLost(); next.isPresent(); next = reports.pollLost()) {
                Long lost = next.get();
                attempts.forEach((trial, attempt) -> {
                    TrialConfig running = submitted.get(trial);
                    if (attempt.equals(lost) && running != null) {
                        events.add(new TrialEvent.Restarted(running));
                    }
                });
            }
        }

        /** Does nothing to a task that has ended. */
        private void kill(long attempt) {
            context.killTaskAttempt(attempt, true, "its trial was cancelled");
        }

        /** The function's thread is interrupted; one that minds no interrupt is abandoned, so that its slot is free. See {@link
         * dev.hone.driver.execute.fault.AbandonableWork}. */
        @Override
        public void cancel(TrialConfig trial) {
            waiting.removeIf(other -> other.number() == trial.number());
            suspects.removeIf(other -> other.number() == trial.number());
            submitted.remove(trial.number());
            Long attempt = attempts.remove(trial.number());
            if (attempt != null) {
                kill(attempt);
            }
        }

        @Override
        public boolean drain() {
            draining = true;
            return !tasks.isEmpty();
        }

        @Override
        public List<TrialEvent> stop() {
            jobs.cancel();
            return ended();
        }

        /** A job of the trials for which there are free slots; of a suspect once there is nothing else. */
        private void begin() {
            if (isSuspectAlone || draining) {
                return;
            }
            List<TrialConfig> next = new ArrayList<>();
            while (tasks.size() + next.size() < slots() && !waiting.isEmpty()) {
                next.add(waiting.remove());
            }
            if (tasks.isEmpty() && next.isEmpty() && !suspects.isEmpty()) {
                isSuspectAlone = true;
                next.add(suspects.remove());
            }
            if (!next.isEmpty()) {
                next.forEach(trial -> {
                    tasks.add(trial.number());
                    submitted.put(trial.number(), trial);
                });
                jobs.submit(
                        next,
                        JavaBytes::of,
                        "Hone trial " + next.get(0).number() + (next.size() > 1 ? " and others" : ""));
            }
        }

        private List<TrialEvent> ended() {
            List<TrialEvent> events = new ArrayList<>();
            Optional<TaskJobs.Returned<TrialConfig>> next = jobs.poll();
            while (next.isPresent()) {
                end(next.get().input(), (TrialOutcome) JavaBytes.read(next.get().result()), events);
                next = jobs.poll();
            }
            return events;
        }

        private void end(TrialConfig trial, TrialOutcome outcome, List<TrialEvent> events) {
            tasks.remove(trial.number());
            attempts.remove(trial.number());
            if (submitted.remove(trial.number()) == null) {
                isSuspectAlone = false;
            } else {
                report(outcome, events);
            }
        }

        private void report(TrialOutcome outcome, List<TrialEvent> events) {
            if (losses.runsAgain(outcome, isSuspectAlone)) {
                try (LogContext unused = LogContext.ofTrial(outcome.config())) {
                    LOG.info(
                            "Trial {} runs again alone, since another may be the reason: {}",
                            outcome.config().number(),
                            ((Failed) outcome).reason());
                }
                suspects.add(outcome.config());
                events.add(new TrialEvent.Restarted(outcome.config()));
            } else {
                events.add(new TrialEvent.Ended(outcome));
            }
            isSuspectAlone = false;
        }
    }
}
