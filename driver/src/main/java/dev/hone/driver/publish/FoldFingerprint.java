package dev.hone.driver.publish;

import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256 over the rows of all folds: equal splits of a table have equal fingerprints. */
public final class FoldFingerprint {
    private FoldFingerprint() {}

    /** That of some folds, in hexadecimal. */
    public static String of(FoldAssignment folds) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        for (Fold fold : folds.folds()) {
            add(fold.train(), digest);
            add(fold.test(), digest);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(int[] rows, MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (rows.length + 1));
        bytes.putInt(rows.length);
        bytes.asIntBuffer().put(rows);
        digest.update(bytes.array());
    }
}
