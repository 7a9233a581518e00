package dev.hone.driver.cli;

import dev.hone.driver.journal.MiniHdfs;
import dev.hone.driver.journal.RemoteStore;
import dev.hone.driver.journal.SharedStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on HDFS. */
@Tag("endurance")
@Timeout(900)
class HdfsStudyIT extends RemoteStudyContract {
    @RegisterExtension
    static final SharedStore STORE = new SharedStore(MiniHdfs::start);

    @Override
    RemoteStore store() {
        return STORE.store();
    }
}
