package dev.hone.driver.monitor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The searches of this JVM. Safe for use by many threads. */
public final class LiveSearches {
    private static final List<SearchMonitor> RUNNING = new CopyOnWriteArrayList<>();

    /** Of the search that ended last. */
    private static volatile Optional<SearchFigures> last = Optional.empty();

    private LiveSearches() {}

    static void begin(SearchMonitor search) {
        RUNNING.add(search);
    }

    static void end(SearchMonitor search) {
        last = Optional.of(search.figures().in(SearchFigures.State.ENDED));
        RUNNING.remove(search);
    }

    /** The searches that run, the one that began first first. */
    public static List<SearchFigures> running() {
        return RUNNING.stream().map(SearchMonitor::figures).toList();
    }

    /**
     * The searches that run; while none does, the one that ended last, so that who looks once a minute sees how a short search
     * ended. Empty before the first.
     */
    public static List<SearchFigures> latest() {
        List<SearchFigures> running = running();
        return running.isEmpty() ? last.stream().toList() : running;
    }
}
