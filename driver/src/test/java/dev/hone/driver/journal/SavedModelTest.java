package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest {
    @TempDir
    private Path temporary;

    private Path model = Path.of("");
    private Path part = Path.of("");
    private OutputFolder folder = OutputFolder.at("/", new Configuration());

    @BeforeEach
    void saveModel() throws IOException {
        folder.close();
        folder = OutputFolder.at(temporary.toString(), new Configuration());
        model = temporary.resolve("model");
        part = model.resolve("stages/0_tree/data/part-0");
        Files.createDirectories(part.getParent());
        Files.createDirectories(model.resolve("metadata"));
        Files.writeString(part, "nodes");
        Files.writeString(model.resolve("metadata/part-0"), "params");
        SavedModel.mark(folder, "model", 3);
    }

    @AfterEach
    void closeFolder() {
        folder.close();
    }

    @Test
    void aModelThatIsAsItWasSavedHasNoFault() throws IOException {
        Files.writeString(model.resolve("NOTES.txt"), "the user's own");
        Files.writeString(part.resolveSibling(".part-0.crc"), "Hadoop's own");

        assertThat(SavedModel.fault(folder, "model", 3)).isEmpty();
    }

    @Test
    void everyFlippedBitOfTheMarkerIsToldOrHarmless() throws IOException {
        Path marker = model.resolve(SavedModel.MARKER);
        byte[] bytes = Files.readAllBytes(marker);
        int harmless = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(marker, flipped);
            harmless += SavedModel.fault(folder, "model", 3).isEmpty() ? 1 : 0;
        }

        assertThat(harmless).as("white space after the checksum").isLessThan(32);
    }

    @Test
    void whatIsNotTheWholeModelIsTold() throws IOException {
        assertFault(4, "is that of trial 3");

        Files.writeString(part, "nodez");
        assertFault(3, "stages/0_tree/data/part-0 has another content than it was saved with");
        Files.writeString(part, "node");
        assertFault(3, "stages/0_tree/data/part-0 has another length than it was saved with");
        Files.delete(part);
        assertFault(3, "stages/0_tree/data/part-0 is missing");
        Files.writeString(part, "nodes");
        Files.writeString(part.resolveSibling("part-1"), "more nodes");
        assertFault(3, "stages/0_tree/data/part-1 was not saved with it");
        Files.delete(model.resolve(SavedModel.MARKER));
        assertFault(3, "has no hone-model.json, which is written last");
    }

    @Test
    void aFileInItsPlaceIsNoModel() throws IOException {
        Files.writeString(temporary.resolve("file"), "");

        assertThat(SavedModel.fault(folder, "file", 3)).contains("is no folder");
        assertThat(SavedModel.fault(folder, "none", 3)).contains("is no folder");
    }

    private void assertFault(long trial, String fault) {
        assertThat(SavedModel.fault(folder, "model", trial)).contains(fault);
    }
}
