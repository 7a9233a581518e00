package dev.hone.driver.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeys;
import org.apache.hadoop.fs.permission.FsPermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The umask of this process, which the operating system applies to what Java writes, but Hadoop to nothing: it has a setting of its
 * own, 022 by default.
 */
public final class ProcessUmask {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessUmask.class);
    private static final String SETTING = CommonConfigurationKeys.FS_PERMISSIONS_UMASK_KEY;
    private static final String DEFAULTS = "core-default.xml";
    private static final Optional<Set<PosixFilePermission>> DENIED = denied();

    private ProcessUmask() {}

    /** Makes it the umask of a Hadoop file system, unless the user's Hadoop has another one. */
    public static void apply(Configuration configuration) {
        String[] sources = configuration.getPropertySources(SETTING);
        boolean isDefault = sources == null || sources[sources.length - 1].equals(DEFAULTS);
        if (isDefault) {
            DENIED.ifPresent(denied -> configuration.set(SETTING, octal(denied)));
        }
    }

    /**
     * Takes the permissions that a Hadoop umask denies from all files and folders below a local path. What belongs to another user,
     * or has no such permissions, stays as it is.
     */
    public static void restrict(Path path, Configuration configuration) {
        Set<PosixFilePermission> denied = PosixFilePermissions.fromString(
                FsPermission.getUMask(configuration).toString());
        try (Stream<Path> below = Files.walk(path)) {
            for (Path file : (Iterable<Path>) below::iterator) {
                Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
                if (allowed.removeAll(denied)) {
                    Files.setPosixFilePermissions(file, allowed);
                }
            }
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            LOG.debug("Permissions below {} stay as they are", path, e);
        }
    }

    /** A folder is made with all permissions but those that are denied. */
    private static Optional<Set<PosixFilePermission>> denied() {
        try {
            Path temporary = Files.createTempDirectory("hone-umask");
            Path probe = temporary.resolve("probe");
            try {
                Set<PosixFilePermission> denied = EnumSet.allOf(PosixFilePermission.class);
                denied.removeAll(Files.getPosixFilePermissions(Files.createDirectory(probe)));
                return Optional.of(denied);
            } finally {
                Files.deleteIfExists(probe);
                Files.deleteIfExists(temporary);
            }
        } catch (IOException | UnsupportedOperationException e) { // no room, or no such permissions
            return Optional.empty();
        }
    }

    /** As Hadoop takes it: three digits of read, write and execute, of owner, group and others. */
    private static String octal(Set<PosixFilePermission> denied) {
        int bits = 0;
        for (PosixFilePermission permission : PosixFilePermission.values()) { // in the order of the bits
            bits = bits << 1 | (denied.contains(permission) ? 1 : 0);
        }
        return String.format("%03o", bits);
    }
}
