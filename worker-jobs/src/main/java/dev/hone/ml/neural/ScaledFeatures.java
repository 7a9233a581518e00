package dev.hone.ml.neural;

import dev.hone.worker.data.FeatureMatrix;

/** Copies rows of a table, scaled; stored densely or not, they come out alike. Serves one thread. */
abstract sealed class ScaledFeatures {
    final Scaling scaling;

    private ScaledFeatures(Scaling scaling) {
        this.scaling = scaling;
    }

    static ScaledFeatures of(FeatureMatrix features, Scaling scaling) {
        return features.byLayout(dense -> new OfDense(dense, scaling), sparse -> new OfSparse(sparse, scaling));
    }

    /** Copies all values of a row, from {@code at} on. */
    abstract void copy(int row, double[] target, int at);

    private static final class OfDense extends ScaledFeatures {
        private final FeatureMatrix.Dense features;
        private final double[] scaled;

        OfDense(FeatureMatrix.Dense features, Scaling scaling) {
            super(scaling);
            this.features = features;
            scaled = new double[features.numFeatures()];
        }

        @Override
        void copy(int row, double[] target, int at) {
            features.copyRow(row, scaled, 0);
            scaling.apply(scaled);
            System.arraycopy(scaled, 0, target, at, scaled.length);
        }
    }

    private static final class OfSparse extends ScaledFeatures {
        private final FeatureMatrix.Sparse features;
        private final double[] zeros;

        OfSparse(FeatureMatrix.Sparse features, Scaling scaling) {
            super(scaling);
            this.features = features;
            zeros = scaling.ofZeros();
        }

        @Override
        void copy(int row, double[] target, int at) {
            System.arraycopy(zeros, 0, target, at, zeros.length);
            for (int stored = features.starts()[row]; stored < features.starts()[row + 1]; stored++) {
                int column = features.indices()[stored];
                target[at + column] = scaling.apply(column, features.values()[stored]);
            }
        }
    }
}
