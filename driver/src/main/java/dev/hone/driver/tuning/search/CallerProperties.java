package dev.hone.driver.tuning.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/** Gives the thread of a caller its properties of Spark's jobs back, which a search sets for its own. */
public final class CallerProperties implements AutoCloseable {
    private static final List<String> NAMES = List.of("spark.job.description", "spark.job.interruptOnCancel");

    private final SparkContext context;
    private final Map<String, @Nullable String> values = new LinkedHashMap<>();

    private CallerProperties(SparkContext context) {
        this.context = context;
        NAMES.forEach(name -> values.put(name, context.getLocalProperty(name)));
    }

    public static CallerProperties of(SparkContext context) {
        return new CallerProperties(context);
    }

    @Override
    public void close() {
        values.forEach(context::setLocalProperty);
    }
}
