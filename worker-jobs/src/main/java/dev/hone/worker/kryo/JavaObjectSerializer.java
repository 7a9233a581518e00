package dev.hone.worker.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/**
 * Writes an object by Java's serialization. Kryo's {@code JavaSerializer} cannot read back an object that holds the class of a
 * primitive type, as ensembles of regression trees do.
 */
final class JavaObjectSerializer extends Serializer<Object> {
    @Override
    public void write(Kryo kryo, Output output, Object value) {
        try {
            ObjectOutputStream stream = new ObjectOutputStream(output);
            stream.writeObject(value);
            stream.flush();
        } catch (IOException e) {
            throw new KryoException("Cannot serialize " + value.getClass().getName(), e);
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<Object> type) {
        try {
            return new Reader(input, kryo.getClassLoader()).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new KryoException("Cannot read back " + type.getName(), e);
        }
    }

    /** Looks classes up where Kryo does. */
    private static final class Reader extends ObjectInputStream {
        private final ClassLoader loader;

        Reader(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description); // knows int.class and its like
            }
        }
    }
}
