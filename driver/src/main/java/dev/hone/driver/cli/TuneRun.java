package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.Phases;
import dev.hone.driver.cli.progress.ProgressText;
import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.cli.publish.PublishStep;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.Trials;
import dev.hone.driver.definition.ValidationDefinition.Confirm;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.fault.RepeatedJobs;
import dev.hone.driver.execute.fault.SparkModels;
import dev.hone.driver.journal.SavedModel;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.monitor.SearchMonitor;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.WriteRetries;
import dev.hone.driver.pipeline.TrainedPipeline;
import dev.hone.driver.publish.PublishDecision;
import dev.hone.driver.publish.PublishDecision.Outcome;
import dev.hone.driver.publish.PublishDefinition;
import dev.hone.driver.ranking.Conclusion;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.RecommendBy;
import dev.hone.driver.report.JavaSnippet;
import dev.hone.driver.report.LeaderboardFile;
import dev.hone.driver.report.StudyResult;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.report.Summary;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.study.Confirmation;
import dev.hone.driver.study.Recommender;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search of a run, from its loaded table to its saved model. Files are written in an order in which each tells the truth:
 * {@code model/} before the {@code result.json} that names its trial, {@code status.json} last.
 */
final class TuneRun {
    private static final Logger LOG = LoggerFactory.getLogger(TuneRun.class);
    static final String RESULT = "result.json";
    static final String LEADERBOARD = "leaderboard.csv";
    static final String MODEL = "model";
    private static final String CONFIRM = "confirm";
    private static final int SHOWN = 20;

    private final StudySession session;
    private final LoadedStudy loaded;
    private final StudyDefinition definition;
    private final StatusFile status;
    private final Phases phases;
    private final StudyListener progress;
    private final Sampler sampler;
    private final Clock clock = Clock.systemUTC();
    private final WriteRetries retries = new WriteRetries();
    private Optional<TrainedPipeline> trained = Optional.empty();

    /** What became of the best model, if the study publishes it. */
    private Optional<PublishDecision> published = Optional.empty();

    /** What the search starts from, as the user is told. */
    private Optional<String> history = Optional.empty();

    /**
     * @param phases tells what comes before and after the search
     * @param progress tells how far the search is
     */
    TuneRun(StudySession session, LoadedStudy loaded, StatusFile status, Phases phases, StudyListener progress) {
        this.session = session;
        this.loaded = loaded;
        this.status = status;
        this.phases = phases;
        this.progress = progress;
        definition = loaded.definition();
        sampler = definition.search().sampler();
    }

    /** Runs the search, and trains and saves the best trial unless there was a signal. */
    State run(OutputFolder folder, StudyJournal journal, InterruptSignals signals) {
        try (SearchMonitor monitor = SearchMonitor.open(session.spark().sparkContext(), definition.name())) {
            return run(folder, journal, signals, monitor);
        }
    }

    private State run(OutputFolder folder, StudyJournal journal, InterruptSignals signals, SearchMonitor monitor) {
        Study study = new Study(
                sampler,
                definition.validation().objective(),
                definition.validation().metrics(),
                journal,
                definition.search().stoppingRule(),
                List.of(new ColumnsLine(), progress, status, monitor),
                clock);
        history = journal.warmStart().map(start -> Secrets.redacted(start.text()));
        history.ifPresent(start -> LOG.info("The search starts from {}", start));
        journal.damages().forEach(HoneCommand::print);
        Instant start = clock.instant();
        signals.stopBy(() -> stop(study, signals));
        StudyEnd end = study.run(loaded.executor());
        signals.stopBy(this::cancelJobs);
        Duration wall = Duration.between(start, clock.instant());
        Search search = new Search(concluded(folder, study, end, signals), start, wall);
        State state = write(folder, study, search, signals);
        journal.flush(); // which tells whether it is still there
        phases.end();
        status.end(state, message(state, study.leaderboard()));
        report(folder, study, state);
        return state;
    }

    /** Tells it at once, as it may take a while. */
    private void stop(Study study, InterruptSignals signals) {
        Duration grace = signals.gracePeriod();
        session.dropWarnings();
        study.stopWithin(grace);
        if (!grace.isZero()) {
            phases.interrupt(() -> HoneCommand.print("interrupted; trials that run may end within "
                    + StoppingRule.text(grace) + ", a second signal stops at once"));
        }
    }

    private void cancelJobs() {
        session.dropWarnings();
        session.spark().sparkContext().cancelAllJobs();
    }

    /** Tells the features once the search begins. */
    private final class ColumnsLine implements StudyListener {
        @Override
        public void started(StudyProgress progress) {
            if (!loaded.table().features().isEmpty()) {
                System.err.println("Features: " + shown(loaded.table().features()));
            }
            history.ifPresent(start -> System.err.println("Warm start: " + start));
            loaded.columns().warnings().forEach(warning -> System.err.println("Warning: " + warning));
        }
    }

    private static String shown(List<String> columns) {
        String first = String.join(", ", columns.subList(0, Math.min(SHOWN, columns.size())));
        return columns.size() <= SHOWN ? first : first + " and " + (columns.size() - SHOWN) + " more";
    }

    private record Search(State state, Instant start, Duration wall) {}

    private static State state(StudyEnd end, Leaderboard leaderboard, InterruptSignals signals) {
        if (end == StudyEnd.INTERRUPTED) {
            return signals.state();
        }
        if (end == StudyEnd.TOO_MANY_FAILURES) {
            return State.FAILED;
        }
        if (leaderboard.succeeded() > 0) {
            return State.SUCCEEDED;
        }
        return end == StudyEnd.TIME_LIMIT ? State.OUT_OF_BUDGET : State.NO_SCORE;
    }

    /** Picks the trial that the study recommends; returns the search's state, or that this was interrupted. */
    private State concluded(OutputFolder folder, Study study, StudyEnd end, InterruptSignals signals) {
        State state = state(end, study.leaderboard(), signals);
        if (state != State.SUCCEEDED) {
            return state;
        }
        Optional<Confirm> confirm = definition.validation().confirm();
        Recommender recommender = Recommender.of(
                study, definition.recommendBy(), confirm.map(Confirm::trials).orElse(1));
        if (confirm.isEmpty()) {
            recommender.conclusion().ifPresent(study.leaderboard()::conclude);
            return state;
        }
        begin("evaluating the best trials on other folds");
        Confirmation confirmation = confirmed(folder, recommender.best(), signals);
        if (!confirmation.isComplete()) {
            return signals.state();
        }
        recommender.conclusion(confirmation.outcomes()).ifPresent(study.leaderboard()::conclude);
        return state;
    }

    /** The journal is that of a study of its own, so that what has been confirmed is not evaluated again. */
    private Confirmation confirmed(OutputFolder folder, List<Scored> best, InterruptSignals signals) {
        StudyIdentity identity = loaded.identity();
        try (OutputFolder own = folder.below(CONFIRM)) {
            StudyJournal.check(own, identity);
            try (StudyJournal journal = StudyJournal.open(own, identity, clock)) {
                Confirmation confirmation =
                        new Confirmation(best.stream().map(Scored::config).toList(), journal);
                journal.damages().forEach(HoneCommand::print);
                signals.stopBy(confirmation::interrupt);
                if (!confirmation.isComplete() && !signals.wereSent()) {
                    try (TrialExecutor executor = loaded.confirming(session.spark(), phases)) {
                        confirmation.run(executor);
                    }
                }
                signals.stopBy(this::cancelJobs);
                return confirmation;
            }
        }
    }

    /** Returns the search's state, or that it was interrupted while its best trial was trained or saved. */
    private State write(OutputFolder folder, Study study, Search search, InterruptSignals signals) {
        Leaderboard leaderboard = study.leaderboard();
        LeaderboardFile file =
                new LeaderboardFile(definition.search().space().params(), study::trial, CurveSampler.of(sampler));
        retries.run(() -> folder.replace(LEADERBOARD, writer -> file.write(leaderboard, writer)));
        if (!hasConcluded(search.state())) {
            return search.state();
        }
        Optional<Scored> best = best(leaderboard);
        if (best.isPresent() && !isSaved(folder, best.get()) && !save(folder, best.get(), signals)) {
            return signals.state();
        }
        if (best.isPresent() && !publish(folder, best.get(), signals)) {
            return signals.state();
        }
        StudyResult result = result(folder, study, search);
        retries.run(() -> folder.replace(RESULT, writer -> writer.print(result.toJson(leaderboard, published))));
        return isUndecided() ? State.UNDECIDED : search.state();
    }

    /** Whether it was decided what becomes of the model, if the study publishes; not if there was a signal before. */
    private boolean publish(OutputFolder folder, Scored best, InterruptSignals signals) {
        Optional<PublishDefinition> publish = definition.publish();
        if (publish.isEmpty()) {
            return true;
        }
        if (signals.wereSent()) {
            return false;
        }
        begin(PublishStep.PHASE);
        try {
            published = Optional.of(loaded.publishing(session.spark()).publish(publish.get(), folder, MODEL, best));
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            if (signals.wereSent()) {
                return false;
            }
            throw e;
        }
        return !(signals.wereSent() && isUndecided()); // A job that was cancelled leaves the champion without a score.
    }

    private boolean isUndecided() {
        return published
                .filter(decision -> decision.outcome() == Outcome.UNDECIDED)
                .isPresent();
    }

    /** Whether the search came to its end, so that what it has found counts. */
    private static boolean hasConcluded(State state) {
        return !state.isInterrupted() && state != State.FAILED;
    }

    /** The trial that the study recommends. */
    private static Optional<Scored> best(Leaderboard leaderboard) {
        return leaderboard.conclusion().map(Conclusion::best);
    }

    private StudyResult result(OutputFolder folder, Study study, Search search) {
        Optional<Scored> best = best(study.leaderboard());
        return new StudyResult(
                new StudyResult.StudySource(
                        definition.name(),
                        Secrets.redacted(definition.document().document().file())),
                new StudyResult.Table(
                        Secrets.redacted(definition.data().path()),
                        definition.data().location().format(),
                        loaded.table().rows().numRows(),
                        loaded.table().fingerprint(),
                        best.map(trial -> loaded.executor().features(trial.config()))
                                .orElseGet(() -> loaded.table().features())),
                new StudyResult.Validation(
                        definition.validation().schemeName(),
                        loaded.folds().size(),
                        definition.validation().schemeParams()),
                definition.search().seed(),
                study.trials(),
                StudyResult.Curves.of(CurveSampler.of(sampler), best),
                new StudyResult.SearchTime(search.start(), clock.instant(), search.wall()),
                StudyResult.Versions.with(session.spark().version()),
                new StudyResult.Output(
                        best.map(trial -> Secrets.redacted(folder.location(MODEL))),
                        Secrets.redacted(folder.location(LEADERBOARD))),
                best.flatMap(trial -> java(folder, trial)));
    }

    /** That of the pipeline just trained, else what an earlier run told of the same trial. */
    private Optional<String> java(OutputFolder folder, Scored best) {
        return trained.isPresent()
                ? JavaSnippet.of(trained.get().stages())
                : BestTrialJava.saved(folder, best.config().number());
    }

    /** Whether the model was trained and saved; not if there was a signal before the end. */
    private boolean save(OutputFolder folder, Scored best, InterruptSignals signals) {
        try {
            if (signals.wereSent()) {
                return false;
            }
            begin("training the best trial on all rows");
            TrainedPipeline pipeline = RepeatedJobs.of(
                    "The training of the best trial", () -> loaded.executor().fitOnAllRows(best.config()));
            if (signals.wereSent()) {
                return false;
            }
            begin("saving the model");
            trained = Optional.of(session.quietly(() -> saved(folder, best, pipeline)));
            return true;
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            if (signals.wereSent()) {
                return false;
            }
            throw e;
        }
    }

    private TrainedPipeline saved(OutputFolder folder, Scored best, TrainedPipeline pipeline) {
        retries.run(() -> {
            folder.delete(RESULT);
            SavedModel.save(folder, MODEL, best.config().number(), uri -> SparkModels.save(pipeline.model(), uri));
        });
        return pipeline;
    }

    private void begin(String phase) {
        status.phase(phase);
        phases.begin(phase);
    }

    /** Whether an earlier run of the study has saved the model of that trial, all of it. */
    private static boolean isSaved(OutputFolder folder, Scored best) {
        if (!folder.exists(MODEL) && !folder.exists(RESULT)) {
            return false;
        }
        Optional<String> fault = SavedModel.fault(folder, MODEL, best.config().number());
        fault.ifPresent(told -> HoneCommand.print(
                folder.location(MODEL) + ": " + told + "; the best trial is trained and saved again"));
        return fault.isEmpty();
    }

    private String message(State state, Leaderboard leaderboard) {
        return switch (state) {
            case SUCCEEDED ->
                leaderboard.objective().metric() + " "
                        + ProgressText.score(best(leaderboard)
                                .orElseThrow()
                                .mean(leaderboard.objective().metric()));
            case NO_SCORE -> "no trial has succeeded";
            case OUT_OF_BUDGET -> "stopped by its time limit before the first score";
            case UNDECIDED -> "publish: " + published.orElseThrow().text();
            case FAILED -> tooManyFailures(leaderboard);
            default -> SupervisedRun.INTERRUPTED;
        };
    }

    private String tooManyFailures(Leaderboard leaderboard) {
        return definition
                .search()
                .stoppingRule()
                .failures()
                .limit()
                .map(limit -> limit.exceeded(leaderboard, "search.max-failures"))
                .orElse("");
    }

    private boolean isWithoutEstimate(Leaderboard leaderboard) {
        return definition.recommendBy() == RecommendBy.ESTIMATED
                && leaderboard
                        .conclusion()
                        .filter(conclusion -> conclusion.estimated().isEmpty())
                        .isPresent();
    }

    private void report(OutputFolder folder, Study study, State state) {
        System.out.print(new Summary(
                        study.leaderboard(),
                        definition.search().space().params(),
                        study::trial,
                        config -> Optional.of(BestTrialJava.of(
                                folder, config, definition.search().pipeline())))
                .text());
        System.out.println();
        sampler.plan()
                .ifPresent(unused ->
                        System.out.println("search       " + definition.search().text()));
        history.ifPresent(start -> System.out.println("warm start   " + start));
        definition.search().curves().ifPresent(curves -> System.out.println("curves       " + curves));
        if (isWithoutEstimate(study.leaderboard())) {
            System.out.println(
                    "recommended  by observed score: no score is estimated, since too few trials have one or the"
                            + " space has too many dimensions");
        }
        loaded.table().clusterReason().ifPresent(reason -> System.out.println("lane         cluster: " + reason));
        Trials trials = Trials.of(definition);
        if (trials.areFewer()) {
            System.out.println("trials       " + trials.text());
        }
        if (state == State.SUCCEEDED || state == State.UNDECIDED) {
            System.out.println("model        " + folder.location(MODEL));
        }
        published.ifPresent(decision -> System.out.println("publish      " + decision.text()));
        if (hasConcluded(state)) {
            System.out.println("result       " + folder.location(RESULT));
        }
        System.out.println("leaderboard  " + folder.location(LEADERBOARD));
        if (state != State.SUCCEEDED) {
            System.err.println("hone: " + message(state, study.leaderboard()));
        }
    }
}
