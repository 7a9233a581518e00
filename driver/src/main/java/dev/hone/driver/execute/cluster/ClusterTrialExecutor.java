package dev.hone.driver.execute.cluster;

import dev.hone.driver.execute.FoldModels;
import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialEvent.FoldScored;
import dev.hone.driver.execute.TrialEvent.FoldTrained;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.driver.execute.fault.AbandonableWork;
import dev.hone.driver.task.LogContext;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.FiniteModels;
import dev.hone.worker.evaluate.ThrownCategory;
import dev.hone.worker.metric.UndefinedMetricException;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.storage.StorageLevel;

/**
 * The cluster lane: trials fitted by Spark's own {@code fit}, from a bounded number of driver threads, each fit in a pool of
 * its own of a FAIR scheduler and with a job tag by which it is cancelled. The rows of the folds are cached as long as the
 * executor is open.
 */
public final class ClusterTrialExecutor implements TrialExecutor {
    private static final String POOL = "spark.scheduler.pool";
    private static final int QUEUED_PER_SLOT = 2;

    private final SparkContext context;
    private final List<FoldFrames> folds;
    private final Function<TrialConfig, Estimator<?>> learners;
    private final Scorer scorer;
    private final Threads threads;
    private final FoldModels models;
    private final LaneChoice lane;
    private final CheckpointFolder checkpoints;

    /** How a fitted model is judged. */
    public interface Scorer {

        /**
         * The value by metric name, the objective first.
         *
         * @throws UndefinedMetricException if the objective is not defined on the rows
         */
        Map<String, Double> score(Model<?> model, FoldFrames fold);
    }

    /**
     * The threads that fits run in, which several executors may share.
     *
     * @param count how many there are
     */
    public record Threads(ExecutorService service, int count) {}

    /**
     * Begins to cache the rows, as fits read them.
     *
     * @param learners what is fitted for each trial
     * @param models what becomes of the models of the folds
     * @param reason why the trials are not trained inside tasks
     */
    public ClusterTrialExecutor(
            SparkContext context,
            List<FoldFrames> folds,
            Function<TrialConfig, Estimator<?>> learners,
            Scorer scorer,
            Threads threads,
            FoldModels models,
            String reason) {
        this.context = context;
        this.folds = folds.stream()
                .map(fold -> new FoldFrames(
                        fold.number(),
                        fold.training().persist(StorageLevel.MEMORY_AND_DISK()),
                        fold.validation().persist(StorageLevel.MEMORY_AND_DISK())))
                .toList();
        this.learners = learners;
        this.scorer = scorer;
        this.threads = threads;
        this.models = models;
        lane = new LaneChoice(Lane.CLUSTER, reason);
        checkpoints = CheckpointFolder.open(context);
    }

    @Override
    public int slots() {
        return threads.count();
    }

    @Override
    public int parts() {
        return folds.size();
    }

    @Override
    public TrialRun start(Runnable wakeUp) {
        return new Run(wakeUp);
    }

    @Override
    public void close() {
        checkpoints.close();
        folds.forEach(fold -> {
            fold.training().unpersist();
            fold.validation().unpersist();
        });
    }

    /** What is told of a fit: that it has begun, or what became of it. */
    private sealed interface Told {}

    private record Begun() implements Told {}

    /** What became of a fit: a score and its model, or a failure. */
    private sealed interface Fitted extends Told {}

    private record Succeeded(FoldScore score, TrainedModel trained) implements Fitted {}

    private record Failed(FailureCategory category, String message, int fold, long nanos) implements Fitted {}

    /** @param position of the fold */
    private record Message(Trial trial, int position, Told told) {}

    /** One search. Its state belongs to the thread that polls it, but for what the fits tell. */
    private final class Run implements TrialRun {
        private final Runnable wakeUp;
        private final String tag = "hone-fits-" + UUID.randomUUID();
        private final Map<Long, Trial> running = new HashMap<>();
        private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
        private long submitted;
        private volatile boolean stopped;

        Run(Runnable wakeUp) {
            this.wakeUp = wakeUp;
        }

        @Override
        public void submit(List<TrialConfig> trials) {
            for (TrialConfig config : trials) {
                // A tag of its own, also if it runs again: fits that it had cancelled may end only now.
                Trial trial = new Trial(config, tag + "-" + submitted++);
                running.put(config.number(), trial);
                for (int position = 0; position < folds.size(); position++) {
                    int place = position;
                    trial.fits.add(threads.service().submit(() -> fit(trial, place)));
                }
            }
        }

        @Override
        public boolean wantsMore() {
            return running.size() * folds.size() < QUEUED_PER_SLOT * slots();
        }

        @Override
        public List<TrialEvent> poll() {
            List<TrialEvent> events = new ArrayList<>();
            for (Message next = messages.poll(); next != null; next = messages.poll()) {
                Trial trial = next.trial();
                if (running.get(trial.config.number()) == trial) { // else it was cancelled, or runs again
                    trial.take(next.position(), next.told(), events);
                    trial.outcome().ifPresent(outcome -> {
                        running.remove(trial.config.number());
                        events.add(new TrialEvent.Ended(outcome));
                    });
                }
            }
            return events;
        }

        @Override
        public void cancel(TrialConfig config) {
            Trial trial = running.remove(config.number());
            if (trial != null) {
                trial.cancelFrom(0);
            }
        }

        @Override
        public boolean drain() {
            running.values().stream()
                    .filter(trial -> !trial.hasBegun())
                    .toList()
                    .forEach(trial -> cancel(trial.config));
            return !running.isEmpty();
        }

        @Override
        public List<TrialEvent> stop() {
            stopped = true;
            running.values().forEach(trial -> trial.cancelFrom(0));
            return poll();
        }

        private void fit(Trial trial, int position) {
            tell(new Message(trial, position, new Begun()));
            String name = "the fit of trial " + trial.config.number() + " on fold "
                    + folds.get(position).number();
            try (LogContext unused = LogContext.ofTrialAndJobs(context, trial.config)) {
                tell(new Message(trial, position, AbandonableWork.ofDriver(name, () -> fitted(trial, position))));
            }
        }

        private void tell(Message message) {
            if (!stopped) {
                messages.add(message);
                wakeUp.run();
            }
        }

        private Fitted fitted(Trial trial, int position) {
            FoldFrames fold = folds.get(position);
            long start = System.nanoTime();
            context.setLocalProperty(POOL, trial.tag(position));
            context.addJobTag(trial.tag(position));
            try {
                Model<?> model = (Model<?>) CheckpointFolder.withShortLineage(learners.apply(trial.config))
                        .fit(fold.training());
                FiniteModels.require(model);
                long trained = System.nanoTime();
                Map<String, Double> metrics = scorer.score(model, fold);
                requireObjective(metrics);
                FoldScore score = new FoldScore(fold.number(), metrics, trained - start, System.nanoTime() - trained);
                return new Succeeded(score, new TrainedModel(model, TrainingHistory.NONE, lane));
            } catch (Throwable e) { // whatever it is, it is this trial that failed
                return failed(e, fold, System.nanoTime() - start);
            } finally {
                trial.cancelLeft(position);
                context.removeJobTag(trial.tag(position));
                context.setLocalProperty(POOL, null);
            }
        }
    }

    private static Failed failed(Throwable thrown, FoldFrames fold, long nanos) {
        String message = thrown instanceof UndefinedMetricException undefined
                ? undefined.onFold(fold.number())
                : FailureMessage.of(thrown);
        return new Failed(ThrownCategory.of(thrown), message, fold.number(), nanos);
    }

    private static void requireObjective(Map<String, Double> metrics) {
        Map.Entry<String, Double> objective = metrics.entrySet().iterator().next();
        if (!Double.isFinite(objective.getValue())) {
            throw new UndefinedMetricException(objective.getKey(), "the value is " + objective.getValue());
        }
    }

    /** A trial that runs. With several failures, the first fold's reason counts, whichever comes first. */
    private final class Trial {
        private final TrialConfig config;
        private final String search;
        private final List<Future<?>> fits = new ArrayList<>();

        /** By position of the fold. */
        private final Map<Integer, Fitted> fitted = new HashMap<>();

        /** Positions of the folds that are being fitted. */
        private final Set<Integer> begun = new HashSet<>();

        /** From this position on. */
        private volatile int firstCancelled = Integer.MAX_VALUE;

        Trial(TrialConfig config, String search) {
            this.config = config;
            this.search = search;
        }

        String tag(int position) {
            return search + "-trial-" + config.number() + "-fold-"
                    + folds.get(position).number();
        }

        void cancelFrom(int position) {
            firstCancelled = Math.min(firstCancelled, position);
            for (int later = position; later < fits.size(); later++) {
                fits.get(later).cancel(true);
                context.cancelJobsWithTag(tag(later));
            }
        }

        /** An interrupted thread does not wait for its job, which may have been submitted after jobs were cancelled by tag. */
        void cancelLeft(int position) {
            if (position >= firstCancelled) {
                context.cancelJobsWithTag(tag(position));
            }
        }

        void take(int position, Told told, List<TrialEvent> events) {
            if (told instanceof Fitted found) {
                begun.remove(position);
                if (begun.isEmpty()) {
                    events.add(new TrialEvent.Paused(config));
                }
                take(position, found, events);
            } else {
                begun.add(position);
                events.add(new TrialEvent.Began(config, Duration.ZERO));
            }
        }

        private void take(int position, Fitted found, List<TrialEvent> events) {
            fitted.put(position, found);
            if (found instanceof Succeeded fit) {
                events.add(new FoldScored(config, fit.score()));
                if (models == FoldModels.KEPT) {
                    events.add(new FoldTrained(config, fit.score().fold(), fit.trained()));
                }
            } else {
                cancelFrom(position + 1);
            }
        }

        /** Whether a fold is being fitted, or was. */
        boolean hasBegun() {
            return !begun.isEmpty() || !fitted.isEmpty();
        }

        /** Once all folds are there, or all before one that has failed. */
        Optional<TrialOutcome> outcome() {
            List<FoldScore> scores = new ArrayList<>(folds.size());
            for (int position = 0; position < folds.size(); position++) {
                Fitted found = fitted.get(position);
                if (found == null) {
                    return Optional.empty();
                }
                if (found instanceof Failed failed) {
                    return Optional.of(new TrialOutcome.Failed(
                            config, failed.category(), failed.message(), failed.fold(), failed.nanos()));
                }
                scores.add(((Succeeded) found).score());
            }
            long nanos = scores.stream()
                    .mapToLong(score -> score.trainNanos() + score.scoreNanos())
                    .sum();
            return Optional.of(new TrialOutcome.Scored(config, lane, scores, nanos));
        }
    }
}
