package dev.hone.driver.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract on HDFS. */
@Tag("endurance")
@Timeout(600)
class HdfsSegmentFaultsIT extends RemoteSegmentFaults {
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

    @Override
    int bytesPerTear() {
        return 1;
    }

    @Override
    int bytesPerRepair() {
        return 20;
    }

    @Override
    int times() {
        return 50;
    }
}
