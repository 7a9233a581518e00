package dev.hone.driver.cli;

import dev.hone.driver.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Files that are damaged, or not what their name says. */
final class BrokenFiles {
    private BrokenFiles() {}

    /** The table of the folder as the one file of a format, its bytes changed. */
    static void columnar(StudyFolder folder, String format, UnaryOperator<byte[]> damage) {
        Path written = folder.folder().resolve("written");
        LocalSpark.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(folder.folder().resolve("table.csv").toString())
                .coalesce(1)
                .write()
                .format(format)
                .save(written.toString());
        try (Stream<Path> files = Files.list(written)) {
            Path part = files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            bytes(folder, "table." + format, damage.apply(Files.readAllBytes(part)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    /** Zeros in the first half; what the end of the file says is whole. */
    static byte[] overwritten(byte[] bytes) {
        byte[] changed = bytes.clone();
        Arrays.fill(changed, 8, bytes.length / 2, (byte) 0);
        return changed;
    }

    /** Zeros in the footer, before the last eight bytes. */
    static byte[] withoutFooter(byte[] bytes) {
        byte[] changed = bytes.clone();
        Arrays.fill(changed, bytes.length * 3 / 4, bytes.length - 8, (byte) 0);
        return changed;
    }

    static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void bytes(StudyFolder folder, String name, byte[] bytes) {
        try {
            Path file = folder.folder().resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void folder(StudyFolder folder, String name) {
        try {
            Files.createDirectories(folder.folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void text(StudyFolder folder, String name, String text) {
        bytes(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }
}
