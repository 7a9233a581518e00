package dev.hone.worker.train;

import java.lang.reflect.InvocationTargetException;

/** Makes objects of classes that a user names. */
final class Reflection {
    private Reflection() {}

    /**
     * A class by its full name.
     *
     * @param what it is, as a message begins
     * @throws IllegalArgumentException if it is not on the class path
     */
    static Class<?> classNamed(String className, String what) {
        try {
            return Class.forName(className, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(what + " '" + className + "' is not a class on the class path", e);
        }
    }

    /**
     * A new object, made from its uid as those of Spark ML are.
     *
     * @param what it is, as a message begins
     * @throws IllegalArgumentException if it has no such constructor, or that throws
     */
    static <T> T of(Class<T> type, String uid, String what) {
        try {
            return type.getConstructor(String.class).newInstance(uid);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(what + " cannot be made: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(what + " must have a public constructor that takes a uid", e);
        }
    }
}
