package dev.hone.driver.table.column;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Distinct texts, numbered from 0 as they come. */
public final class TextCodes {
    private static final int BYTES_OF_ENTRY = 100;

    private final Map<UTF8String, Integer> codes = new LinkedHashMap<>();
    private long bytes;

    /** The number of a text. */
    public int code(UTF8String text) {
        Integer known = codes.get(text);
        if (known == null) {
            known = codes.size();
            codes.put(text.copy(), known); // Spark writes the next row over the bytes of this one.
            bytes += BYTES_OF_ENTRY + text.numBytes();
        }
        return known;
    }

    boolean knows(UTF8String text) {
        return codes.containsKey(text);
    }

    /** About how many bytes the texts and their numbers take. */
    public long bytes() {
        return bytes;
    }

    /** The texts in the order of their numbers. */
    public String[] texts() {
        return codes.keySet().stream().map(UTF8String::toString).toArray(String[]::new);
    }
}
