package dev.hone.driver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's file system of local disks, with permissions set and read by Java. Without Hadoop's native code, which Spark does not
 * bring, Hadoop starts a process, {@code chmod} or {@code ls}, for every file that is written or listed: more than a hundred in a run
 * of four trials.
 */
final class LocalFiles extends LocalFileSystem {
    /** Hadoop's setting for the class of this file system. */
    static final String SETTING = "fs.file.impl";

    LocalFiles() {
        super(new Raw());
    }

    private static final class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            if (permission.getStickyBit()) { // not one of Java's
                super.setPermission(path, permission);
                return;
            }
            try {
                Files.setPosixFilePermissions(
                        pathToFile(path).toPath(), PosixFilePermissions.fromString(permission.toString()));
            } catch (UnsupportedOperationException e) { // a file system without such permissions
                super.setPermission(path, permission);
            }
        }

        @Override
        public FileStatus[] listStatus(Path folder) throws IOException {
            FileStatus[] found = super.listStatus(folder);
            for (int file = 0; file < found.length; file++) {
                found[file] = withPermission(found[file]);
            }
            return found;
        }

        /** The status with what Hadoop would ask {@code ls} for, once somebody asks the status. */
        private FileStatus withPermission(FileStatus status) throws IOException {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(pathToFile(status.getPath()).toPath(), PosixFileAttributeView.class);
            if (view == null || status.isSymlink()) {
                return status;
            }
            try {
                PosixFileAttributes attributes = view.readAttributes();
                return new FileStatus(
                        status.getLen(),
                        status.isDirectory(),
                        status.getReplication(),
                        status.getBlockSize(),
                        status.getModificationTime(),
                        status.getAccessTime(),
                        FsPermission.valueOf("-" + PosixFilePermissions.toString(attributes.permissions())),
                        attributes.owner().getName(),
                        attributes.group().getName(),
                        status.getPath());
            } catch (NoSuchFileException e) { // deleted since it was listed
                return status;
            }
        }
    }
}
