package dev.hone.driver.sampler;

import dev.hone.worker.data.NearMiss;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Finds the search methods by name among the {@code META-INF/services} entries: those of Hone's own class loader, and those of the
 * thread's context class loader, which has the jars of {@code --jars} where Hone itself is on Spark's class path.
 */
public final class Samplers {
    private static final ClassLoader OWN = SamplerFactory.class.getClassLoader();
    private static final Map<String, SamplerFactory> OF_OWN = load(OWN);

    private Samplers() {}

    /** The names of all methods that propose as many trials as they are asked for, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(byName().keySet());
    }

    /**
     * A sampler by the name of its method.
     *
     * @throws IllegalArgumentException if there is no such method
     * @throws dev.hone.worker.data.InvalidInputException if the method does not take the space or the number of trials
     */
    public static Sampler create(String name, SamplerSettings settings) {
        SamplerFactory factory = byName().get(name);
        if (factory == null) {
            throw new IllegalArgumentException("Sampler must be one of " + String.join(", ", names()) + " (sampler: "
                    + name + ")" + NearMiss.hint(name, names()));
        }
        return factory.create(settings);
    }

    private static Map<String, SamplerFactory> byName() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null || context == OWN || !hasOurClasses(context) ? OF_OWN : load(context);
    }

    /** Not if it has none of Hone's classes, or loads copies of its own. */
    private static boolean hasOurClasses(ClassLoader loader) {
        try {
            return Class.forName(SamplerFactory.class.getName(), false, loader) == SamplerFactory.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Map<String, SamplerFactory> load(ClassLoader loader) {
        Map<String, SamplerFactory> byName = new TreeMap<>();
        for (SamplerFactory factory : ServiceLoader.load(SamplerFactory.class, loader)) {
            SamplerFactory other = byName.putIfAbsent(factory.name(), factory);
            if (other != null) {
                throw new IllegalStateException("A sampler's name must be given once (" + factory.name() + ": "
                        + other.getClass().getName() + ", " + factory.getClass().getName() + ")");
            }
        }
        return byName;
    }
}
