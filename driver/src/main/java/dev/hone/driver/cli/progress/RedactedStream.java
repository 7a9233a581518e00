package dev.hone.driver.cli.progress;

import dev.hone.worker.data.Secrets;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.IntSupplier;

/** A stream of the command line that prints no secrets, whatever it is given to print. */
public final class RedactedStream extends PrintStream {
    private RedactedStream(PrintStream target) {
        super(target, true, Charset.defaultCharset());
    }

    /** Does something while both streams of this process print no secrets. */
    public static int during(IntSupplier action) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new RedactedStream(out));
        System.setErr(new RedactedStream(err));
        try {
            return action.getAsInt();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Override
    public void print(String text) {
        super.print(Secrets.redacted(String.valueOf(text)));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void println(String line) {
        super.println(Secrets.redacted(String.valueOf(line)));
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }

    @Override
    public PrintStream format(String format, Object... arguments) {
        print(String.format(format, arguments));
        return this;
    }

    @Override
    public PrintStream format(Locale locale, String format, Object... arguments) {
        print(String.format(locale, format, arguments));
        return this;
    }
}
