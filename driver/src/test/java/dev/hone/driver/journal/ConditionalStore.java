package dev.hone.driver.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A local disk that behaves as S3A does: a file is there when its stream is closed, if asked on the condition that there is none. */
public class ConditionalStore extends RawLocalFileSystem {
    public static final String SCHEME = "store";

    private static final String CREATE_IF_NONE = "fs.option.create.conditional.overwrite";
    private static final Step NOTHING = () -> {};

    private static volatile Step beforeClose = NOTHING;
    private static volatile Step afterClose = NOTHING;

    public interface Step {
        void run() throws IOException;
    }

    /** Does something once, before the next stream is closed. */
    public static void beforeClose(Step step) {
        beforeClose = step;
    }

    /** Does something once, after the next stream has been closed. */
    public static void afterClose(Step step) {
        afterClose = step;
    }

    public static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set("fs." + SCHEME + ".impl", ConditionalStore.class.getName());
        return configuration;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CREATE_IF_NONE) || super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataOutputStreamBuilder<FSDataOutputStream, Builder> createFile(Path path) {
        return new Builder(this, path);
    }

    /** Knows the condition. */
    public static final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {
        private final java.nio.file.Path target;

        Builder(FileSystem files, Path path) {
            super(files, path);
            target = java.nio.file.Path.of(path.toUri().getPath());
        }

        @Override
        public Builder getThisBuilder() {
            return this;
        }

        @Override
        public FSDataOutputStream build() throws IOException {
            boolean isConditional = getOptions().getBoolean(CREATE_IF_NONE, false);
            return new FSDataOutputStream(
                    new ByteArrayOutputStream() {
                        @Override
                        public void close() throws IOException {
                            Step step = beforeClose;
                            beforeClose = NOTHING;
                            step.run();
                            try {
                                Files.write(
                                        target,
                                        toByteArray(),
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE,
                                        isConditional
                                                ? StandardOpenOption.CREATE_NEW
                                                : StandardOpenOption.TRUNCATE_EXISTING);
                            } catch (FileAlreadyExistsException e) {
                                throw new IOException("412 Precondition Failed", e);
                            }
                            step = afterClose;
                            afterClose = NOTHING;
                            step.run();
                        }
                    },
                    null);
        }
    }
}
