package dev.hone.driver.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * JSON objects that carry a checksum of their own text as their last field, {@code "crc32c"}, in eight hexadecimal digits. They
 * are ordinary JSON to everybody else. The checksum is CRC-32C (Castagnoli), which tells every change of a single bit and
 * of any 32 bits in a row.
 */
public final class SealedJson {
    private static final String FIELD = "crc32c";
    private static final Pattern SEALED =
            Pattern.compile("(.*),\\s*\"" + FIELD + "\"\\s*:\\s*\"([0-9a-f]{8})\"\\s*}\\s*", Pattern.DOTALL);

    private SealedJson() {}

    /** Adds the checksum to an object of at least one field that is one line. */
    public static String sealLine(String object) {
        String content = content(object);
        return content + ",\"" + FIELD + "\":\"" + checksum(content) + "\"}";
    }

    /** Adds the checksum to an object of at least one field that is indented, and a line end. */
    public static String sealPretty(String object) {
        String content = content(object);
        return content + ",\n  \"" + FIELD + "\" : \"" + checksum(content) + "\"\n}\n";
    }

    /** Whether a text has a checksum, right or wrong, or what may once have been one. */
    public static boolean mayBeSealed(String text) {
        return text.contains(FIELD) || SEALED.matcher(text).matches();
    }

    /**
     * The object without its checksum.
     *
     * @throws IOException if there is no checksum or that of another text
     */
    public static String open(String text) throws IOException {
        Matcher matcher = SEALED.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("damaged: no checksum at its end");
        }
        if (!checksum(matcher.group(1)).equals(matcher.group(2))) {
            throw new IOException("damaged: its checksum is that of another content");
        }
        return matcher.group(1) + "}";
    }

    private static String content(String object) {
        String text = object.strip();
        if (!text.endsWith("}")) {
            throw new IllegalArgumentException("Not a JSON object: " + object);
        }
        return text.substring(0, text.length() - 1).stripTrailing();
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return hex(crc.getValue());
    }

    /** A checksum of 32 bits as eight digits. */
    public static String hex(long checksum) {
        String digits = Long.toHexString(checksum);
        return "0".repeat(8 - digits.length()) + digits;
    }
}
