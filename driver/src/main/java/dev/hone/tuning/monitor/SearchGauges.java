package dev.hone.tuning.monitor;

import dev.hone.driver.execute.Slots;
import dev.hone.driver.monitor.LiveSearches;
import dev.hone.driver.monitor.SearchFigures;
import dev.hone.worker.data.FoldCache.Statistics;
import dev.hone.worker.trial.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.jspecify.annotations.Nullable;

/** The driver's gauges: the searches of this JVM, slots, and the caches of all executors. */
final class SearchGauges implements DriverPlugin {
    private final ExecutorCaches caches = new ExecutorCaches();
    private @Nullable SparkContext context;
    private @Nullable Slots slots;

    @Override
    public Map<String, String> init(SparkContext sparkContext, PluginContext unused) {
        context = sparkContext;
        slots = Slots.of(sparkContext);
        sparkContext.addSparkListener(caches);
        return Map.of();
    }

    @Override
    public void registerMetrics(String application, PluginContext plugin) {
        Gauges gauges = new Gauges(plugin.metricRegistry());
        gauges.add("searches_running", () -> LiveSearches.running().size());
        gauges.add(
                "trials_planned",
                () -> count(search -> search.counts().planned().orElse(0)));
        gauges.add("trials_waiting", () -> count(search -> search.inFlight().waiting()));
        gauges.add(
                "trials_running",
                () -> count(search -> search.inFlight().running().size()));
        gauges.add("trials_succeeded", () -> count(search -> search.counts().succeeded()));
        gauges.add("trials_failed", () -> count(search -> search.counts().failed()));
        gauges.add("best_score", SearchGauges::bestScore);
        for (Lane lane : Lane.values()) {
            gauges.add("trial_seconds_" + lane.label(), () -> sum(search -> search.seconds(lane)));
        }
        gauges.add("slots", this::slots);
        gauges.add("slots_busy", this::busySlots);
        gauges.add("cache_hits", () -> caches.sum(Statistics::hits));
        gauges.add("cache_misses", () -> caches.sum(Statistics::misses));
        gauges.add("cache_bytes", () -> caches.sum(Statistics::bytes));
    }

    private static long count(ToLongFunction<SearchFigures> part) {
        return LiveSearches.latest().stream().mapToLong(part).sum();
    }

    private static double sum(ToDoubleFunction<SearchFigures> part) {
        return LiveSearches.latest().stream().mapToDouble(part).sum();
    }

    private static double bestScore() {
        List<SearchFigures> searches = LiveSearches.latest();
        return searches.isEmpty()
                ? Double.NaN
                : searches.get(searches.size() - 1).best().orElse(Double.NaN);
    }

    private int slots() {
        return slots == null ? 0 : slots.count();
    }

    private int busySlots() {
        return context == null
                ? 0
                : Arrays.stream(context.statusTracker().getExecutorInfos())
                        .mapToInt(SparkExecutorInfo::numRunningTasks)
                        .sum();
    }

    @Override
    public @Nullable Object receive(Object message) {
        CacheReport.of(message).ifPresent(caches::take);
        return null;
    }
}
