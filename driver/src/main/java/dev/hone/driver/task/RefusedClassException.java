package dev.hone.driver.task;

/** What a task returned holds an object of a class that the driver does not read; the message is one line for the user. */
public final class RefusedClassException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    RefusedClassException(String name) {
        super("Class '" + name
                + "' in what a task returned must be of Hone, of Spark ML, a plain value, or beside a stage or model of"
                + " the study; if it belongs to one, allow its package by --conf " + ValueClasses.SETTING + "="
                + packageOf(name));
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
