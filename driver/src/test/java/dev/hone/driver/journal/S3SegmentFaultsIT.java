package dev.hone.driver.journal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on S3. */
@Tag("endurance")
@Timeout(600)
class S3SegmentFaultsIT extends RemoteSegmentFaults {
    @RegisterExtension
    static final SharedStore STORE = new SharedStore(S3Store::start);

    @Override
    RemoteStore store() {
        return STORE.store();
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
