package dev.hone.driver.space;

import dev.hone.worker.data.InvalidInputException;

/** A dimension that cannot be, alone or beside the others of its space. */
public final class InvalidDimensionException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    private final String dimension;

    InvalidDimensionException(String dimension, String rule) {
        super("Dimension '" + dimension + "': " + rule);
        this.dimension = dimension;
    }

    /** The name of its param. */
    public String dimension() {
        return dimension;
    }
}
