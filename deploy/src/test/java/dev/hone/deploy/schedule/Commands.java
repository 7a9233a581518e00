package dev.hone.deploy.schedule;

import dev.hone.driver.cli.HoneCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/** Command lines as {@code bin/hone} takes them: options of spark-submit anywhere, the rest is Hone's. */
final class Commands {
    private static final Set<String> SPARK_OPTIONS = sparkOptions();

    private Commands() {}

    /**
     * Fails unless Hone has the command with these options.
     *
     * @param words the command's name and what follows
     */
    static void requireKnown(List<String> words) {
        try {
            new CommandLine(new HoneCommand()).parseArgs(ofHone(words).toArray(String[]::new));
        } catch (MissingParameterException e) {
            // A command that is only mentioned.
        }
    }

    private static List<String> ofHone(List<String> words) {
        List<String> own = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (SPARK_OPTIONS.contains(word)) {
                at++; // its value
            } else if (!SPARK_OPTIONS.contains(word.replaceFirst("=.*", ""))) {
                own.add(word);
            }
        }
        return own;
    }

    /** The options of spark-submit that {@code bin/hone} knows to have a value. */
    private static Set<String> sparkOptions() {
        Matcher list = Pattern.compile("(?s)takes_value\\(\\) \\{(.*?)\\) true ;;")
                .matcher(Documents.text(Documents.DEPLOY.resolve("bin/hone")));
        if (!list.find()) {
            throw new IllegalStateException("bin/hone has no list of spark-submit's options");
        }
        return Arrays.stream(list.group(1).split("[\\s|\\\\]+"))
                .filter(word -> word.startsWith("-"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
