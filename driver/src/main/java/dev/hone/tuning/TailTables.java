package dev.hone.tuning;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.kryo.HoneKryoRegistrator;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/**
 * The tables of a fold. They travel as bytes of Kryo, whichever serializer the session has, and are read once in a JVM, whose
 * tasks share what they make of the rows.
 *
 * @param training rows to train on
 * @param validation rows to score on; empty where a model is only trained
 */
record TailTables(RowView training, RowView validation) {
    private static final int MOST_KEPT = 8;
    private static final String LARGEST_BUFFER = "2047m";

    /** By broadcast variable; the least recently used goes first, and all before memory runs out. */
    private static final Map<Long, SoftReference<TailTables>> READ = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SoftReference<TailTables>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    static TailTables of(TrainingData training, TrainingData validation) {
        RowView rows = training.allRows();
        return new TailTables(rows, training == validation ? rows : validation.allRows());
    }

    byte[][] bytes() {
        SerializerInstance kryo = kryo();
        return training == validation
                ? new byte[][] {bytes(kryo, training.data())}
                : new byte[][] {bytes(kryo, training.data()), bytes(kryo, validation.data())};
    }

    /** Those of a broadcast variable; a task that comes while another reads them waits for it. */
    static TailTables of(Broadcast<byte[][]> broadcast) {
        synchronized (READ) {
            SoftReference<TailTables> known = READ.get(broadcast.id());
            TailTables tables = known == null ? null : known.get();
            if (tables == null) {
                SerializerInstance kryo = kryo();
                byte[][] bytes = broadcast.value();
                TrainingData training = table(kryo, bytes[0]);
                tables = of(training, bytes.length == 1 ? training : table(kryo, bytes[1]));
                READ.put(broadcast.id(), new SoftReference<>(tables));
            }
            return tables;
        }
    }

    private static SerializerInstance kryo() {
        SparkConf conf = SparkEnv.get()
                .conf()
                .clone()
                .set("spark.kryo.registrator", HoneKryoRegistrator.class.getName())
                .set("spark.kryoserializer.buffer.max", LARGEST_BUFFER);
        return new KryoSerializer(conf).newInstance();
    }

    private static byte[] bytes(SerializerInstance kryo, TrainingData table) {
        ByteBuffer buffer = kryo.serialize(table, ClassTag$.MODULE$.apply(TrainingData.class));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static TrainingData table(SerializerInstance kryo, byte[] bytes) {
        return kryo.deserialize(ByteBuffer.wrap(bytes), ClassTag$.MODULE$.<TrainingData>apply(TrainingData.class));
    }
}
