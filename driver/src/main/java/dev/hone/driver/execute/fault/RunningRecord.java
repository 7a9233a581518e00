package dev.hone.driver.execute.fault;

import dev.hone.worker.trial.TrialConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which trials run in this JVM, in a file that outlives it: what is in the file of a JVM that is gone may have ended it. The file is
 * mapped into memory, so that a trial's begin and end cost a few stores, which the kernel keeps even where the JVM is killed.
 *
 * <pre>
 *   file:   cell | cell | ...         a cell for each thread that trains
 *   cell:   n | trial 1 ... trial n   longs; n is written last, and 0 once the trials have ended
 * </pre>
 *
 * <p>Safe for use by several threads. Threads or trials beyond what the file holds are not recorded.
 */
public final class RunningRecord implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningRecord.class);
    private static final int CELLS = 64;

    /** As many as are trained together at most. */
    private static final int MOST_TRIALS = 128;

    private static final int CELL_LONGS = 1 + MOST_TRIALS;
    private static final int BYTES = CELLS * CELL_LONGS * Long.BYTES;
    private static final int NO_CELL = -1;

    private final Path file;
    private final LongBuffer longs;
    private final BitSet used = new BitSet(CELLS);

    private RunningRecord(Path file, LongBuffer longs) {
        this.file = file;
        this.longs = longs;
    }

    /** Begins a record in place of what the file holds; empty, which is logged, if it cannot be written. */
    static Optional<RunningRecord> create(Path file) {
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(BYTES)); // else a store into the map would fail on a full disk
            LongBuffer longs =
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES).asLongBuffer();
            return Optional.of(new RunningRecord(file, longs));
        } catch (IOException e) {
            LOG.warn("Cannot write {}: which trial ends this process will not be known", file, e);
            return Optional.empty();
        }
    }

    /**
     * The trials that ran when the JVM of a record ended; none if it closed the record, or there is none that can be read.
     *
     * @param file the record
     */
    public static Set<Long> left(Path file) {
        Set<Long> trials = new TreeSet<>();
        try {
            if (Files.exists(file) && Files.size(file) == BYTES) {
                LongBuffer longs = ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer();
                for (int cell = 0; cell < CELLS; cell++) {
                    int first = cell * CELL_LONGS;
                    long count = Math.min(longs.get(first), MOST_TRIALS);
                    for (int trial = 1; trial <= count; trial++) {
                        trials.add(longs.get(first + trial));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return trials;
    }

    /** Takes note of trials that begin in this thread; returns their cell. */
    synchronized int begin(List<TrialConfig> trials) {
        int cell = used.nextClearBit(0);
        if (cell >= CELLS) {
            return NO_CELL;
        }
        used.set(cell);
        int first = cell * CELL_LONGS;
        int count = Math.min(trials.size(), MOST_TRIALS);
        for (int trial = 0; trial < count; trial++) {
            longs.put(first + 1 + trial, trials.get(trial).number());
        }
        longs.put(first, count);
        return cell;
    }

    /** Takes note that the trials of a cell have ended. */
    synchronized void end(int cell) {
        if (cell != NO_CELL) {
            longs.put(cell * CELL_LONGS, 0);
            used.clear(cell);
        }
    }

    /** Deletes the file: whatever ends this JVM from now on, it is none of the trials. */
    @Override
    public void close() {
        RunningTrials.end(this);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: trials that run may be taken for those that ended this process", file, e);
        }
    }
}
