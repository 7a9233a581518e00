package dev.hone.driver.table.column;

/** What a number must be in its role. */
public enum NumberRule {
    FEATURE("a feature") {
        @Override
        String advice() {
            return "; fill missing values by an Imputer under 'pipeline'";
        }
    },
    LABEL("a label"),
    WEIGHT("a weight") {
        @Override
        boolean allows(double value) {
            return super.allows(value) && value >= 0;
        }

        @Override
        String brokenBy(double value) {
            return value < 0 ? "a weight must not be negative" : super.brokenBy(value);
        }
    },
    TIME("a time"),
    VALUE("a value");

    private final String subject;

    NumberRule(String subject) {
        this.subject = subject;
    }

    public String subject() {
        return subject;
    }

    boolean allows(double value) {
        return Double.isFinite(value);
    }

    /** The rule that a value breaks. */
    String brokenBy(double value) {
        return finite();
    }

    /** What would help where a value is missing, after a semicolon; nothing where there is no remedy. */
    String advice() {
        return "";
    }

    public String finite() {
        return subject + " must be a finite number";
    }
}
