package dev.hone.worker.train.tree;

/** The features that a node may be split by. */
sealed interface FeatureSubsets {

    /** The features that a node looks at, in this order; not to be written to. */
    int[] of(int node);

    /** Whether every node looks at all. */
    boolean areWhole();

    /** All of them. */
    static FeatureSubsets all(int features) {
        int[] all = new int[features];
        for (int feature = 0; feature < features; feature++) {
            all[feature] = feature;
        }
        return new All(all);
    }

    /** Some, drawn for each node by its number and the seed; all if there are no more. */
    static FeatureSubsets drawn(int features, int size, long seed) {
        return size >= features ? all(features) : new Drawn(features, size, seed);
    }

    /** See {@link #all}. */
    record All(int[] features) implements FeatureSubsets {
        @Override
        public int[] of(int node) {
            return features;
        }

        @Override
        public boolean areWhole() {
            return true;
        }
    }

    /** A reservoir of the first, in which each of the others takes a random place, as in MLlib. */
    record Drawn(int features, int size, long seed) implements FeatureSubsets {
        @Override
        public int[] of(int node) {
            RandomStream random = RandomStream.of(seed, node);
            int[] reservoir = new int[size];
            for (int feature = 0; feature < features; feature++) {
                long place = feature < size ? feature : random.below(feature + 1);
                if (place < size) {
                    reservoir[(int) place] = feature;
                }
            }
            return reservoir;
        }

        @Override
        public boolean areWhole() {
            return false;
        }
    }
}
