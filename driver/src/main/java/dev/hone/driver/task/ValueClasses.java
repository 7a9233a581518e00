package dev.hone.driver.task;

import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.ml.param.Params;

/**
 * The classes of one stream of Java-serialized objects that are read, so that an executor makes no others in the driver: those of Hone,
 * of Spark ML, collections and values of Scala and Java, stages and models wherever they are from, and what belongs to the same
 * library: whose package begins with the same {@value #LABELS_OF_LIBRARY} labels. {@value #SETTING} allows further packages,
 * separated by commas, each with those below.
 *
 * <p>What Spark itself reads of its executors, such as exceptions, does not pass here. Not safe for use by several threads.
 */
final class ValueClasses implements ObjectInputFilter {
    static final String SETTING = "spark.hone.deserialization.allow";

    private static final int LABELS_OF_LIBRARY = 3;

    private static final String SPARK = "org.apache.spark";

    /** With those below. */
    private static final List<String> PACKAGES = List.of(
            "dev.hone",
            "org.apache.spark.ml",
            "org.apache.spark.mllib",
            "org.apache.spark.sql.types",
            "org.apache.spark.sql.catalyst.expressions",
            "org.apache.spark.unsafe.types",
            "org.apache.spark.util.collection",
            "org.apache.spark.broadcast",
            "breeze.linalg",
            "breeze.storage",
            "scala.collection",
            "scala.util.matching",
            "scala.math",
            "scala.reflect",
            "scala.runtime",
            "java.math",
            "java.time");

    /** Without those below. */
    private static final Set<String> ONLY = Set.of("scala", "java.util", "java.util.concurrent.atomic");

    private static final Set<String> CLASSES = Set.of(
            "java.lang.Object",
            "java.lang.String",
            "java.lang.Number",
            "java.lang.Boolean",
            "java.lang.Character",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Record",
            "java.lang.Class",
            "java.lang.invoke.SerializedLambda", // of a class that must be allowed, too
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentHashMap$Segment",
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReentrantLock$Sync",
            "java.util.concurrent.locks.ReentrantLock$NonfairSync",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer",
            "java.util.concurrent.locks.AbstractOwnableSynchronizer",
            "java.util.regex.Pattern",
            "java.sql.Date",
            "java.sql.Timestamp",
            "org.apache.spark.storage.BroadcastBlockId", // of a broadcast
            "org.apache.spark.sql.Row");

    private final List<String> packages = new ArrayList<>(PACKAGES);
    private Optional<String> refused = Optional.empty();

    private ValueClasses(List<String> further) {
        packages.addAll(further);
    }

    /** With the packages that the settings of Spark allow, where it runs. */
    static ValueClasses ofSettings() {
        return allowing(Optional.ofNullable(SparkEnv.get())
                .map(env -> env.conf().get(SETTING, ""))
                .orElse(""));
    }

    /** @param setting packages with commas between them, also as {@code com.acme.*} */
    static ValueClasses allowing(String setting) {
        return new ValueClasses(Arrays.stream(setting.split(",", -1))
                .map(String::strip)
                .map(name -> name.endsWith(".*") ? name.substring(0, name.length() - 2) : name)
                .filter(name -> !name.isEmpty())
                .toList());
    }

    /** Name of the class that was refused. */
    Optional<String> refused() {
        return refused;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        return Stream.ofNullable(info.serialClass()).allMatch(this::isAllowed) ? Status.ALLOWED : Status.REJECTED;
    }

    private boolean isAllowed(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        boolean allowed = element.isPrimitive() || isStage(element) || isNamed(element);
        if (!allowed) {
            refused = Optional.of(element.getName());
        }
        return allowed;
    }

    /** What has params, whose library is allowed from then on. */
    private boolean isStage(Class<?> type) {
        if (!Params.class.isAssignableFrom(type)) {
            return false;
        }
        packages.add(library(type.getPackageName()));
        return true;
    }

    private static String library(String packageName) {
        return packageName.startsWith(SPARK)
                ? packageName
                : Arrays.stream(packageName.split("\\.", -1))
                        .limit(LABELS_OF_LIBRARY)
                        .collect(Collectors.joining("."));
    }

    private boolean isNamed(Class<?> type) {
        String in = type.getPackageName();
        return CLASSES.contains(type.getName())
                || ONLY.contains(in)
                || packages.stream().anyMatch(allowed -> in.equals(allowed) || in.startsWith(allowed + "."));
    }
}
