package dev.hone.driver.monitor;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.ui.SparkUI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The tab of Spark's UI, which is there while a search of that application runs; nothing where the UI is off. No search fails for
 * the sake of its tab. Safe for use by several threads.
 */
final class SearchTabs {
    private static final Logger LOG = LoggerFactory.getLogger(SearchTabs.class);
    private static final Map<SparkUI, Shown> SHOWN = new HashMap<>();

    private SearchTabs() {}

    /** @param searches how many there are for which the tab is shown */
    private record Shown(HoneTab tab, int searches) {}

    static synchronized void begin(SparkContext context) {
        Option<SparkUI> ui = context.ui();
        if (ui.isDefined()) {
            try {
                Shown shown = SHOWN.get(ui.get());
                SHOWN.put(
                        ui.get(),
                        shown == null
                                ? new Shown(HoneTab.attach(ui.get()), 1)
                                : new Shown(shown.tab(), shown.searches() + 1));
            } catch (RuntimeException | LinkageError e) { // another version of Spark's UI
                LOG.warn("Spark's UI has no tab of the search", e);
            }
        }
    }

    static synchronized void end(SparkContext context) {
        Option<SparkUI> ui = context.ui();
        Shown shown = ui.isDefined() ? SHOWN.remove(ui.get()) : null;
        if (shown == null) {
            return;
        }
        if (shown.searches() > 1) {
            SHOWN.put(ui.get(), new Shown(shown.tab(), shown.searches() - 1));
            return;
        }
        try {
            ui.get().detachTab(shown.tab());
        } catch (RuntimeException e) { // the UI has been stopped, and the tab with it
            LOG.debug("The tab of the search could not be detached", e);
        }
    }
}
