package dev.hone.tuning;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which field keeps an object from being serialized, which Java's own exception does not tell. Follows fields, arrays,
 * collections and what lambdas capture, depth first, each object once; used by one thread.
 */
final class UnserializablePart {
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    private UnserializablePart() {}

    /** Where the first object is that cannot be serialized, and its class; empty if none is found. */
    static Optional<String> of(Object root) {
        return new UnserializablePart().find(root, "it");
    }

    private Optional<String> find(@Nullable Object value, String place) {
        if (value == null || !visited.add(value)) {
            return Optional.empty();
        }
        if (!(value instanceof Serializable)) {
            return Optional.of(place + " is a " + value.getClass().getName() + ", which is not Serializable");
        }
        Optional<SerializedLambda> lambda = lambda(value);
        if (lambda.isPresent()) {
            return captured(lambda.get());
        }
        if (value.getClass().isArray()) {
            return elements(value, place);
        }
        if (value instanceof Collection<?> collection) {
            return first(collection, "an element of " + place);
        }
        if (value instanceof Map<?, ?> map) {
            return first(map.keySet(), "a key of " + place).or(() -> first(map.values(), "a value of " + place));
        }
        return fields(value);
    }

    private static Optional<SerializedLambda> lambda(Object value) {
        if (!value.getClass().isSynthetic()) {
            return Optional.empty();
        }
        try {
            Method replacement = value.getClass().getDeclaredMethod("writeReplace");
            replacement.setAccessible(true);
            return replacement.invoke(value) instanceof SerializedLambda lambda
                    ? Optional.of(lambda)
                    : Optional.empty();
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }

    private Optional<String> captured(SerializedLambda lambda) {
        String in = lambda.getCapturingClass().replace('/', '.');
        for (int index = 0; index < lambda.getCapturedArgCount(); index++) {
            Object value = lambda.getCapturedArg(index);
            boolean isThis =
                    index == 0 && value != null && value.getClass().getName().equals(in);
            String place = isThis
                    ? "'this', whose members the lambda in " + in + " uses,"
                    : "value " + (index + 1) + " that the lambda in " + in + " captures";
            Optional<String> found = find(value, place);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> elements(Object array, String place) {
        if (array.getClass().getComponentType().isPrimitive()) {
            return Optional.empty();
        }
        for (int index = 0; index < Array.getLength(array); index++) {
            Optional<String> found = find(Array.get(array, index), "element " + index + " of " + place);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> first(Collection<?> values, String place) {
        return values.stream().flatMap(value -> find(value, place).stream()).findFirst();
    }

    private Optional<String> fields(Object value) {
        for (Class<?> type = value.getClass();
                type != null && Serializable.class.isAssignableFrom(type);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Optional<String> found = isWritten(field) ? field(value, field) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWritten(Field field) {
        int modifiers = field.getModifiers();
        return !Modifier.isStatic(modifiers)
                && !Modifier.isTransient(modifiers)
                && !field.getType().isPrimitive();
    }

    private Optional<String> field(Object value, Field field) {
        try {
            field.setAccessible(true);
            return find(
                    field.get(value),
                    "field '" + field.getName() + "' of "
                            + field.getDeclaringClass().getName());
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            // A class of the JDK, which keeps its fields to itself.
            return Optional.empty();
        }
    }
}
