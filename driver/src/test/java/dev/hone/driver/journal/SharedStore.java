package dev.hone.driver.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A store that all tests of a class share; for a static field with {@code @RegisterExtension}. */
public final class SharedStore implements BeforeAllCallback, AfterAllCallback {
    private final Function<Path, RemoteStore> start;
    private Optional<Path> folder = Optional.empty();
    private Optional<RemoteStore> store = Optional.empty();

    /** @param start starts it with a folder of the local disk, which is deleted in the end */
    public SharedStore(Function<Path, RemoteStore> start) {
        this.start = start;
    }

    public RemoteStore store() {
        return store.orElseThrow();
    }

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
        folder = Optional.of(Files.createTempDirectory("store"));
        store = folder.map(start);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        store.ifPresent(RemoteStore::close);
        folder.ifPresent(path -> FileUtil.fullyDelete(path.toFile()));
    }
}
