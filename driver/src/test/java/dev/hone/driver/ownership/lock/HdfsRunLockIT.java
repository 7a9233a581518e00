package dev.hone.driver.ownership.lock;

import dev.hone.driver.journal.MiniHdfs;
import dev.hone.driver.journal.RemoteStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract on HDFS. */
@Tag("endurance")
@Timeout(300)
class HdfsRunLockIT extends RemoteRunLock {
    private static MiniHdfs store;

    @BeforeAll
    static void startStore(@TempDir Path temporary) {
        store = MiniHdfs.start(temporary);
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
