package dev.hone.driver.journal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with a segment.
 *
 * @param kind what it is instead
 * @param reason why, in a few words
 * @param lines numbers of the lines that are damaged
 */
record SegmentFault(Kind kind, String reason, List<Integer> lines) {
    /** How many lines of a file are named that are damaged. */
    private static final int MOST_NAMED = 5;

    /** What a segment is that is not a whole one of the study. */
    enum Kind {
        /** One of the study, of which something is missing or changed. */
        DAMAGED(".damaged", "what is missing runs again"),
        /** Another segment of the study under the name of this one. */
        COPY(".copy", "ignored"),
        /** One of another study. */
        FOREIGN(".foreign", "ignored");

        private final String extension;
        private final String consequence;

        Kind(String extension, String consequence) {
            this.extension = extension;
            this.consequence = consequence;
        }

        /** What follows the name of the file under which it is kept. */
        String extension() {
            return extension;
        }
    }

    SegmentFault {
        lines = List.copyOf(lines);
    }

    /** Of a file as a whole. */
    SegmentFault(Kind kind, String reason) {
        this(kind, reason, List.of());
    }

    /** Whether nothing in the file counts. */
    boolean isIgnored() {
        return kind != Kind.DAMAGED;
    }

    /** One line about a file that stays as it is. */
    String text(String file) {
        return file + numbers() + ": " + reason + "; " + kind.consequence;
    }

    /** One line about a file that was set aside under another name. */
    String text(String file, String keptAs) {
        return file + numbers() + ": " + reason + "; kept as " + keptAs + ", " + kind.consequence;
    }

    private String numbers() {
        if (lines.isEmpty()) {
            return "";
        }
        String named = lines.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        int more = lines.size() - MOST_NAMED;
        return (lines.size() == 1 ? ", line " : ", lines ") + named + (more > 0 ? " and " + more + " more" : "");
    }
}
