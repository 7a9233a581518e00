package dev.hone.driver.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.journal.ConditionalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final Configuration HADOOP = ConditionalStore.configuration();

    @TempDir
    private Path temporary;

    @Test
    void ofManyWritersOnALocalDiskExactlyOneCreatesTheFile() throws Exception {
        AtomicInteger created = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (OutputFolder folder = OutputFolder.at(temporary.toString(), HADOOP)) {
            for (int file = 0; file < 20; file++) {
                String name = "v-" + file + ".json";
                threads.invokeAll(IntStream.range(0, 8)
                        .mapToObj(writer -> Executors.callable(() -> {
                            if (folder.writeNew(name, to -> to.print("writer " + writer))) {
                                created.incrementAndGet();
                                assertThat(folder.read(name)).contains("writer " + writer);
                            }
                        }))
                        .toList());
            }
            assertThat(created).hasValue(20);
            assertThat(folder.names()).as("nothing hidden is left").hasSize(20).allMatch(name -> name.startsWith("v-"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aStoreThatShowsAFileWhenItIsClosedCreatesItOnTheConditionThatThereIsNone() throws IOException {
        try (OutputFolder store = OutputFolder.at(ConditionalStore.SCHEME + "://" + temporary, HADOOP)) {
            ConditionalStore.beforeClose(() -> Files.writeString(temporary.resolve("v-1.json"), "the faster"));

            assertThat(store.writeNew("v-1.json", to -> to.print("the slower"))).isFalse();

            assertThat(store.read("v-1.json")).contains("the faster");
            assertThat(store.writeNew("v-2.json", to -> to.print("alone"))).isTrue();
            assertThat(store.writeNew("v-2.json", to -> to.print("late"))).isFalse();
            assertThat(store.read("v-2.json")).contains("alone");
        }
    }

    @Test
    void aFileWhoseCreationWasAnsweredByAFailureIsLookedAt() {
        try (OutputFolder store = OutputFolder.at(ConditionalStore.SCHEME + "://" + temporary, HADOOP)) {
            ConditionalStore.beforeClose(() -> Files.writeString(temporary.resolve("v-1.json"), "mine"));
            assertThat(store.writeNew("v-1.json", to -> to.print("mine")))
                    .as("the first try had come through")
                    .isTrue();

            ConditionalStore.beforeClose(() -> {
                throw new IOException("no route to host");
            });
            assertThatThrownBy(() -> store.writeNew("v-2.json", to -> to.print("mine")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("Cannot write store:")
                    .hasRootCauseMessage("no route to host");
        }
    }
}
