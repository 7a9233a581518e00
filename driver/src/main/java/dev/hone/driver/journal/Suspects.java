package dev.hone.driver.journal;

import dev.hone.driver.execute.fault.RunningRecord;
import dev.hone.driver.output.OutputFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is known of the trials that ran when a process was ended, by its last breath or by somebody else: for how many deaths each
 * was alone to blame. In local mode trials run in the driver's process, so that nobody but the next one can tell.
 */
final class Suspects {
    private static final String FOLDER = "journal";
    private static final String RUNNING = ".running";
    private static final String FILE = FOLDER + "/.suspects";
    private static final String LOCAL = "file:";

    /** Number of the trial, and deaths; other lines are damaged, and ignored. */
    private static final Pattern LINE = Pattern.compile("([0-9]{1,10}) ([0-9]{1,6})");

    /** Of a suspect that ran alone; fewer may be the doing of somebody who kills processes. */
    private static final int DEATHS_OF_GUILTY = 2;

    private final Map<Long, Integer> deathsAlone;

    private Suspects(Map<Long, Integer> deathsAlone) {
        this.deathsAlone = deathsAlone;
    }

    /** Where the trials that run are recorded; empty if the folder is on no local disk. */
    static Optional<Path> runningFile(OutputFolder folder) {
        return folder.uri().startsWith(LOCAL)
                ? Optional.of(Path.of(folder.location(FOLDER, RUNNING)))
                : Optional.empty();
    }

    /** Takes note of the trials that ran when the last process ended, and tells which are set aside. */
    static SetAside update(OutputFolder folder) {
        Suspects suspects = read(folder);
        Set<Long> running = runningFile(folder).map(RunningRecord::left).orElseGet(Set::of);
        if (!running.isEmpty()) {
            suspects.died(running);
            folder.replace(FILE, writer -> writer.print(suspects.text()));
            folder.delete(FOLDER + "/" + RUNNING); // a run that ends before its search must not count them again
        }
        return suspects.setAside();
    }

    private static Suspects read(OutputFolder folder) {
        Map<Long, Integer> deaths = new TreeMap<>();
        folder.read(FILE).stream()
                .flatMap(String::lines)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> deaths.put(Long.parseLong(line.group(1)), Integer.parseInt(line.group(2))));
        return new Suspects(deaths);
    }

    private void died(Set<Long> running) {
        for (long trial : running) {
            boolean wasAlone = running.size() == 1 && deathsAlone.containsKey(trial);
            deathsAlone.merge(trial, wasAlone ? 1 : 0, Integer::sum);
        }
    }

    private String text() {
        return deathsAlone.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private SetAside setAside() {
        Set<Long> guilty = deathsAlone.entrySet().stream()
                .filter(entry -> entry.getValue() >= DEATHS_OF_GUILTY)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new SetAside(deathsAlone.keySet(), guilty);
    }
}
