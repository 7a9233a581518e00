package dev.hone.driver.journal;

import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.OutputFolder;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hidden file that takes some space on a local disk, and is deleted once the disk is full: the last outcomes and the last
 * status then still have room. Takes at most a quarter of what is free.
 */
final class SpaceReserve {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceReserve.class);
    private static final long MOST_BYTES = 64 << 10;
    private static final int SHARE = 4;
    private static final int FIRST_CHARACTER = '!';
    private static final int CHARACTERS = 94;

    private final OutputFolder folder;
    private final String name;
    private boolean released;

    private SpaceReserve(OutputFolder folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Takes the space, if it can be had; other file systems than local ones hang on no disk of this machine. */
    static SpaceReserve in(OutputFolder folder, String name) {
        SpaceReserve reserve = new SpaceReserve(folder, name);
        long bytes = Math.min(MOST_BYTES, folder.freeLocalBytes().orElse(0) / SHARE);
        reserve.released = bytes == 0;
        if (!reserve.released) {
            reserve.take(bytes);
        }
        return reserve;
    }

    /** Random text, as file systems may compress. */
    private void take(long bytes) {
        SplittableRandom random = new SplittableRandom(bytes);
        try {
            folder.replace(
                    name,
                    writer -> random.ints(bytes, FIRST_CHARACTER, FIRST_CHARACTER + CHARACTERS)
                            .forEach(writer::write));
        } catch (OutputException e) {
            LOG.debug("No space is reserved", e);
            released = true;
        }
    }

    /** Gives the space back. */
    void release() {
        if (released) {
            return;
        }
        released = true;
        try {
            folder.delete(name);
        } catch (OutputException e) {
            LOG.debug("The reserved space stays", e);
        }
    }
}
