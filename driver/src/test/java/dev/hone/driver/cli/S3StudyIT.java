package dev.hone.driver.cli;

import dev.hone.driver.journal.RemoteStore;
import dev.hone.driver.journal.S3Store;
import dev.hone.driver.journal.SharedStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on S3. */
@Tag("endurance")
@Timeout(900)
class S3StudyIT extends RemoteStudyContract {
    @RegisterExtension
    static final SharedStore STORE = new SharedStore(S3Store::start);

    @Override
    RemoteStore store() {
        return STORE.store();
    }
}
