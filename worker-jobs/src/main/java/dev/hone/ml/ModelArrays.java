package dev.hone.ml;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model consists of besides its params: arrays by name. As bytes: {@code HONE}, the format's version, the number of
 * arrays, and for each its name, {@code i} or {@code d} for int or double, its length and its values, all big-endian.
 */
final class ModelArrays {
    private static final int MAGIC = 0x484F4E45;
    private static final int VERSION = 1;
    private static final int BLOCK = 8192;

    private final Map<String, int[]> ints = new TreeMap<>();
    private final Map<String, double[]> doubles = new TreeMap<>();

    /** The array becomes part of this, it is not copied. */
    ModelArrays put(String name, int... values) {
        ints.put(name, values);
        return this;
    }

    /** The array becomes part of this, it is not copied. */
    ModelArrays put(String name, double... values) {
        doubles.put(name, values);
        return this;
    }

    boolean has(String name) {
        return ints.containsKey(name) || doubles.containsKey(name);
    }

    /** @throws IllegalArgumentException if there is none of that name */
    int[] ints(String name) {
        return known(ints, name);
    }

    /** The only value of an array. */
    int whole(String name) {
        return ints(name)[0];
    }

    /** @throws IllegalArgumentException if there is none of that name */
    double[] doubles(String name) {
        return known(doubles, name);
    }

    private static <T> T known(Map<String, T> arrays, String name) {
        T array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException(
                    "The saved model lacks its array '" + name + "' (arrays: " + arrays.keySet() + ")");
        }
        return array;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(ints.size() + doubles.size());
        for (Map.Entry<String, int[]> array : ints.entrySet()) {
            header(out, array.getKey(), 'i', array.getValue().length);
            write(out, array.getValue());
        }
        for (Map.Entry<String, double[]> array : doubles.entrySet()) {
            header(out, array.getKey(), 'd', array.getValue().length);
            write(out, array.getValue());
        }
    }

    private static void header(DataOutputStream out, String name, char type, int length) throws IOException {
        out.writeUTF(name);
        out.writeByte(type);
        out.writeInt(length);
    }

    private static void write(DataOutputStream out, int[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Integer.BYTES);
        for (int from = 0; from < values.length; from += BLOCK) {
            int count = Math.min(BLOCK, values.length - from);
            buffer.asIntBuffer().put(values, from, count);
            out.write(buffer.array(), 0, count * Integer.BYTES);
        }
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Double.BYTES);
        for (int from = 0; from < values.length; from += BLOCK) {
            int count = Math.min(BLOCK, values.length - from);
            buffer.asDoubleBuffer().put(values, from, count);
            out.write(buffer.array(), 0, count * Double.BYTES);
        }
    }

    /** @throws IOException if the bytes are none of these, or of a later version */
    static ModelArrays read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("Not the arrays of a model of Hone");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("Arrays of a model must be of format " + VERSION + " (format: " + version + ")");
        }
        ModelArrays arrays = new ModelArrays();
        for (int left = in.readInt(); left > 0; left--) {
            arrays.readOne(in);
        }
        return arrays;
    }

    private void readOne(DataInputStream in) throws IOException {
        String name = in.readUTF();
        char type = (char) in.readUnsignedByte();
        int length = in.readInt();
        if (type == 'i') {
            put(name, readInts(in, length));
        } else {
            put(name, readDoubles(in, length));
        }
    }

    private static int[] readInts(DataInputStream in, int length) throws IOException {
        int[] values = new int[length];
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Integer.BYTES);
        for (int from = 0; from < length; from += BLOCK) {
            int count = Math.min(BLOCK, length - from);
            in.readFully(buffer.array(), 0, count * Integer.BYTES);
            buffer.asIntBuffer().get(values, from, count);
        }
        return values;
    }

    private static double[] readDoubles(DataInputStream in, int length) throws IOException {
        double[] values = new double[length];
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Double.BYTES);
        for (int from = 0; from < length; from += BLOCK) {
            int count = Math.min(BLOCK, length - from);
            in.readFully(buffer.array(), 0, count * Double.BYTES);
            buffer.asDoubleBuffer().get(values, from, count);
        }
        return values;
    }
}
