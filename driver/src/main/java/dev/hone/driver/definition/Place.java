package dev.hone.driver.definition;

import org.yaml.snakeyaml.error.Mark;

/**
 * Where a part of a study comes from.
 *
 * @param line its line in the file, from 1; {@link #AFTER_THE_FILE} for an option of the command line
 * @param text what a message calls it
 */
record Place(int line, String text) {
    private static final int AFTER_THE_FILE = Integer.MAX_VALUE;

    /** A line of the file. */
    static Place line(int number) {
        return new Place(number, "line " + number);
    }

    /** The line of the file at which YAML begins. */
    static Place of(Mark mark) {
        return line(mark.getLine() + 1);
    }

    /** The option {@code --set} with that key. */
    static Place setting(String key) {
        return new Place(AFTER_THE_FILE, "--set " + key);
    }
}
