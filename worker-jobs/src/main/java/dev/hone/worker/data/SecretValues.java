package dev.hone.worker.data;

import java.lang.ref.WeakReference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/**
 * The values of secret settings that this JVM knows: of its environment, of Spark's settings whose names {@code
 * spark.redaction.regex} finds, and of those that it was given. Safe for use by several threads.
 */
final class SecretValues {
    private static final String SPARK = "spark.";
    private static final String REGEX = "spark.redaction.regex";
    private static final String DEFAULT_REGEX = "(?i)secret|password|token|access[.]?key";

    /** Shorter values, flags and small numbers are in many texts that tell no secret. */
    private static final int SHORTEST = 4;

    private static final Pattern PLAIN = Pattern.compile("true|false|\\d{1,5}", Pattern.CASE_INSENSITIVE);

    private final TreeSet<String> known =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    private WeakReference<SparkEnv> seen = new WeakReference<>(null);

    /** The longest first, as one may be part of another. */
    private volatile List<String> longestFirst = List.of();

    /** Those that the process was started with. */
    SecretValues() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("PWD"); // the working directory, no password
        keep(environment.entrySet());
        keepSpark(new SparkConf());
    }

    /** Keeps the values of settings whose names are those of secrets. */
    synchronized void keep(Iterable<Map.Entry<String, String>> settings) {
        for (Map.Entry<String, String> setting : settings) {
            if (Secrets.isNameOfSecret(setting.getKey())) {
                add(setting.getValue());
            }
        }
        longestFirst = new ArrayList<>(known);
    }

    private synchronized void keepSpark(SparkConf conf) {
        Pattern secret = Pattern.compile(conf.get(REGEX, DEFAULT_REGEX));
        for (var setting : conf.getAll()) {
            if (setting._1().startsWith(SPARK)
                    && (secret.matcher(setting._1()).find() || Secrets.isNameOfSecret(setting._1()))) {
                add(setting._2());
            }
        }
        longestFirst = new ArrayList<>(known);
    }

    private void add(String value) {
        String plain = value.strip();
        if (plain.length() >= SHORTEST && !PLAIN.matcher(plain).matches()) {
            known.add(plain);
            known.add(URLEncoder.encode(plain, StandardCharsets.UTF_8));
        }
    }

    /** The text without these values. */
    String redacted(String text) {
        keepRunningSpark();
        String shown = text;
        for (String value : longestFirst) {
            if (shown.contains(value)) {
                shown = shown.replace(value, Secrets.REDACTED);
            }
        }
        return shown;
    }

    private void keepRunningSpark() {
        Optional<SparkEnv> running = Optional.ofNullable(SparkEnv.get());
        if (running.isPresent() && seen.get() != running.get()) {
            keepSpark(running.get().conf());
            seen = new WeakReference<>(running.get());
        }
    }
}
