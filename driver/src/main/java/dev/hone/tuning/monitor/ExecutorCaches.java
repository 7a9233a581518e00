package dev.hone.tuning.monitor;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.FoldCache.Statistics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** The caches of all executors and of the driver, as the driver knows them. Safe for use by many threads. */
final class ExecutorCaches extends SparkListener {
    private final Map<String, Statistics> byExecutor = new ConcurrentHashMap<>();

    void take(CacheReport report) {
        byExecutor.put(report.executor(), report.statistics());
    }

    /** What it has done still counts; what it has held is gone. */
    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        byExecutor.computeIfPresent(
                removed.executorId(), (executor, last) -> new Statistics(last.hits(), last.misses(), 0));
    }

    long sum(ToLongFunction<Statistics> part) {
        return Stream.concat(Stream.of(FoldCache.statistics()), byExecutor.values().stream())
                .mapToLong(part)
                .sum();
    }
}
