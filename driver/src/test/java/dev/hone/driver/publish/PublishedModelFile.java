package dev.hone.driver.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What readers without Hone look at. */
final class PublishedModelFile {
    private PublishedModelFile() {}

    /** The version that {@code latest.json} tells. */
    static PublishedVersion latest(Path models) throws IOException {
        return PublishedVersion.fromJson(Files.readString(models.resolve(PublishedFolder.LATEST)));
    }
}
