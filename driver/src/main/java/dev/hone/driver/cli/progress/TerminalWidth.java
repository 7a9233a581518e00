package dev.hone.driver.cli.progress;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sun.misc.Signal;

/**
 * The width of the terminal of this process, in columns. It is asked for again only after a SIGWINCH, which a terminal sends when
 * it is resized, so that a redraw starts no process.
 */
final class TerminalWidth implements IntSupplier {
    private static final Signal RESIZED = new Signal("WINCH");
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");
    private static final long MOST_SECONDS = 1;

    private volatile boolean resized;
    private int columns;

    /** @param columns the width at the start */
    TerminalWidth(int columns) {
        this.columns = columns;
        Signal.handle(RESIZED, signal -> resized = true);
    }

    /** Called by one thread at a time. */
    @Override
    public int getAsInt() {
        if (resized) {
            resized = false;
            columns = ofTerminal().orElse(columns);
        }
        return columns;
    }

    private static OptionalInt ofTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                stty.destroy();
                return OptionalInt.empty();
            }
            Matcher size = ROWS_AND_COLUMNS.matcher(
                    new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return size.matches() ? OptionalInt.of(Integer.parseInt(size.group(1))) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
