package dev.hone.worker.data;

/** How much a table's trials keep in common. */
public final class SharedBytes {
    private SharedBytes() {}

    public static long of(TrainingData data) {
        return data.foldCache().bytes();
    }
}
