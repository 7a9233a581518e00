package dev.hone.worker.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record component by component and reads it through its canonical constructor, which Kryo 4 cannot do by
 * itself. Components declared as {@link List} or {@link Map} travel as their elements, whatever their implementation;
 * the record's constructor copies them.
 */
final class RecordSerializer<T extends Record> extends Serializer<T> {
    private final Constructor<T> constructor;
    private final Method[] accessors;

    RecordSerializer(Class<T> type) {
        super(false, true);
        RecordComponent[] components = type.getRecordComponents();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("Every record has its canonical constructor: " + type, e);
        }
        constructor.setAccessible(true);
        accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
        for (Method accessor : accessors) {
            accessor.setAccessible(true);
        }
    }

    @Override
    public void write(Kryo kryo, Output output, T record) {
        try {
            for (Method accessor : accessors) {
                writeValue(kryo, output, accessor.getReturnType(), accessor.invoke(record));
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new KryoException("Cannot read " + record.getClass().getName(), e);
        }
    }

    @Override
    public T read(Kryo kryo, Input input, Class<T> type) {
        @Nullable Object[] values = new Object[accessors.length];
        for (int component = 0; component < values.length; component++) {
            values[component] = readValue(kryo, input, accessors[component].getReturnType());
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new KryoException("Cannot construct " + type.getName(), e);
        }
    }

    private static void writeValue(Kryo kryo, Output output, Class<?> declared, Object value) {
        if (declared == List.class) {
            List<?> list = (List<?>) value;
            output.writeInt(list.size(), true);
            list.forEach(element -> kryo.writeClassAndObject(output, element));
        } else if (declared == Map.class) {
            Map<?, ?> map = (Map<?, ?>) value;
            output.writeInt(map.size(), true);
            map.forEach((key, element) -> {
                kryo.writeClassAndObject(output, key);
                kryo.writeClassAndObject(output, element);
            });
        } else {
            kryo.writeClassAndObject(output, value);
        }
    }

    private static @Nullable Object readValue(Kryo kryo, Input input, Class<?> declared) {
        if (declared == List.class) {
            int size = input.readInt(true);
            List<Object> list = new ArrayList<>(size);
            for (int element = 0; element < size; element++) {
                list.add(kryo.readClassAndObject(input));
            }
            return list;
        }
        if (declared == Map.class) {
            int size = input.readInt(true);
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int element = 0; element < size; element++) {
                map.put(kryo.readClassAndObject(input), kryo.readClassAndObject(input));
            }
            return map;
        }
        return kryo.readClassAndObject(input);
    }
}
