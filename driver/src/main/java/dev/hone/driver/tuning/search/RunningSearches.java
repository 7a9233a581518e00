package dev.hone.driver.tuning.search;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The searches of a tuner that run; a copy in another JVM has none. */
public final class RunningSearches implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Set<SearchControl> searches;

    public synchronized SearchControl begin() {
        SearchControl control = new SearchControl();
        Set<SearchControl> known = searches == null ? new HashSet<>() : searches;
        known.add(control);
        searches = known;
        return control;
    }

    public synchronized void end(SearchControl control) {
        if (searches != null) {
            searches.remove(control);
        }
    }

    public synchronized void cancel() {
        if (searches != null) {
            searches.forEach(SearchControl::cancel);
        }
    }
}
