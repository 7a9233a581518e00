package dev.hone.worker.fold;

/** The order in which a scheme deals out rows. */
public sealed interface RowOrder permits RowOrder.AsStored, RowOrder.Shuffled {

    /** Puts the first {@code items.length} items, or a class' share of them, in order; {@code stream} tells classes apart. */
    void arrange(int[] items, long stream);

    /** Rows in the order of the table. */
    static RowOrder asStored() {
        return new AsStored();
    }

    /**
     * Rows in a random order, a function of the number of rows and the seed alone: a Fisher-Yates shuffle over the
     * SplitMix64 stream of the seed, which is neither numpy's nor that of {@code java.util.Random}.
     */
    static RowOrder shuffled(long seed) {
        return new Shuffled(seed);
    }

    /** See {@link RowOrder#asStored()}. */
    record AsStored() implements RowOrder {
        @Override
        public void arrange(int[] items, long stream) {
            // Items come in the order of the table.
        }
    }

    /** See {@link RowOrder#shuffled(long)}. */
    record Shuffled(long seed) implements RowOrder {
        @Override
        public void arrange(int[] items, long stream) {
            new SeededShuffle(SeededShuffle.derive(seed, stream)).shuffle(items);
        }
    }
}
