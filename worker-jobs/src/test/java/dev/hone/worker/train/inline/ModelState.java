package dev.hone.worker.train.inline;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Everything that a model holds, as lines of path and value: each field of it and of what it refers to, numbers by their
 * bits, params by name. Left out are uids, summary, and what is transient or computed on demand from the rest.
 */
public final class ModelState {
    private final List<String> lines = new ArrayList<>();
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private ModelState() {}

    /** One line a value. */
    public static List<String> of(Model<?> model) {
        ModelState state = new ModelState();
        state.add(model.getClass().getSimpleName(), model);
        return state.lines;
    }

    private void add(String path, @Nullable Object value) {
        if (value instanceof Double number) {
            lines.add(path + " = " + number + " #" + Long.toHexString(Double.doubleToLongBits(number)));
        } else if (value == null || isPlain(value)) {
            lines.add(path + " = " + value);
        } else if (value.getClass().isArray()) {
            addArray(path, value);
        } else if (value instanceof ParamMap params) {
            addParams(path, params);
        } else if (value instanceof scala.collection.Iterable<?> elements) {
            addAll(path, CollectionConverters.asJava(elements));
        } else if (value instanceof Option<?> option) {
            add(path, option.isEmpty() ? null : option.get());
        } else if (open.add(value)) {
            addFields(path, value);
            open.remove(value);
        }
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>;
    }

    private void addArray(String path, Object array) {
        lines.add(path + ".length = " + Array.getLength(array));
        for (int i = 0; i < Array.getLength(array); i++) {
            add(path + "[" + i + "]", Array.get(array, i));
        }
    }

    private void addAll(String path, Iterable<?> elements) {
        int i = 0;
        for (Object element : elements) {
            add(path + "[" + i++ + "]", element);
        }
        lines.add(path + ".size = " + i);
    }

    private void addParams(String path, ParamMap params) {
        CollectionConverters.asJava(params.toSeq()).stream()
                .sorted(Comparator.comparing((ParamPair<?> pair) -> pair.param().name()))
                .forEach(pair -> add(path + "." + pair.param().name(), pair.value()));
    }

    private void addFields(String path, Object value) {
        for (Class<?> type = value.getClass(); type != null && isWalked(type); type = type.getSuperclass()) {
            Field[] fields = type.getDeclaredFields();
            Arrays.sort(fields, Comparator.comparing(Field::getName));
            for (Field field : fields) {
                if (isState(field)) {
                    add(path + "." + field.getName(), read(field, value));
                }
            }
        }
    }

    private static boolean isWalked(Class<?> type) {
        return !type.isHidden()
                && (type.getName().startsWith("dev.hone.")
                        || type.getName().startsWith("org.apache.spark.")
                        || type.getName().startsWith("breeze.")
                        || type.getName().startsWith("scala."));
    }

    private static boolean isState(Field field) {
        int modifiers = field.getModifiers();
        return !Modifier.isStatic(modifiers)
                && !Modifier.isTransient(modifiers)
                && !Param.class.isAssignableFrom(field.getType())
                && !field.getName().startsWith("bitmap$")
                && !field.getName().endsWith("uid")
                && !field.getName().endsWith("trainingSummary")
                && !isLazy(field);
    }

    private static boolean isLazy(Field field) {
        return Arrays.stream(field.getDeclaringClass().getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(field.getName() + "$lzycompute"));
    }

    private static @Nullable Object read(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
