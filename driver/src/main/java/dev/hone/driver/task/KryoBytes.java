package dev.hone.driver.task;

import dev.hone.worker.kryo.HoneKryoRegistrator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/** Objects of our own classes as bytes of Kryo with our own registrations, for sessions that do not know these. */
public final class KryoBytes {
    private static final int CHUNK = 1 << 26;
    private static final String LARGEST_BUFFER = "2047m";

    private KryoBytes() {}

    /** An object's bytes, in arrays of bounded length, so that tables of any size can be handed on. */
    public static byte[][] of(Object value) {
        Chunks chunks = new Chunks();
        try (SerializationStream stream = kryo().serializeStream(chunks)) {
            stream.writeObject(value, ClassTag$.MODULE$.apply(Object.class));
        }
        return chunks.all();
    }

    /** The object of such bytes. */
    public static Object read(byte[][] chunks) {
        List<InputStream> streams = Arrays.stream(chunks)
                .<InputStream>map(ByteArrayInputStream::new)
                .toList();
        try (DeserializationStream stream =
                kryo().deserializeStream(new SequenceInputStream(Collections.enumeration(streams)))) {
            return stream.readObject(ClassTag$.MODULE$.apply(Object.class));
        }
    }

    private static SerializerInstance kryo() {
        return new KryoSerializer(SparkEnv.get()
                        .conf()
                        .clone()
                        .set("spark.kryo.registrator", HoneKryoRegistrator.class.getName())
                        .set("spark.kryoserializer.buffer.max", LARGEST_BUFFER))
                .newInstance();
    }

    private static final class Chunks extends OutputStream {
        private final List<byte[]> full = new ArrayList<>();
        private final ByteArrayOutputStream current = new ByteArrayOutputStream();

        @Override
        public void write(int value) {
            current.write(value);
            roll();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            current.write(bytes, offset, length);
            roll();
        }

        private void roll() {
            if (current.size() >= CHUNK) {
                full.add(current.toByteArray());
                current.reset();
            }
        }

        byte[][] all() {
            full.add(current.toByteArray());
            return full.toArray(byte[][]::new);
        }
    }
}
