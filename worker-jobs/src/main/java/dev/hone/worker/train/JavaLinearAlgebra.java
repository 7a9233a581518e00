package dev.hone.worker.train;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes MLlib and Breeze compute in Java in this JVM, also where a native BLAS is installed: the same study then has the same
 * scores to the last bit on every run. A native BLAS sums in an order that depends on its number of threads, the kind of
 * processor and the alignment of arrays in memory, which differ from run to run.
 *
 * <p>MLlib and Breeze take BLAS, LAPACK and ARPACK from {@code dev.ludovic.netlib}, which looks for a native library of each once
 * per JVM, at its first use. For each of the three there are these cases:
 *
 * <ul>
 *   <li>It was not used before, as in the JVMs of {@code hone} and of its executors: it is loaded here, under the name of a native
 *       library that does not exist. Nothing of MLlib is touched.
 *   <li>The application has used a native one before: the fields in which MLlib and netlib keep it are set to the Java
 *       implementation, and a warning says so. Machine code that was compiled before may still use the native one.
 *   <li>The JVM was started with its property {@code dev.ludovic.netlib.blas.nativeLib} (or {@code .lapack.}, {@code .arpack.}, or
 *       with {@code nativeLibPath}): what was asked for stays. If it is native, a warning says that results may differ in the last
 *       bits.
 * </ul>
 *
 * <p>The Java LAPACK determines its machine constants at its first call, unguarded: a thread that calls meanwhile sees
 * uninitialized ones, and may iterate for ever. They are determined here.
 */
public final class JavaLinearAlgebra {
    private static final Logger LOG = LoggerFactory.getLogger(JavaLinearAlgebra.class);

    static {
        List<NetlibLibrary> ours = libraries(library -> !library.isChosen());
        List<NetlibLibrary> chosen = libraries(NetlibLibrary::isChosen);
        load(ours);
        List<NetlibLibrary> late = ours.stream().filter(NetlibLibrary::isNative).toList();
        if (!late.isEmpty()) {
            replace(late);
        }
        if (chosen.stream().anyMatch(NetlibLibrary::isNative)) {
            LOG.warn("A native library was chosen for {}: scores of equal runs may differ in the last bits", chosen);
        }
        JavaLAPACK.getInstance().dlamch("S");
    }

    private JavaLinearAlgebra() {}

    /**
     * Makes MLlib compute in Java in this JVM; to be called before anything that trains, scores or decomposes matrices. Only
     * the first call has an effect. Safe for use by many threads.
     */
    public static void prepare() {
        // All is done by the initializer of this class, for which other threads wait.
    }

    /** The JVM options by which no native library is looked for. */
    public static String options() {
        return Arrays.stream(NetlibLibrary.values())
                .map(NetlibLibrary::withoutNative)
                .collect(Collectors.joining(" "));
    }

    private static List<NetlibLibrary> libraries(Predicate<NetlibLibrary> which) {
        return Arrays.stream(NetlibLibrary.values()).filter(which).toList();
    }

    /** Without netlib's warnings that it found no native library. */
    private static void load(List<NetlibLibrary> libraries) {
        java.util.logging.Logger netlib = java.util.logging.Logger.getLogger("dev.ludovic.netlib");
        Level level = netlib.getLevel();
        netlib.setLevel(Level.OFF);
        try {
            libraries.forEach(NetlibLibrary::loadInJava);
        } finally {
            netlib.setLevel(level);
        }
    }

    private static void replace(List<NetlibLibrary> libraries) {
        try {
            for (NetlibLibrary library : libraries) {
                library.replaceNative();
            }
            LOG.warn(
                    "Native libraries were used before Hone and are replaced by Java in this JVM: {}. Code compiled before may"
                            + " still use them, and scores of equal runs differ in the last bits; to rule that out, start the"
                            + " JVM with {}",
                    libraries,
                    options());
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn(
                    "Native libraries were used before Hone and cannot be replaced: {}. Scores of equal runs may differ in the"
                            + " last bits; to rule that out, start the JVM with {}",
                    libraries,
                    options(),
                    e);
        }
    }
}
