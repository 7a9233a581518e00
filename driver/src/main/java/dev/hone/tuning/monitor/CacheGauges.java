package dev.hone.tuning.monitor;

import dev.hone.worker.data.FoldCache;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext$;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gauges of an executor's caches, which it also tells the driver every few seconds. */
final class CacheGauges implements ExecutorPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(CacheGauges.class);
    private static final long INTERVAL_SECONDS = 5;

    private @Nullable ScheduledExecutorService timer;
    private FoldCache.Statistics told = new FoldCache.Statistics(0, 0, 0);

    /** In local mode the driver's gauges tell of this JVM. */
    @Override
    public void init(PluginContext context, Map<String, String> unused) {
        if (context.executorID().equals(SparkContext$.MODULE$.DRIVER_IDENTIFIER())) {
            return;
        }
        Gauges gauges = new Gauges(context.metricRegistry());
        gauges.add("cache_hits", () -> FoldCache.statistics().hits());
        gauges.add("cache_misses", () -> FoldCache.statistics().misses());
        gauges.add("cache_bytes", () -> FoldCache.statistics().bytes());
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "hone-cache-report");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(() -> tell(context), INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    /** If anything has changed; called by the timer's thread alone. */
    private void tell(PluginContext context) {
        FoldCache.Statistics now = FoldCache.statistics();
        if (now.equals(told)) {
            return;
        }
        try {
            context.send(new CacheReport(context.executorID(), now).toMessage());
            told = now;
        } catch (IOException | RuntimeException e) { // the driver is going away, or busy
            LOG.debug("The driver was not told of the caches", e);
        }
    }

    @Override
    public void shutdown() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
