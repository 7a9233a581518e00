package dev.hone.worker.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over arrays, each preceded by its length. */
final class ContentDigest {
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(8192);

    ContentDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    ContentDigest add(long value) {
        room().putLong(value);
        return this;
    }

    ContentDigest add(double[] values) {
        add(values.length);
        for (double value : values) {
            room().putDouble(value);
        }
        return this;
    }

    ContentDigest add(long[] values) {
        add(values.length);
        for (long value : values) {
            room().putLong(value);
        }
        return this;
    }

    ContentDigest add(int[] values) {
        add(values.length);
        for (int value : values) {
            room().putInt(value);
        }
        return this;
    }

    ContentDigest add(String[] values) {
        add(values.length);
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            add(bytes.length);
            flush();
            digest.update(bytes);
        }
        return this;
    }

    String hex() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private ByteBuffer room() {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        return buffer;
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer.clear();
    }
}
