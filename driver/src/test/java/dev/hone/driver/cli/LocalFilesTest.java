package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    @TempDir
    private java.nio.file.Path folder;

    @Test
    void hadoopTakesItForLocalPaths() throws IOException {
        try (FileSystem files = files()) {
            assertThat(files).isInstanceOf(LocalFiles.class);
        }
    }

    @Test
    void filesAndFoldersGetTheirPermissions() throws IOException {
        try (FileSystem files = files()) {
            Path file = path("a/b.txt");
            FileSystem.create(files, file, new FsPermission("640")).close();
            FileSystem.mkdirs(files, path("c"), new FsPermission("750"));

            assertThat(permissions("a/b.txt")).isEqualTo("rw-r-----");
            assertThat(permissions("c")).isEqualTo("rwxr-x---");
            assertThat(files.getFileStatus(file).getPermission()).isEqualTo(new FsPermission("640"));
        }
    }

    @Test
    void permissionsThatJavaDoesNotKnowAreHadoopsMatter() throws IOException {
        try (FileSystem files = files()) {
            files.mkdirs(path("a"));

            files.setPermission(path("a"), new FsPermission("1777"));

            assertThat(files.getFileStatus(path("a")).getPermission()).isEqualTo(new FsPermission("1777"));
        }
    }

    @Test
    void listedFilesAreAsHadoopTellsThem() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "text");
        Files.setPosixFilePermissions(folder.resolve("a.txt"), PosixFilePermissions.fromString("rw-------"));
        try (FileSystem files = files();
                LocalFileSystem hadoop = new LocalFileSystem()) {
            hadoop.initialize(URI.create("file:///"), new Configuration());
            FileStatus expected = hadoop.listStatus(path(""))[0];
            RemoteIterator<LocatedFileStatus> found = files.listFiles(path(""), true);

            FileStatus file = found.next();

            assertThat(found.hasNext()).isFalse();
            assertThat(file.getPath()).isEqualTo(expected.getPath());
            assertThat(file.getPermission()).isEqualTo(expected.getPermission());
            assertThat(file.getOwner()).isEqualTo(expected.getOwner());
            assertThat(file.getGroup()).isEqualTo(expected.getGroup());
            assertThat(file.getLen()).isEqualTo(4);
            assertThat(file.getModificationTime()).isEqualTo(expected.getModificationTime());
        }
    }

    private static FileSystem files() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(LocalFiles.SETTING, LocalFiles.class.getName());
        return FileSystem.newInstance(URI.create("file:///"), configuration);
    }

    private Path path(String name) {
        return new Path(folder.resolve(name).toUri());
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
