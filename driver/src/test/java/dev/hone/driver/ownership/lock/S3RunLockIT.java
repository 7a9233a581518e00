package dev.hone.driver.ownership.lock;

import dev.hone.driver.journal.RemoteStore;
import dev.hone.driver.journal.S3Store;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract on S3. */
@Tag("endurance")
@Timeout(300)
class S3RunLockIT extends RemoteRunLock {
    private static S3Store store;

    @BeforeAll
    static void startStore(@TempDir Path temporary) {
        store = S3Store.start(temporary);
    }

    @AfterAll
    static void stopStore() {
        store.close();
    }

    @Override
    RemoteStore store() {
        return store;
    }
}
