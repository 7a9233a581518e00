package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.output.OutputFolder;
import dev.hone.worker.trial.TrialOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a local disk. */
class SegmentFaultsTest extends SegmentFaultsContract {
    @TempDir
    private Path temporary;

    @Test
    void aJournalOfThousandsOfSegmentsIsMergedWhenItIsOpened() {
        int number = 3000;
        for (int segment = 1; segment <= number; segment++) {
            put(name(segment), segment(IDENTITY, segment));
        }
        long begin = System.nanoTime();

        List<TrialOutcome> outcomes = replayed(StudyJournal.open(folder, IDENTITY, clock));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(outcomes).isEqualTo(written(number));
        assertThat(segments()).hasSizeLessThan(2 * 64);
        assertThat(outcomes()).isEqualTo(outcomes);
        assertThat(damages()).isEmpty();
    }

    @Override
    OutputFolder open() {
        return OutputFolder.at(temporary.resolve("out").toString(), new Configuration());
    }

    @Override
    int bytesPerTear() {
        return 1;
    }

    @Override
    int bytesPerRepair() {
        return 50;
    }

    @Override
    int times() {
        return 20;
    }

    @Override
    void put(String name, byte[] content) {
        try {
            Files.write(journal().resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void delete(String name) {
        try {
            Files.delete(journal().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(journal())) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private Path journal() {
        return temporary.resolve("out/journal");
    }
}
