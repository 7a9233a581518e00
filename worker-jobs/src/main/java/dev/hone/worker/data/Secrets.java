package dev.hone.worker.data;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of what users see: messages, logs and result files. Redacted are the values of secret settings of this process,
 * wherever they stand; the user and password of a URI, such as {@code s3a://key:secret@bucket}; and values that follow the name of a
 * secret, such as {@code password=...}, {@code fs.s3a.secret.key: "..."}, {@code Bearer ...} or the signature of a signed URL.
 */
public final class Secrets {
    /** What stands for a secret. */
    public static final String REDACTED = "***";

    private static final String NAME = "(?:password|passwd|passphrase|(?<![a-z])pwd|secret|secret[._-]?key"
            + "|(?:secret[._-]?)?access[._-]?key(?:[._-]?id)?|account[._-]?key[a-z0-9._-]*|api[._-]?key|private[._-]?key"
            + "|(?<![a-z])token|[._-]token|(?:session|auth|access|sas|bearer|refresh)[._-]?token|(?<![a-z])sig"
            + "|(?<![a-z])signature|x-amz-signature|credentials?)";

    /** The port of a host is no password: {@code hdfs://host:9000/a@b}. */
    private static final Pattern USER_INFO = Pattern.compile("([a-zA-Z0-9+.-]://)[^/\\s:@'\"]*:(?!\\d+/)[^\\s@'\"]*@");

    private static final Pattern ASSIGNED =
            Pattern.compile("(" + NAME + "\\s*=\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;&)}\\]]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED =
            Pattern.compile("(" + NAME + "[\"']?\\s*:\\s*)(\"[^\"]*\"|'[^']*')", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile("(?:.*[^a-z])?" + NAME, Pattern.CASE_INSENSITIVE);

    /** Of a header; the key of a query is a secret, that of a text is none. */
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "((?:\\bBearer|\\bAuthorization[\"']?\\s*[:=]\\s*[\"']?Basic)\\s+|[?&](?:key|auth|pass)=)[^\\s,;&'\"]{4,}",
            Pattern.CASE_INSENSITIVE);

    private static final SecretValues VALUES = new SecretValues();

    private Secrets() {}

    /**
     * Redacts from now on the values of those settings whose names are of secrets, wherever they stand.
     *
     * @param settings by name, such as a configuration of Hadoop
     */
    public static void keep(Iterable<Map.Entry<String, String>> settings) {
        VALUES.keep(settings);
    }

    /** The text without its secrets. */
    public static String redacted(String text) {
        String withoutKnown = AUTHORIZATION.matcher(VALUES.redacted(text)).replaceAll("$1" + REDACTED);
        String withoutUsers = USER_INFO.matcher(withoutKnown).replaceAll("$1" + REDACTED + "@");
        String withoutValues = ASSIGNED.matcher(withoutUsers).replaceAll("$1" + REDACTED);
        return QUOTED.matcher(withoutValues).replaceAll("$1" + REDACTED);
    }

    /** Whether the value of an option of that name is a secret. */
    public static boolean isNameOfSecret(String option) {
        return NAMED.matcher(option).matches() || option.matches("(?i).*(password|secret|token)");
    }
}
