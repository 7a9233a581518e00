package dev.hone.driver.publish;

import dev.hone.driver.journal.SavedModel;
import dev.hone.driver.output.FolderCopy;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.WholeFile;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of a model in one folder, on any Hadoop file system.
 *
 * <pre>
 *   v-000001.json            a version: its folder and why it was published      &lt;- written last, once, never changed
 *   v-000001-5c0f31aa/       its folder: model/ (a PipelineModel), journal/ (of the run that found it)
 *   v-000002.json
 *   v-000002-09b1c3d4/
 *   latest.json              a copy of the newest v-*.json, for readers without Hone
 * </pre>
 *
 * <p><b>The switch</b> is the creation of {@code v-000002.json}, one small file that appears whole and only if nobody else has
 * created it ({@link WholeFile#create}). No rename over a file and no symbolic link is needed, which few file systems have as
 * atomic operations. Before it, nobody looks at the folder; after it, the version is whole. The latest version is that of the
 * highest number whose file is undamaged, so every state in between is the old version or the new one:
 *
 * <pre>
 *   copy model and journal  -&gt;  check all checksums  -&gt;  create v-N.json  -&gt;  replace latest.json  -&gt;  remove what is dead
 *   crash: latest is N - 1      N - 1                      N - 1 or N           N, latest.json N - 1 or N   N
 * </pre>
 *
 * <p><b>Two publishers</b> that both compared with version N - 1 both try to create {@code v-N.json}: one fails, removes its
 * folder and compares again, with version N. Their folders have random suffixes and so never mix. On object stores without
 * conditional writes both may succeed within the same moment; the last one is then the latest.
 *
 * <p><b>{@code latest.json}</b> may lag behind after a crash; it names a whole version all the same, and the next publisher mends
 * it.
 *
 * <p><b>What is dead</b>: a folder whose number is not above the latest one's and that no version names was left by a crash or by
 * a publisher that lost, which could not create its file any more. It is removed after the next switch.
 */
public final class PublishedFolder implements AutoCloseable {
    /** The copy of the newest version's file. */
    public static final String LATEST = "latest.json";

    private static final Logger LOG = LoggerFactory.getLogger(PublishedFolder.class);
    private static final Pattern VERSION = Pattern.compile("v-(\\d{6,9})\\.json");
    private static final Pattern FOLDER = Pattern.compile("v-(\\d{6,9})-[0-9a-f]{8}");
    private static final Pattern TEMPORARY = Pattern.compile("\\.v-(\\d{6,9})\\.json\\..*");
    private static final String JOURNAL = "journal";

    private final OutputFolder folder;

    private PublishedFolder(OutputFolder folder) {
        this.folder = folder;
    }

    /**
     * Names the folder; nothing is made yet.
     *
     * @throws InvalidInputException if the file system of the path is unknown or cannot be reached
     */
    public static PublishedFolder at(String location, Configuration hadoop) {
        return new PublishedFolder(OutputFolder.at(location, hadoop));
    }

    /** The qualified path, or that of something in the folder. */
    public String location(String... below) {
        return folder.location(below);
    }

    /** The qualified path of the folder with its scheme, also where it is local. */
    public String uri() {
        return folder.uri();
    }

    /** The location of something in the folder with its scheme, as Spark takes it. */
    public String uri(String below) {
        return folder.uri(below);
    }

    /**
     * Makes the folder where it is missing.
     *
     * @throws InvalidInputException if there can be no folder at that place
     * @throws dev.hone.driver.output.OutputException if the disk is full or may not be written to
     */
    public void create() {
        folder.create();
    }

    /**
     * The versions at one moment.
     *
     * @param latest the newest one that is undamaged
     * @param next the number of the next one, above all that are taken
     */
    record State(Optional<PublishedVersion> latest, int next) {}

    State state() {
        List<String> names = folder.names();
        int highest =
                names.stream().mapToInt(name -> number(VERSION, name)).max().orElse(0);
        return new State(newest(names), Math.max(0, highest) + 1);
    }

    /** The newest version that is undamaged; empty if nothing is published. */
    public Optional<PublishedVersion> latest() {
        return newest(folder.names());
    }

    /** All versions that are undamaged, the oldest first. */
    public List<PublishedVersion> history() {
        List<PublishedVersion> versions = new ArrayList<>();
        for (String name : folder.names()) {
            if (number(VERSION, name) > 0) {
                read(name).ifPresent(versions::add);
            }
        }
        versions.sort(Comparator.comparingInt(PublishedVersion::number));
        return versions;
    }

    private Optional<PublishedVersion> newest(List<String> names) {
        List<String> newestFirst = names.stream()
                .filter(name -> number(VERSION, name) > 0)
                .sorted(Comparator.comparingInt((String name) -> number(VERSION, name))
                        .reversed())
                .toList();
        for (String name : newestFirst) {
            Optional<PublishedVersion> version = read(name);
            if (version.isPresent()) {
                return version;
            }
        }
        return Optional.empty();
    }

    /** A damaged one, as after a power failure, is passed over. */
    private Optional<PublishedVersion> read(String name) {
        Optional<String> text = folder.read(name);
        try {
            return text.isPresent() ? Optional.of(PublishedVersion.fromJson(text.get())) : Optional.empty();
        } catch (IOException e) {
            LOG.warn(
                    "{}",
                    Secrets.redacted(folder.location(name) + ": " + e.getMessage() + "; this version is passed over"));
            return Optional.empty();
        }
    }

    /** What keeps a version's model from being what was published; empty if nothing does. */
    Optional<String> fault(PublishedVersion version) {
        return SavedModel.fault(folder, version.model(), version.trial());
    }

    /**
     * Adds a version, which is the latest then.
     *
     * @param number of the version
     * @param version makes it of the name of its folder
     * @return nothing if another publisher has added one of that number
     * @throws UncheckedIOException if it cannot be written; it is not there then, or the latest
     */
    Optional<PublishedVersion> add(Challenger challenger, int number, Function<String, PublishedVersion> version) {
        String name = String.format(Locale.ROOT, "v-%06d", number);
        String own = name + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        PublishedVersion added = version.apply(own);
        try {
            FolderCopy.copy(challenger.run(), challenger.model(), folder, added.model());
            FolderCopy.copy(challenger.run(), JOURNAL, folder, own + "/" + JOURNAL);
            requireWhole(added);
            if (!folder.writeNew(name + ".json", writer -> writer.print(added.toJson()))) {
                removeQuietly(own);
                return Optional.empty();
            }
        } catch (RuntimeException e) { // Hadoop throws others, too, where a file has gone
            if (isTaken(number)) { // whoever took it removes what this one writes
                removeQuietly(own);
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(added);
    }

    private boolean isTaken(int number) {
        try {
            return state().next() > number;
        } catch (RuntimeException e) {
            return false; // What failed first is told.
        }
    }

    private void requireWhole(PublishedVersion added) {
        fault(added).ifPresent(fault -> {
            throw new UncheckedIOException(new IOException(
                    "Cannot publish " + folder.location(added.model()) + ": the copy of the model " + fault));
        });
    }

    /** Lets {@code latest.json} tell the latest version, if it does not yet. */
    void point() {
        Optional<PublishedVersion> newest = latest();
        while (newest.isPresent()) {
            String text = newest.get().toJson();
            if (!folder.read(LATEST).map(String::strip).equals(Optional.of(text.strip()))) {
                WholeFile.replace(folder, LATEST, text);
            }
            Optional<PublishedVersion> now = latest();
            if (now.equals(newest)) {
                return;
            }
            newest = now; // Another publisher was faster, and this one may have overwritten what it wrote.
        }
    }

    /**
     * Removes versions that are too old, and what crashes have left. What cannot be removed is told in the log, and tried again
     * after the next switch.
     *
     * @param keep how many versions are kept; all if empty
     */
    void tidy(OptionalInt keep) {
        try {
            List<PublishedVersion> versions = history();
            int old = keep.isPresent() ? Math.max(0, versions.size() - keep.getAsInt()) : 0;
            for (PublishedVersion version : versions.subList(0, old)) {
                folder.delete(String.format(Locale.ROOT, "v-%06d.json", version.number()));
            }
            removeDead(versions.subList(old, versions.size()));
        } catch (RuntimeException e) { // Hadoop throws others, too, where another publisher tidies up
            LOG.warn("{}", Secrets.redacted("Old versions are left in " + folder.location() + ": " + e.getMessage()));
        }
    }

    private void removeDead(List<PublishedVersion> kept) {
        Set<String> named = kept.stream().map(PublishedVersion::folder).collect(Collectors.toSet());
        int latest = kept.stream().mapToInt(PublishedVersion::number).max().orElse(0);
        for (String name : folder.names()) {
            int ofFolder = number(FOLDER, name);
            int ofTemporary = number(TEMPORARY, name);
            if (ofFolder > 0 && ofFolder <= latest && !named.contains(name)) {
                folder.deleteFolder(name);
            } else if (ofTemporary > 0 && ofTemporary <= latest && WholeFile.isTemporary(name)) {
                folder.delete(name);
            }
        }
    }

    private void removeQuietly(String name) {
        try {
            folder.deleteFolder(name);
        } catch (RuntimeException e) {
            LOG.info("{} is left until the next version is published", Secrets.redacted(folder.location(name)));
        }
    }

    /** The number in a name, 0 if it is no such name. */
    private static int number(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        folder.close();
    }
}
