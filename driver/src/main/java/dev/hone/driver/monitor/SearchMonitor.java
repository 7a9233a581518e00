package dev.hone.driver.monitor;

import dev.hone.driver.monitor.SearchFigures.Counts;
import dev.hone.driver.monitor.SearchFigures.State;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;

/**
 * Shows a search to who looks on, from when it is opened to its close: to {@link LiveSearches}, and in the tab of Spark's UI where
 * that is on. Used by the search's thread, but for {@link #figures}.
 */
public final class SearchMonitor implements StudyListener, AutoCloseable {
    private static final int MOST_TOP_TRIALS = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final SparkContext context;
    private final Map<Lane, Double> laneSeconds = new EnumMap<>(Lane.class);

    /** Replaced as a whole, ten times a second at most. */
    private volatile SearchFigures figures;

    private SearchMonitor(SparkContext context, String study) {
        this.context = context;
        figures = SearchFigures.starting(study);
    }

    /**
     * Begins to show a search.
     *
     * @param context on which its trials run
     * @param study its name
     */
    public static SearchMonitor open(SparkContext context, String study) {
        SearchMonitor monitor = new SearchMonitor(context, study);
        LiveSearches.begin(monitor);
        SearchTabs.begin(context);
        return monitor;
    }

    SearchFigures figures() {
        return figures;
    }

    @Override
    public void started(StudyProgress progress) {
        tick(progress);
    }

    @Override
    public void ended(TrialOutcome outcome, StudyProgress progress) {
        if (outcome instanceof Scored scored) {
            laneSeconds.merge(scored.lane(), scored.nanos() / NANOS_PER_SECOND, Double::sum);
        }
    }

    @Override
    public void tick(StudyProgress progress) {
        Counts counts = Counts.of(progress);
        figures = new SearchFigures(
                figures.study(),
                State.SEARCHING,
                progress.leaderboard().objective().metric(),
                counts,
                progress.inFlight(),
                progress.elapsed(),
                laneSeconds,
                top(progress, counts));
    }

    private List<Scored> top(StudyProgress progress, Counts counts) {
        return counts.succeeded() == figures.counts().succeeded()
                ? figures.top()
                : progress.leaderboard().topTrials(MOST_TOP_TRIALS);
    }

    @Override
    public void finished(StudyProgress progress) {
        tick(progress);
        figures = figures.in(State.CONCLUDING);
    }

    @Override
    public void close() {
        LiveSearches.end(this);
        SearchTabs.end(context);
    }
}
