package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialExecutionException;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.driver.execute.fault.ThreadPools;
import dev.hone.driver.task.LogContext;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.ThrownCategory;
import dev.hone.worker.train.JavaLinearAlgebra;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One search over pipelines: trials whose stages before the learner are equal form a group, which shares the tables that these
 * stages leave. The tables of a few groups are prepared and kept at once, on threads of the driver; each group's trials run on
 * an executor of its own. A group that has nothing to do goes when another one needs its place.
 *
 * <pre>
 *   submit -> waiting, by key -> group: prepare tables (a thread) -> executor -> events
 *                                group: prepare tables (a thread) -> executor -> events
 * </pre>
 *
 * <p>A trial that was lost with its executor, or ran out of memory, beside trials of other groups, runs once more with no other group beside it. One
 * whose stages a task could not fit or apply runs again on tables that Spark prepares.
 */
public final class PipelineRun implements TrialRun {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);
    private final SparkContext context;
    private final FoldTables tables;
    private final int mostGroups;
    private final Runnable wakeUp;
    private final ExecutorService groupThreads;
    private final ExecutorService foldThreads;
    private final String tag = "hone-stages-" + UUID.randomUUID();

    /** Trials whose group has no place yet. */
    private final Map<Object, List<TrialConfig>> waiting = new LinkedHashMap<>();

    private final Map<Object, Group> groups = new LinkedHashMap<>();
    private final Queue<TrialConfig> suspects = new ArrayDeque<>();

    /** Whether the only group runs a suspect, whose second loss is its own doing. */
    private boolean isSuspectAlone;

    /** Whether no trial begins any more. */
    private boolean draining;

    /** Read by the threads that prepare tables. */
    private volatile boolean stopped;

    /**
     * How many threads there are.
     *
     * @param groups whose tables are prepared or kept at once
     * @param folds that are prepared at once
     */
    public record Threads(int groups, int folds) {}

    /** Begins; {@code wakeUp} as in {@link TrialExecutor#start}. */
    public PipelineRun(SparkContext context, FoldTables tables, Threads threads, Runnable wakeUp) {
        JavaLinearAlgebra.prepare();
        this.context = context;
        this.tables = tables;
        this.wakeUp = wakeUp;
        mostGroups = threads.groups();
        groupThreads = Executors.newFixedThreadPool(threads.groups(), this::tagged);
        foldThreads = Executors.newFixedThreadPool(threads.folds(), this::tagged);
    }

    /** A thread whose jobs end with the run. */
    private Thread tagged(Runnable task) {
        return new Thread(LogContext.inherited(() -> {
            context.addJobTag(tag);
            task.run();
        }));
    }

    @Override
    public void submit(List<TrialConfig> trials) {
        for (TrialConfig trial : trials) {
            waiting.computeIfAbsent(tables.key(trial), unknown -> new ArrayList<>())
                    .add(trial);
        }
    }

    @Override
    public boolean wantsMore() {
        return waiting.isEmpty() && groups.values().stream().allMatch(Group::wantsMore);
    }

    @Override
    public List<TrialEvent> poll() {
        List<TrialEvent> events = new ArrayList<>();
        handOut();
        for (Iterator<Group> each = groups.values().iterator(); each.hasNext(); ) {
            Group group = each.next();
            List<TrialEvent> own = group.poll();
            own.forEach(event -> report(event, events));
            if (group.isIdle() && (isSuspectAlone || !waiting.isEmpty() || group.hasFailed())) {
                LOG.debug("The tables of {} trials are dropped", group.numTrials());
                group.close();
                each.remove();
            }
        }
        isSuspectAlone &= !groups.isEmpty();
        handOut();
        return events;
    }

    /** Hands waiting trials to their groups, and makes groups while there are places for them. */
    private void handOut() {
        if (isSuspectAlone || draining) {
            return;
        }
        for (Iterator<Map.Entry<Object, List<TrialConfig>>> each =
                        waiting.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<Object, List<TrialConfig>> next = each.next();
            Group group = groups.get(next.getKey());
            if (group == null && groups.size() < Math.min(mostGroups, tables.mostGroups())) {
                group = new Group(next.getValue().get(0));
                groups.put(next.getKey(), group);
            }
            if (group != null) {
                group.submit(next.getValue());
                each.remove();
            }
        }
        if (waiting.isEmpty() && !suspects.isEmpty() && groups.values().stream().allMatch(Group::isIdle)) {
            groups.values().forEach(Group::close);
            groups.clear();
            isSuspectAlone = true;
            TrialConfig suspect = suspects.remove();
            Group alone = new Group(suspect);
            groups.put(tables.key(suspect), alone);
            alone.submit(List.of(suspect));
        }
    }

    private void report(TrialEvent event, List<TrialEvent> events) {
        Optional<FailureCategory> failure = failure(event);
        if (failure.equals(Optional.of(FailureCategory.STAGES_LEFT_TO_SPARK))) {
            tables.leaveToSpark(event.config());
            sortAgain();
            submit(List.of(event.config()));
            events.add(new TrialEvent.Paused(event.config()));
        } else if (mostGroups > 1
                && !isSuspectAlone
                && failure.filter(FailureCategory::isOfCircumstances).isPresent()) {
            suspects.add(event.config());
            events.add(new TrialEvent.Restarted(event.config()));
        } else {
            events.add(event);
        }
    }

    /** By the keys of now: a group must not begin with a trial that has left it since, whose tables all of it would get. */
    private void sortAgain() {
        List<TrialConfig> trials =
                waiting.values().stream().flatMap(List::stream).toList();
        waiting.clear();
        submit(trials);
    }

    private static Optional<FailureCategory> failure(TrialEvent event) {
        return event instanceof TrialEvent.Ended ended && ended.outcome() instanceof Failed failed
                ? Optional.of(failed.category())
                : Optional.empty();
    }

    /** The time in which its tables are prepared is not a trial's, as others share them: it is then one that waits. */
    @Override
    public void cancel(TrialConfig trial) {
        waiting.values().forEach(alike -> alike.removeIf(other -> other.number() == trial.number()));
        waiting.values().removeIf(List::isEmpty);
        suspects.removeIf(other -> other.number() == trial.number());
        groups.values().forEach(group -> group.cancel(trial));
    }

    @Override
    public List<TrialConfig> separate(TrialConfig trial) {
        return groups.values().stream()
                .filter(group -> group.runs(trial))
                .findFirst()
                .map(group -> group.separate(trial))
                .orElse(List.of());
    }

    @Override
    public boolean drain() {
        draining = true;
        boolean runs = false;
        for (Group group : groups.values()) {
            runs |= group.drain();
        }
        return runs;
    }

    /** Stops what still runs and waits for it; what has ended by now counts, a trial that was lost beside others has not. */
    @Override
    public List<TrialEvent> stop() {
        stopped = true;
        foldThreads.shutdownNow();
        groupThreads.shutdownNow();
        context.cancelJobsWithTag(tag);
        List<TrialEvent> events = new ArrayList<>();
        groups.values().forEach(group -> group.stop().forEach(event -> report(event, events)));
        ThreadPools.end(groupThreads);
        ThreadPools.end(foldThreads);
        groups.values().forEach(Group::close);
        groups.clear();
        return events;
    }

    /** Trials on the same tables. */
    private final class Group {
        private final Future<TrialExecutor> executor;
        private final Map<Long, TrialConfig> running = new HashMap<>();
        private final List<TrialConfig> pending = new ArrayList<>();
        private @Nullable TrialRun run;
        private boolean hasFailed;
        private int numTrials;

        Group(TrialConfig first) {
            executor = groupThreads.submit(() -> {
                try {
                    return tables.prepare(first, foldThreads);
                } finally {
                    wakeUp.run();
                }
            });
        }

        void submit(List<TrialConfig> trials) {
            numTrials += trials.size();
            pending.addAll(trials);
            trials.forEach(trial -> running.put(trial.number(), trial));
        }

        boolean runs(TrialConfig trial) {
            return running.containsKey(trial.number());
        }

        boolean wantsMore() {
            TrialRun current = run;
            return current != null && current.wantsMore();
        }

        int numTrials() {
            return numTrials;
        }

        boolean isIdle() {
            return running.isEmpty() && executor.isDone();
        }

        boolean hasFailed() {
            return hasFailed;
        }

        List<TrialEvent> poll() {
            if (!executor.isDone()) {
                return List.of();
            }
            if (run == null) {
                try {
                    run = executor.get().start(wakeUp);
                } catch (ExecutionException e) {
                    return failed(e.getCause() == null ? e : e.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return List.of();
                }
            }
            return ended(run);
        }

        private List<TrialEvent> ended(TrialRun current) {
            if (!pending.isEmpty()) {
                current.submit(List.copyOf(pending));
                pending.clear();
            }
            return counted(current.poll());
        }

        void cancel(TrialConfig trial) {
            TrialRun current = run;
            if (running.remove(trial.number()) != null
                    && !pending.removeIf(other -> other.number() == trial.number())
                    && current != null) {
                current.cancel(trial);
            }
        }

        List<TrialConfig> separate(TrialConfig trial) {
            TrialRun current = run;
            return current == null ? List.of() : current.separate(trial);
        }

        private List<TrialEvent> counted(List<TrialEvent> events) {
            for (TrialEvent event : events) {
                if (event instanceof TrialEvent.Ended) {
                    running.remove(event.config().number());
                }
            }
            return events;
        }

        /** Trials whose tables Spark could no longer prepare have not failed: they run again when the study goes on. */
        private List<TrialEvent> failed(Throwable thrown) {
            if (stopped) {
                return List.of();
            }
            if (context.isStopped()) {
                throw new TrialExecutionException("Spark has stopped", thrown);
            }
            if (thrown instanceof TrialExecutionException ended) {
                throw ended;
            }
            FailureCategory category = ThrownCategory.of(thrown);
            if (!(thrown instanceof RuntimeException) && !category.isOfCircumstances()) {
                throw new TrialExecutionException(FailureMessage.of(thrown), thrown);
            }
            hasFailed = true;
            String message = message(thrown);
            List<TrialEvent> events = running.values().stream()
                    .<TrialOutcome>map(trial -> new Failed(trial, category, message, 0))
                    .<TrialEvent>map(TrialEvent.Ended::new)
                    .toList();
            running.clear();
            pending.clear();
            return events;
        }

        private static String message(Throwable thrown) {
            String own = thrown.getMessage();
            return thrown instanceof InvalidInputException && own != null ? own : FailureMessage.of(thrown);
        }

        boolean drain() {
            pending.clear();
            TrialRun current = run;
            return current != null && current.drain();
        }

        List<TrialEvent> stop() {
            TrialRun current = run;
            return current == null ? List.of() : counted(current.stop());
        }

        void close() {
            if (executor.isDone() && !executor.isCancelled()) {
                try {
                    executor.get().close();
                } catch (ExecutionException e) {
                    // It was told when it was found, and there is nothing to close.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
