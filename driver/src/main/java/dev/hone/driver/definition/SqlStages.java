package dev.hone.driver.definition;

/**
 * Whether a study file may have stages that run SQL. A statement can call any static Java method on the class path ({@code
 * reflect}, {@code java_method}), and is evaluated as soon as the study is validated.
 */
public enum SqlStages {
    /** The default: such a stage is a mistake. */
    REFUSED,

    /** For study files that are trusted as programs are. */
    ALLOWED
}
