package dev.hone.driver.journal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on HDFS. */
@Tag("endurance")
@Timeout(600)
class HdfsSegmentFaultsIT extends RemoteSegmentFaults {
    @RegisterExtension
    static final SharedStore STORE = new SharedStore(MiniHdfs::start);

    @Override
    RemoteStore store() {
        return STORE.store();
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
