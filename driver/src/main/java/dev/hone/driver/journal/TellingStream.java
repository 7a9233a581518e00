package dev.hone.driver.journal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Remembers why a write failed, which a {@code PrintWriter} keeps to itself. */
final class TellingStream extends FilterOutputStream {
    private @Nullable IOException failure;

    TellingStream(OutputStream stream) {
        super(stream);
    }

    @Override
    public void write(int next) throws IOException {
        try {
            out.write(next);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    void throwIfFailed() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
