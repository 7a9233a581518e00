package dev.hone.worker.data.shipped;

import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;

/**
 * What the user ships with an application: the files of spark-submit's {@code --files} by the name that each process has its copy
 * under. A user names such a file as {@code spark-files:/NAME}, be it a study or its table.
 */
public final class ShippedFiles {
    /** Where all of them are, side by side. */
    public static final String FOLDER = SparkFilesSystem.SCHEME + ":/";

    private static final String SCHEME = SparkFilesSystem.SCHEME + ":";
    private static final Pattern LOCATION = Pattern.compile(SCHEME + "/(?://)?([^/]+)");
    private static final List<String> SETTINGS = List.of("spark.files", "spark.yarn.dist.files");

    private final Map<String, Set<String>> sources;
    private final boolean inContainer;

    private ShippedFiles(Map<String, Set<String>> sources, boolean inContainer) {
        this.sources = sources;
        this.inContainer = inContainer;
    }

    /** Those of a configuration. */
    public static ShippedFiles of(SparkConf configuration) {
        boolean yarn = configuration.get("spark.master", "").equals("yarn");
        boolean cluster = configuration.get("spark.submit.deployMode", "client").equals("cluster");
        Map<String, Set<String>> sources = SETTINGS.stream()
                .flatMap(setting -> Stream.of(configuration.get(setting, "").split(",")))
                .map(String::strip)
                .filter(source -> !source.isEmpty())
                .collect(Collectors.groupingBy(
                        source -> name(source, yarn),
                        TreeMap::new,
                        Collectors.<String, Set<String>>toCollection(TreeSet::new)));
        return new ShippedFiles(sources, yarn && cluster);
    }

    /** Whether a location is meant to be that of a shipped file. */
    public static boolean isOne(String location) {
        return location.startsWith(SCHEME);
    }

    /**
     * The name of a shipped file.
     *
     * @param location begins as {@link #isOne} tells
     * @throws InvalidInputException if it is not of the form {@code spark-files:/NAME}
     */
    public static String name(String location) {
        Matcher matcher = LOCATION.matcher(location);
        if (!matcher.matches()) {
            throw new InvalidInputException(
                    "File '" + location + "': must be " + FOLDER + "NAME, the name of a file of --files");
        }
        return matcher.group(1);
    }

    /** The location of a file once it is shipped, which leaves of its path the last part. */
    public static String location(String path) {
        return FOLDER + lastPart(path);
    }

    /** The files that were shipped from a local disk. */
    public List<String> local() {
        return sources.values().stream()
                .flatMap(Set::stream)
                .filter(source -> source.startsWith("file:") || source.startsWith("/"))
                .toList();
    }

    /**
     * Where a file was shipped from.
     *
     * @throws InvalidInputException if no file of that name was shipped, or several
     */
    public Path source(String name) {
        Set<String> found = sources.getOrDefault(name, Set.of());
        if (found.size() > 1) {
            throw new InvalidInputException("File '" + FOLDER + name
                    + "': must be the name of one file of --files (found: " + String.join(", ", found)
                    + "); rename all but one");
        }
        if (found.isEmpty()) {
            throw missing(name);
        }
        return withoutAlias(found.iterator().next());
    }

    /**
     * Where a driver has a file that its Spark has not copied: where it was shipped from, but on YARN in the working directory of a
     * driver on the cluster.
     *
     * @throws InvalidInputException if no file of that name was shipped, or several
     */
    public Path ofDriver(String name) {
        Path source = source(name);
        return inContainer ? new Path(new File(name).getAbsoluteFile().toURI()) : source;
    }

    /** Whether a file of that name was shipped. */
    boolean has(String name) {
        return sources.containsKey(name);
    }

    private InvalidInputException missing(String name) {
        String shipped = sources.isEmpty() ? "none" : String.join(", ", sources.keySet());
        String nearMiss = NearMiss.hint(name, sources.keySet());
        return new InvalidInputException("File '" + FOLDER + name
                + "': must be the name of a file of --files (shipped: " + shipped + ")"
                + (nearMiss.isEmpty() ? "; add PATH/" + name + " to --files" : nearMiss));
    }

    private static Path withoutAlias(String source) {
        int fragment = source.lastIndexOf('#');
        String plain = fragment < 0 ? source : source.substring(0, fragment);
        try {
            return new Path(new URI(plain));
        } catch (URISyntaxException e) {
            return new Path(plain);
        }
    }

    /** YARN gives a file the name after {@code #}. */
    private static String name(String source, boolean yarn) {
        int fragment = source.lastIndexOf('#');
        return yarn && fragment >= 0 ? source.substring(fragment + 1) : lastPart(path(source));
    }

    /** The path in a source: Spark takes a plain path as well as a URI, which has some characters encoded. */
    private static String path(String source) {
        try {
            String path = new URI(source).getPath();
            return path == null ? source : path;
        } catch (URISyntaxException e) {
            return source;
        }
    }

    private static String lastPart(String path) {
        return Arrays.stream(path.split("/")).reduce("", (before, part) -> part);
    }
}
