package dev.hone.driver.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What a journal holds, compressed in memory, so that it can be written again where its folder was deleted. Beyond {@link #MOST_BYTES},
 * which are some hundred thousand trials, nothing more is kept: those trials would run again.
 */
final class WrittenLines {
    private static final long MOST_BYTES = 64L << 20;

    private final List<byte[]> blocks = new ArrayList<>();
    private long bytes;

    /** Keeps lines, each with its end. */
    void add(CharSequence lines) {
        if (lines.isEmpty() || bytes >= MOST_BYTES) {
            return;
        }
        byte[] block = compressed(lines.toString());
        blocks.add(block);
        bytes += block.length;
    }

    void clear() {
        blocks.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Prints all lines in the order in which they came. */
    void print(PrintWriter writer) {
        for (byte[] block : blocks) {
            writer.print(text(block));
        }
    }

    private static byte[] compressed(String lines) {
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(block, fast)) {
            stream.write(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return block.toByteArray();
    }

    private static String text(byte[] block) {
        try (InflaterInputStream stream = new InflaterInputStream(new ByteArrayInputStream(block))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
