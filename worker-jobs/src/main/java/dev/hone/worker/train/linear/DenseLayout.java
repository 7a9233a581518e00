package dev.hone.worker.train.linear;

/** Which values of a dense block are next to each other. */
enum DenseLayout {
    /** Those of a row, as MLlib has them. */
    BY_ROW,
    /** Those of a feature: vector instructions then run along rows, of which there are more than features. */
    BY_COLUMN
}
