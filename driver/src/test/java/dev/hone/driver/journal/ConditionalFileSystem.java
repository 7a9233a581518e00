package dev.hone.driver.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A local disk that writes as an object store does: a file is there as a whole when it is closed, if there was none. */
public final class ConditionalFileSystem extends RawLocalFileSystem {
    private static final String CONDITION = "fs.option.create.conditional.overwrite";

    /** Whether the answer to the next write is lost, though it was done. */
    public static final AtomicBoolean LOSES_ANSWER = new AtomicBoolean();

    public static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set("fs.conditional.impl", ConditionalFileSystem.class.getName());
        return configuration;
    }

    @Override
    public URI getUri() {
        return URI.create("conditional:///");
    }

    @Override
    public String getScheme() {
        return "conditional";
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) {
        return capability.equals(CONDITION);
    }

    @Override
    public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
        return new Builder(this, path);
    }

    private static final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {
        private final Path path;

        Builder(ConditionalFileSystem files, Path path) {
            super(files, path);
            this.path = path;
        }

        @Override
        public Builder getThisBuilder() {
            return this;
        }

        @Override
        public FSDataOutputStream build() throws IOException {
            rejectUnknownMandatoryKeys(Set.of(CONDITION), path.toString());
            return new FSDataOutputStream(
                    new WholeFile(java.nio.file.Path.of(path.toUri().getPath())), null);
        }
    }

    private static final class WholeFile extends ByteArrayOutputStream {
        private final java.nio.file.Path file;

        WholeFile(java.nio.file.Path file) {
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            try {
                Files.write(file, toByteArray(), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                throw new IOException("412 Precondition Failed", e);
            }
            if (LOSES_ANSWER.getAndSet(false)) {
                throw new IOException("412 Precondition Failed, for the request that was sent again");
            }
        }
    }
}
