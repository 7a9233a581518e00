package dev.hone.driver;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The Spark application of this JVM's tests, which goes on from class to class as long as they ask for the same settings. Each
 * class has a session of its own in it, so that neither views nor SQL settings reach the next.
 */
public final class SharedSession {
    private static @Nullable SparkSession application;
    private static Set<Tuple2<String, String>> settings = Set.of();

    private SharedSession() {}

    /**
     * A new session, the default one and the active one of this thread, in the application that runs if it has just these
     * settings, else in a new one in its place.
     *
     * @param conf the settings; the name does not count
     */
    public static synchronized SparkSession with(SparkConf conf) {
        Set<Tuple2<String, String>> asked = Arrays.stream(conf.getAll())
                .filter(setting -> !setting._1().equals("spark.app.name"))
                .collect(Collectors.toSet());
        SparkSession running = application;
        if (running == null || running.sparkContext().isStopped() || !settings.equals(asked)) {
            stop();
            running = SparkSession.builder().config(conf).getOrCreate();
            application = running;
            settings = asked;
        }
        SparkSession session = running.newSession();
        SparkSession.setDefaultSession(session);
        SparkSession.setActiveSession(session);
        return session;
    }

    /** Frees the tables that a class has cached. */
    public static synchronized void clear() {
        SparkSession.active().catalog().clearCache();
    }

    /** Ends the application, before a class starts one in a way of its own. */
    public static synchronized void stop() {
        SparkSession running = application;
        if (running != null) {
            running.stop();
        }
        application = null;
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
    }
}
