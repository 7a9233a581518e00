package dev.hone.driver.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hone.driver.journal.ConditionalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    @Test
    void aFileThatComesAndGoesIsReadOrNotThere() throws Exception {
        try (OutputFolder folder = folder("out")) {
            folder.create();
            Path file = temporary.resolve("out/file");
            Thread writer = new Thread(() -> {
                for (int time = 0; time < 3_000; time++) {
                    try {
                        Files.createFile(file);
                        Files.delete(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            writer.start();
            while (writer.isAlive()) {
                assertThat(folder.read("file").orElse("")).isEmpty();
            }
            writer.join();
        }
    }

    @Test
    void ofManyWritersOfOneNewFileOneWrites() throws Exception {
        try (OutputFolder folder = folder("out")) {
            assertOneWrites(folder);
        }
    }

    @Test
    void ofManyWritersOfOneNewObjectOneWrites() throws Exception {
        try (OutputFolder folder = objects()) {
            assertOneWrites(folder);
        }
    }

    @Test
    void anObjectThatWasWrittenThoughTheAnswerWasLostIsWritten() {
        try (OutputFolder folder = objects()) {
            ConditionalStore.afterClose(() -> {
                throw new IOException("412 Precondition Failed, for the request that was sent again");
            });

            assertThat(folder.writeNew("file", writer -> writer.print("text\n")))
                    .isTrue();
            assertThat(folder.writeNew("file", writer -> writer.print("other\n")))
                    .isFalse();
            assertThat(folder.read("file")).contains("text");
        }
    }

    private void assertOneWrites(OutputFolder folder) throws Exception {
        int writers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            for (int time = 0; time < 20; time++) {
                String name = "file" + time;
                List<Callable<Boolean>> tasks = new ArrayList<>();
                for (int writer = 0; writer < writers; writer++) {
                    String text = "by " + writer;
                    tasks.add(() -> folder.writeNew(name, to -> to.print(text)));
                }
                int written = 0;
                for (Future<Boolean> task : threads.invokeAll(tasks)) {
                    written += task.get() ? 1 : 0;
                }
                assertThat(written).as(name).isEqualTo(1);
                assertThat(folder.read(name).orElseThrow()).startsWith("by ");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private OutputFolder objects() {
        return OutputFolder.at(
                ConditionalStore.SCHEME + "://" + temporary.resolve("objects"), ConditionalStore.configuration());
    }

    private OutputFolder folder(String name) {
        return OutputFolder.at(temporary.resolve(name).toString(), new Configuration());
    }
}
