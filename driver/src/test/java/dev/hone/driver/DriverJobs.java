package dev.hone.driver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import scala.jdk.javaapi.CollectionConverters;

/** The jobs that ran on Spark during some work, by the call stacks of the driver's threads that submitted them. */
public final class DriverJobs {
    private static final Pattern FIT = Pattern.compile("org\\.apache\\.spark\\.ml\\.\\S+\\.fit\\(");

    private final List<String> stacks;

    private DriverJobs(List<String> stacks) {
        this.stacks = List.copyOf(stacks);
    }

    /** Those during the work, which runs in this thread. */
    public static DriverJobs during(SparkContext context, Runnable work) throws TimeoutException {
        List<String> stacks = Collections.synchronizedList(new ArrayList<>());
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart started) {
                stacks.add(CollectionConverters.asJava(started.stageInfos()).stream()
                        .map(StageInfo::details)
                        .collect(Collectors.joining("\n")));
            }
        };
        context.listenerBus().waitUntilEmpty();
        context.addSparkListener(listener);
        try {
            work.run();
            context.listenerBus().waitUntilEmpty();
            return new DriverJobs(stacks);
        } finally {
            context.removeSparkListener(listener);
        }
    }

    public int number() {
        return stacks.size();
    }

    /** The call stacks of jobs that the {@code fit} of an estimator of MLlib's submitted. */
    public List<String> ofFits() {
        return stacks.stream().filter(stack -> FIT.matcher(stack).find()).toList();
    }
}
