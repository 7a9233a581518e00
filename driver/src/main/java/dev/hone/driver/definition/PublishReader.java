package dev.hone.driver.definition;

import dev.hone.driver.publish.PublishDefinition;
import dev.hone.driver.publish.PublishRows;
import dev.hone.driver.publish.PublishRule;
import dev.hone.worker.train.LearnerKind;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code publish} of a study file. */
final class PublishReader {
    static final String PUBLISH = "publish";
    private static final String PATH = "path";
    private static final String RULE = "rule";
    private static final String TOLERANCE = "tolerance";
    private static final String ON = "on";
    private static final String KEEP = "keep";

    /** Schemes that hold rows out once. */
    private static final Set<String> HOLD_OUT = Set.of("hold-out", "stratified-hold-out");

    private PublishReader() {}

    /** Whether a study publishes. */
    static boolean publishes(Section root) {
        return root.has(PUBLISH);
    }

    /** Where a study publishes; empty if it does not. */
    static Optional<String> path(Section root) {
        return root.section(PUBLISH).text(PATH);
    }

    /**
     * Reads the section; empty if the study publishes nothing.
     *
     * @param scheme name of the fold scheme
     * @param kind what the learners learn
     * @throws StudyFileException with the place of a mistake
     */
    static Optional<PublishDefinition> read(Section root, String scheme, LearnerKind kind) {
        if (!publishes(root)) {
            return Optional.empty();
        }
        Section section = root.section(PUBLISH);
        PublishRule rule = section.text(RULE).map(PublishRule::labelled).orElse(PublishRule.BETTER);
        requireComparable(section, rule, kind);
        double tolerance = section.number(TOLERANCE).orElse(0.0);
        if (rule == PublishRule.ALWAYS && section.has(TOLERANCE)) {
            throw section.invalid(TOLERANCE, "belongs to rules better and not-worse (rule: always)");
        }
        PublishRows rows = rows(section, scheme);
        OptionalInt keep = section.count(KEEP).map(OptionalInt::of).orElse(OptionalInt.empty());
        return Optional.of(section.checked(
                TOLERANCE, () -> new PublishDefinition(path(root).orElseThrow(), rule, tolerance, rows, keep)));
    }

    private static void requireComparable(Section section, PublishRule rule, LearnerKind kind) {
        boolean isSupervised = kind == LearnerKind.CLASSIFIER || kind == LearnerKind.REGRESSOR;
        if (!isSupervised && rule != PublishRule.ALWAYS) {
            throw section.invalid(
                    section.has(RULE) ? RULE : PATH,
                    "needs rule always, as clusters and topics of two models have no scores on the same scale (rule: "
                            + rule.label() + ")");
        }
    }

    private static PublishRows rows(Section section, String scheme) {
        boolean holdsOut = HOLD_OUT.contains(scheme);
        PublishRows rows =
                section.text(ON).map(PublishRows::labelled).orElse(holdsOut ? PublishRows.HOLDOUT : PublishRows.FOLDS);
        if (rows == PublishRows.HOLDOUT && !holdsOut) {
            throw section.invalid(
                    ON,
                    "holdout needs validation.scheme hold-out or stratified-hold-out (scheme: " + scheme
                            + "); folds compares on the test rows of each fold");
        }
        if (rows == PublishRows.FOLDS && holdsOut) {
            throw section.invalid(ON, "folds needs a scheme with several folds (scheme: " + scheme + ")");
        }
        return rows;
    }
}
