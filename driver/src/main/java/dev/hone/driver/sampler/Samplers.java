package dev.hone.driver.sampler;

import dev.hone.worker.data.NearMiss;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds the search methods by name among the {@code META-INF/services} entries. */
public final class Samplers {
    private static final Map<String, SamplerFactory> BY_NAME = load();

    private Samplers() {}

    /** The names of all methods that propose as many trials as they are asked for, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * A sampler by the name of its method.
     *
     * @throws IllegalArgumentException if there is no such method
     * @throws dev.hone.worker.data.InvalidInputException if the method does not take the space or the number of trials
     */
    public static Sampler create(String name, SamplerSettings settings) {
        SamplerFactory factory = BY_NAME.get(name);
        if (factory == null) {
            throw new IllegalArgumentException("Sampler must be one of " + String.join(", ", names()) + " (sampler: "
                    + name + ")" + NearMiss.hint(name, names()));
        }
        return factory.create(settings);
    }

    private static Map<String, SamplerFactory> load() {
        Map<String, SamplerFactory> byName = new TreeMap<>();
        for (SamplerFactory factory : ServiceLoader.load(SamplerFactory.class, SamplerFactory.class.getClassLoader())) {
            SamplerFactory other = byName.putIfAbsent(factory.name(), factory);
            if (other != null) {
                throw new IllegalStateException("A sampler's name must be given once (" + factory.name() + ": "
                        + other.getClass().getName() + ", " + factory.getClass().getName() + ")");
            }
        }
        return byName;
    }
}
