package dev.hone.driver.cli.progress;

import dev.hone.worker.data.Secrets;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts up with reads that fail, as those of a store do now and then, until none has succeeded for {@link #LIMIT}. Not safe for use
 * by several threads.
 */
final class ReadPatience {
    /** How long reads are tried again, from the first one that has failed. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(ReadPatience.class);

    private final String location;
    private final Clock clock;
    private Optional<Outage> outage = Optional.empty();

    /** Since when each read has failed, and how the last one did. */
    private record Outage(Instant since, UncheckedIOException failure) {}

    /** A read that may fail. */
    @FunctionalInterface
    interface Read<T> {
        T run() throws InterruptedException;
    }

    /** @param location what is read, for messages */
    ReadPatience(String location, Clock clock) {
        this.location = location;
        this.clock = clock;
    }

    /**
     * What a read gives; empty if it has failed and may be tried again.
     *
     * @throws UncheckedIOException if none has succeeded for {@link #LIMIT}
     */
    <T> Optional<T> read(Read<T> read) throws InterruptedException {
        try {
            T value = read.run();
            outage = Optional.empty();
            return Optional.of(value);
        } catch (UncheckedIOException e) {
            failed(e);
            return Optional.empty();
        }
    }

    private void failed(UncheckedIOException failure) {
        Instant now = clock.instant();
        if (outage.isEmpty()) {
            LOG.warn("{}; trying again for {} s", Secrets.redacted(ErrorLine.of(failure)), LIMIT.toSeconds());
        }
        Instant since = outage.map(Outage::since).orElse(now);
        outage = Optional.of(new Outage(since, failure));
        if (!now.isBefore(since.plus(LIMIT))) {
            requireRead();
        }
    }

    /**
     * Requires that the last read has succeeded, for who cannot try again.
     *
     * @throws UncheckedIOException with one line if it has not
     */
    void requireRead() {
        if (outage.isPresent()) {
            Duration time = Duration.between(outage.get().since(), clock.instant());
            throw new UncheckedIOException(
                    location + " could not be read for " + time.toSeconds() + " s",
                    Objects.requireNonNull(outage.get().failure().getCause()));
        }
    }
}
