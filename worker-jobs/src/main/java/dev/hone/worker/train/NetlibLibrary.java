package dev.hone.worker.train;

import dev.ludovic.netlib.arpack.JavaARPACK;
import dev.ludovic.netlib.arpack.NativeARPACK;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import sun.misc.Unsafe;

/** A library that MLlib and Breeze take from {@code dev.ludovic.netlib}: native where it is installed, else in Java. */
enum NetlibLibrary {
    BLAS(List.of("org.apache.spark.ml.linalg.BLAS$", "org.apache.spark.mllib.linalg.BLAS$")) {
        @Override
        boolean isNative() {
            return dev.ludovic.netlib.blas.BLAS.getInstance() instanceof NativeBLAS;
        }

        @Override
        Object inJava() {
            return JavaBLAS.getInstance();
        }
    },
    LAPACK(List.of("org.apache.spark.mllib.linalg.LAPACK$")) {
        @Override
        boolean isNative() {
            return dev.ludovic.netlib.lapack.LAPACK.getInstance() instanceof NativeLAPACK;
        }

        @Override
        Object inJava() {
            return JavaLAPACK.getInstance();
        }
    },
    ARPACK(List.of("org.apache.spark.mllib.linalg.ARPACK$")) {
        @Override
        boolean isNative() {
            return dev.ludovic.netlib.arpack.ARPACK.getInstance() instanceof NativeARPACK;
        }

        @Override
        Object inJava() {
            return JavaARPACK.getInstance();
        }
    };

    /** The name of no library. */
    private static final String NO_LIBRARY = "none";

    private final List<String> holders;

    NetlibLibrary(List<String> holders) {
        this.holders = holders;
    }

    /** Whether the instance that Breeze uses, and MLlib from some size on, is native. Loads it. */
    abstract boolean isNative();

    /** The implementation in Java. */
    abstract Object inJava();

    /** The system property that names the native library. */
    String property() {
        return "dev.ludovic.netlib." + label() + ".nativeLib";
    }

    /** The JVM option by which no native library is looked for. */
    String withoutNative() {
        return "-D" + property() + "=" + NO_LIBRARY;
    }

    /** Whether this JVM was started with the name or the path of a native library. */
    boolean isChosen() {
        return System.getProperty(property()) != null || System.getProperty(property() + "Path") != null;
    }

    /**
     * Loads it without a native library, unless it was loaded before. That there is none is meant, so nothing logs it: netlib
     * 3.2, which comes with Spark 4.2, would write to stderr that it does not find the library, but may be told not to look.
     */
    void loadInJava() {
        Logger log = Logger.getLogger("dev.ludovic.netlib");
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        System.setProperty(property(), NO_LIBRARY);
        String allowed = System.setProperty(permission(), "false");
        try {
            isNative();
        } finally {
            System.clearProperty(property());
            restore(permission(), allowed);
            log.setLevel(before);
        }
    }

    /** The system property by which netlib 3.2 looks for a native library, which is its default; not known to netlib 3.0. */
    private String permission() {
        return "dev.ludovic.netlib." + label() + ".allowNative";
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    /** Puts the implementation in Java where MLlib and netlib keep the native one. */
    void replaceNative() throws ReflectiveOperationException {
        Object own = inJava();
        for (String holder : holders) {
            field(holder, "_native" + name()).set(null, own);
        }
        // What Breeze asks for is final, so that reflection refuses.
        Field kept = field("dev.ludovic.netlib." + label() + ".InstanceBuilder", label());
        Unsafe unsafe = (Unsafe) field(Unsafe.class.getName(), "theUnsafe").get(null);
        unsafe.putObjectVolatile(unsafe.staticFieldBase(kept), unsafe.staticFieldOffset(kept), own);
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Field field(String className, String name) throws ReflectiveOperationException {
        Field field = Class.forName(className).getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
