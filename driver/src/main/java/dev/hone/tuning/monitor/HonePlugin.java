package dev.hone.tuning.monitor;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Gauges of Hone's searches in Spark's metrics system, and so at each of its sinks, Prometheus among them:
 *
 * <pre>{@code
 * spark.plugins=dev.hone.tuning.monitor.HonePlugin
 * }</pre>
 *
 * <p>They tell of all searches of the driver's JVM: of study files, {@link dev.hone.tuning.HyperparameterTuner} and {@link
 * dev.hone.tuning.ObjectiveTuner}. Of several that run at once, counts and seconds are sums, and the best score is that of the one
 * that began last. While none runs, they tell of the one that ended last. README, section On a cluster, lists them.
 */
public final class HonePlugin implements SparkPlugin {

    /** Made by Spark. */
    public HonePlugin() {}

    @Override
    public DriverPlugin driverPlugin() {
        return new SearchGauges();
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new CacheGauges();
    }
}
