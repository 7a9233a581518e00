package dev.hone.driver.table.source;

/** What a study needs of the label column. */
public enum LabelKind {
    /** A class a row, for classifiers. */
    CLASSES,
    /** A number per row, for regressors. */
    QUANTITY,
    /** Nothing: a label column, if named, is only kept out of the features. */
    NONE
}
