package dev.hone.driver.ownership.lock;

import dev.hone.driver.journal.MiniHdfs;
import dev.hone.driver.journal.RemoteStore;
import dev.hone.driver.journal.SharedStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on HDFS. */
@Tag("endurance")
@Timeout(300)
class HdfsRunLockIT extends RemoteRunLock {
    @RegisterExtension
    static final SharedStore STORE = new SharedStore(MiniHdfs::start);

    @Override
    RemoteStore store() {
        return STORE.store();
    }
}
