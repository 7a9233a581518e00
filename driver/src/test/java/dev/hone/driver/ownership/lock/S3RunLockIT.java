package dev.hone.driver.ownership.lock;

import dev.hone.driver.journal.RemoteStore;
import dev.hone.driver.journal.S3Store;
import dev.hone.driver.journal.SharedStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on S3. */
@Tag("endurance")
@Timeout(300)
class S3RunLockIT extends RemoteRunLock {
    @RegisterExtension
    static final SharedStore STORE = new SharedStore(S3Store::start);

    @Override
    RemoteStore store() {
        return STORE.store();
    }
}
