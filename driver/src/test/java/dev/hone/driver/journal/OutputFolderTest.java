package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    private Path temporary;

    @Test
    void aNewFileWhoseWritingFailsIsNotThere() {
        try (OutputFolder folder = folder("out")) {
            folder.create();

            assertThatIllegalStateException()
                    .isThrownBy(() -> folder.writeNew("segment", writer -> {
                        writer.print("a part");
                        writer.flush();
                        throw new IllegalStateException("no room");
                    }));

            assertThat(folder.exists("segment")).isFalse();
            assertThat(folder.writeNew("segment", writer -> writer.print("all")))
                    .isTrue();
            assertThat(folder.writeNew("segment", writer -> writer.print("again")))
                    .isFalse();
            assertThat(folder.read("segment")).contains("all");
        }
    }

    @Test
    void onlyAFolderThatHoldsNothingIsRemoved() {
        try (OutputFolder folder = folder("below/out")) {
            assertThat(folder.create()).as("missing").isTrue();
            assertThat(folder.create()).as("there").isFalse();
            folder.replace("file", writer -> writer.print("text"));

            folder.removeIfEmpty();
            assertThat(folder.read("file")).contains("text");

            folder.delete("file");
            folder.removeIfEmpty();
            assertThat(temporary.resolve("below/out")).doesNotExist();
        }
    }

    @Test
    void aFileThatIsReplacedIsThereAllTheTime() throws InterruptedException {
        try (OutputFolder folder = folder("out")) {
            folder.replace("file", writer -> writer.print("text"));
            Thread writer = new Thread(() -> {
                for (int time = 0; time < 30; time++) {
                    folder.replace("file", text -> text.print("text"));
                }
            });
            writer.start();
            while (writer.isAlive()) {
                assertThat(folder.read("file")).contains("text");
            }
            writer.join();
        }
    }

    private OutputFolder folder(String name) {
        return OutputFolder.at(temporary.resolve(name).toString(), new Configuration());
    }
}
