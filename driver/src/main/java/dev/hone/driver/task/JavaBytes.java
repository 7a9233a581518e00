package dev.hone.driver.task;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Models travel as Java-serialized bytes: Kryo cannot read some of MLlib's model classes back. */
public final class JavaBytes {
    private JavaBytes() {}

    /** An object's bytes. */
    public static byte[] of(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot serialize " + value.getClass().getName(), e);
        }
        return bytes.toByteArray();
    }

    /**
     * The object of bytes that came from elsewhere.
     *
     * @throws RefusedClassException if one of its objects is of a class that {@link ValueClasses} does not allow
     */
    public static Object read(byte[] bytes) {
        return read(bytes, ValueClasses.ofSettings());
    }

    static Object read(byte[] bytes, ValueClasses classes) {
        return read(bytes, Optional.of(classes));
    }

    /** The object of bytes that the driver made of what its user gave it, which may be of any class. */
    public static Object readTrusted(byte[] bytes) {
        return read(bytes, Optional.empty());
    }

    private static Object read(byte[] bytes, Optional<ValueClasses> classes) {
        try (ObjectInputStream in = new ContextObjectInputStream(new ByteArrayInputStream(bytes))) {
            classes.ifPresent(allowed -> in.setObjectInputFilter(
                    ObjectInputFilter.merge(allowed, ObjectInputFilter.Config.getSerialFilter())));
            return in.readObject();
        } catch (InvalidClassException e) {
            throw classes.flatMap(ValueClasses::refused)
                    .<RuntimeException>map(RefusedClassException::new)
                    .orElseGet(() -> new UncheckedIOException("Cannot read back a serialized model", e));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read back a serialized model", e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The driver lacks a class of the model: " + e.getMessage(), e);
        }
    }

    /** Looks classes up where Spark put the application's jars. */
    private static final class ContextObjectInputStream extends ObjectInputStream {
        ContextObjectInputStream(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(
                        description.getName(), false, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}
