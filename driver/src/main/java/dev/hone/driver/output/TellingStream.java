package dev.hone.driver.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Remembers why a write failed, which a {@code PrintWriter} keeps to itself. */
public final class TellingStream extends FilterOutputStream {
    private @Nullable IOException failure;

    public TellingStream(OutputStream stream) {
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

    public void throwIfFailed() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
