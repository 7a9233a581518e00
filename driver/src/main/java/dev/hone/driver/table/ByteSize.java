package dev.hone.driver.table;

import java.util.List;
import java.util.Locale;

/**
 * A number of bytes as a message tells it: {@code 64 bytes}, {@code 3.1 GiB}.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) {
    private static final double STEP = 1024;
    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    @Override
    public String toString() {
        if (bytes < STEP) {
            return bytes + " bytes";
        }
        double size = bytes / STEP;
        int unit = 0;
        while (size >= STEP) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
    }
}
