package dev.hone.tuning;

import dev.hone.driver.execute.Slots;
import dev.hone.driver.execute.TrialExecutionException;
import dev.hone.driver.execute.objective.ObjectiveTrialExecutor;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.monitor.SearchMonitor;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.study.FailureLimit;
import dev.hone.driver.study.FailureRule;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.task.LogContext;
import dev.hone.driver.tuning.search.CallerProperties;
import dev.hone.driver.tuning.search.KeptOutcomes;
import dev.hone.driver.tuning.search.LoggedSearch;
import dev.hone.driver.tuning.search.ObjectiveOutput;
import dev.hone.driver.tuning.search.ProgressListener;
import dev.hone.driver.tuning.search.RunningSearches;
import dev.hone.driver.tuning.search.SearchControl;
import dev.hone.driver.tuning.search.StudyPlan;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Optimizes any function of some params on a Spark cluster: each trial is a Spark task that calls the function, and the samplers,
 * journal, files and listeners are those of {@link HyperparameterTuner}.
 *
 * <pre>{@code
 * ObjectiveResult found = new ObjectiveTuner()
 *     .setObjective(trial -> simulate(trial.getInt("servers"), trial.getDouble("timeout"), trial.seed()))
 *     .setSearchSpace(NamedParamSpace.builder()
 *         .integer("servers", 1, 16)
 *         .logUniform("timeout", 0.01, 10)
 *         .build())
 *     .setNumTrials(50)
 *     .optimize(spark);
 * found.best().trial().getInt("servers");
 * }</pre>
 *
 * <p>A trial whose function throws, returns NaN or an infinite number, or takes its executor down fails with a category and a
 * message, and the search goes on; it fails only if all trials do. The same settings give the same trials, in whatever order they
 * end, with samplers that do not look at scores; with others, the same scores in the same order do. In result files a trial's
 * learner is {@code objective} and its lane {@code inline}.
 *
 * <p>{@link #cancel} may be called from any thread, everything else from one.
 */
public final class ObjectiveTuner extends StudySettings<ObjectiveTuner> {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectiveTuner.class);

    private final RunningSearches running = new RunningSearches();
    private @Nullable ObjectiveFunction objective;
    private @Nullable TuningListener listener;
    private Optional<Duration> timeLimit = Optional.empty();
    private Optional<Duration> trialTimeout = Optional.empty();
    private Optional<FailureLimit> maxFailures = Optional.empty();
    private int retryFailed;
    private OptionalInt parallelism = OptionalInt.empty();

    /** Creates a tuner without an objective and a search space, which must be set. */
    public ObjectiveTuner() {}

    @Override
    ObjectiveTuner self() {
        return this;
    }

    /** The function to optimize. Required; must be serializable. */
    public ObjectiveTuner setObjective(ObjectiveFunction value) {
        objective = value;
        return this;
    }

    /**
     * Wall time of the search, above 0; not set by default: no limit. At the limit running trials are cancelled, but not before a
     * first trial has a score.
     *
     * @throws InvalidInputException if it is not above 0
     */
    public ObjectiveTuner setTimeLimit(Duration value) {
        timeLimit = Optional.of(positive("timeLimit", value));
        return this;
    }

    /**
     * How long a trial may run, above 0, without the time that it waits for a slot; not set by default: no limit. One that runs
     * longer is cancelled and fails, which frees its slot within 2 seconds. A function that minds no interrupt goes on beside
     * the next trials, until an executor that has more of them than cores is replaced; in local mode until it returns.
     *
     * @throws InvalidInputException if it is not above 0
     */
    public ObjectiveTuner setTrialTimeout(Duration value) {
        trialTimeout = Optional.of(positive("trialTimeout", value));
        return this;
    }

    /**
     * How many trials may fail, at least 0; not set by default: any number, as long as one has a score. Once more have failed
     * {@code optimize} fails, also where it continues a search whose journal has so many.
     *
     * @throws InvalidInputException if it is less than 0
     */
    public ObjectiveTuner setMaxFailures(int value) {
        return setMaxFailures(Integer.toString(value));
    }

    /**
     * The same as a share of the trials that have ended, such as {@code 20%}, from {@code 0%} to {@code 100%}, which counts once
     * ten have ended; or a number.
     *
     * @throws InvalidInputException if it is neither
     */
    public ObjectiveTuner setMaxFailures(String value) {
        maxFailures = Optional.of(checked("maxFailures", () -> FailureLimit.parse(value)));
        return this;
    }

    /**
     * How often a trial is run again that lacked memory, or whose executor was lost, 0 (default) to 10. Such a trial has run
     * alone before it counts as failed. What the journal of an output folder has of earlier runs counts too.
     *
     * @throws InvalidInputException if it is out of this range
     */
    public ObjectiveTuner setRetryFailed(int value) {
        retryFailed = checked("retryFailed", () -> new FailureRule(Optional.empty(), value))
                .retries();
        return this;
    }

    private static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new InvalidInputException(name + " must be above 0 (value: " + value + ")");
        }
        return value;
    }

    private static <T> T checked(String name, Supplier<T> setting) {
        try {
            return setting.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(name + " " + e.getMessage());
        }
    }

    /**
     * Number of trials that run at a time, at least 1; default: as many as the application has slots.
     *
     * @throws InvalidInputException if it is less than 1
     */
    public ObjectiveTuner setParallelism(int value) {
        if (value < 1) {
            throw new InvalidInputException("parallelism must be at least 1 (value: " + value + ")");
        }
        parallelism = OptionalInt.of(value);
        return this;
    }

    /** Tells how far searches are, as trials end and ten times a second; not set by default. */
    public ObjectiveTuner setListener(TuningListener value) {
        listener = value;
        return this;
    }

    /**
     * Stops the searches of this tuner that run: their trials are cancelled, and {@code optimize} returns what has ended. Callable
     * from any thread. With an output folder the next {@code optimize} continues.
     */
    public void cancel() {
        running.cancel();
    }

    /**
     * Searches.
     *
     * @param session whose executors run the trials
     * @return the best trial and all others
     * @throws InvalidInputException if the objective or the search space is missing, settings do not go together, the objective
     *     cannot be serialized, every trial failed, or the output folder holds something else
     * @throws IllegalStateException if the thread is interrupted, the search cancelled before a trial has a score, or more trials
     *     have failed than {@code maxFailures};
     *     also if another driver runs a search in the output folder, or has taken the folder over from this one
     */
    public ObjectiveResult optimize(SparkSession session) {
        UserObjective function = function();
        StudyPlan plan = plan("ObjectiveTuner of " + function.className());
        requireEnd();
        plan.exhausted().ifPresent(line -> LOG.warn("{}: the search ends after these", line));
        SparkContext context = session.sparkContext();
        SearchControl control = running.begin();
        try (CallerProperties unused = CallerProperties.of(context);
                LogContext logged = LogContext.ofStudy(context, plan.name());
                SearchMonitor monitor = SearchMonitor.open(context, plan.name());
                ObjectiveTrialExecutor executor = new ObjectiveTrialExecutor(
                        context, function, plan.objective().metric(), slots(context))) {
            Search search = new Search(plan, executor, control);
            if (output().isEmpty()) {
                return search.run(TrialJournal.none(), listeners(monitor)).result();
            }
            try (ObjectiveOutput output = ObjectiveOutput.open(output(), context.hadoopConfiguration(), plan)) {
                return withOutput(output, search, listeners(monitor));
            }
        } finally {
            running.end(control);
        }
    }

    private IntSupplier slots(SparkContext context) {
        return parallelism.isPresent() ? parallelism::getAsInt : Slots.of(context)::count;
    }

    private StoppingRule stoppingRule() {
        return new StoppingRule(timeLimit, 1, trialTimeout, new FailureRule(maxFailures, retryFailed));
    }

    private UserObjective function() {
        ObjectiveFunction given = objective;
        if (given == null) {
            throw new InvalidInputException("objective must be set, the function to optimize");
        }
        UserObjective function = new UserObjective(given);
        function.requireSerializable();
        return function;
    }

    private void requireEnd() {
        if (!isGrid() && !isCounted() && timeLimit.isEmpty()) {
            throw new InvalidInputException("numTrials or timeLimit must be set with sampler " + samplerName());
        }
    }

    private List<StudyListener> listeners(SearchMonitor monitor) {
        List<StudyListener> listeners = new ArrayList<>(List.of(new LoggedSearch(), monitor));
        Optional.ofNullable(listener)
                .ifPresent(told ->
                        listeners.add(new ProgressListener(progress -> told.progress(TuningProgress.of(progress)))));
        return listeners;
    }

    private ObjectiveResult withOutput(ObjectiveOutput output, Search search, List<StudyListener> listeners) {
        try {
            listeners.add(output.listener());
            Found found = search.run(output.journal(), listeners);
            Leaderboard leaderboard = found.study().leaderboard();
            if (leaderboard.best().trial().isPresent()) {
                State state = found.end() == StudyEnd.INTERRUPTED ? State.INTERRUPTED : State.SUCCEEDED;
                output.write(leaderboard, found.study()::trial, state);
            } else if (found.end() == StudyEnd.INTERRUPTED) {
                output.interrupted();
            } else {
                output.discard();
            }
            return found.result();
        } catch (Throwable e) { // Spark's exceptions are checked, and thrown undeclared
            output.fail(e);
            throw e;
        }
    }

    /** One search. */
    private final class Search {
        private final StudyPlan plan;
        private final ObjectiveTrialExecutor executor;
        private final SearchControl control;

        Search(StudyPlan plan, ObjectiveTrialExecutor executor, SearchControl control) {
            this.plan = plan;
            this.executor = executor;
            this.control = control;
        }

        Found run(TrialJournal journal, List<StudyListener> listeners) {
            KeptOutcomes outcomes = KeptOutcomes.of(journal);
            List<StudyListener> all = new ArrayList<>(listeners);
            all.add(0, outcomes);
            Study study = new Study(
                    plan.sampler(),
                    plan.objective(),
                    List.of(plan.objective().metric()),
                    journal,
                    stoppingRule(),
                    all,
                    Clock.systemUTC());
            control.stopBy(study::interrupt);
            try {
                StudyEnd end = study.run(executor);
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("The search was interrupted");
                }
                return new Found(end, study, outcomes.below(plan.sampler().trials()), endedEarly(end, study));
            } catch (TrialExecutionException e) {
                throw e.getCause() instanceof InvalidInputException refused ? refused : e;
            }
        }

        private Optional<String> endedEarly(StudyEnd end, Study study) {
            return switch (end) {
                case COMPLETED -> plan.exhausted();
                case TIME_LIMIT ->
                    timeLimit.map(
                            limit -> "The time limit was reached (timeLimit: " + limit.toMillis() / 1000.0 + " s)");
                case TOO_MANY_FAILURES -> throw TunerSearch.tooManyFailures(study, stoppingRule());
                case INTERRUPTED -> Optional.of("The search was cancelled");
            };
        }
    }

    /**
     * What a search has come to.
     *
     * @param outcomes by number
     * @param endedEarly why fewer trials have ended than were asked for
     */
    private record Found(StudyEnd end, Study study, List<TrialOutcome> outcomes, Optional<String> endedEarly) {

        ObjectiveResult result() {
            String metric = study.leaderboard().objective().metric();
            Scored best = study.leaderboard().best().trial().orElseThrow(() -> TunerSearch.nothingFound(end, outcomes));
            return new ObjectiveResult(TrialResult.of(best, metric), TrialResult.of(outcomes, metric), endedEarly);
        }
    }
}
