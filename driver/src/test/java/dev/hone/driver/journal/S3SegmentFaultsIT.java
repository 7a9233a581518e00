package dev.hone.driver.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract on S3. */
@Tag("endurance")
@Timeout(600)
class S3SegmentFaultsIT extends RemoteSegmentFaults {
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

    @Override
    int bytesPerTear() {
        return 10;
    }

    @Override
    int bytesPerRepair() {
        return 50;
    }

    @Override
    int times() {
        return 20;
    }
}
