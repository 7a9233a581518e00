package dev.hone.ml.neighbor;

import java.util.Arrays;
import java.util.List;

/** How much each neighbour counts. */
public enum VoteWeights {
    /** All alike. */
    UNIFORM("uniform") {
        @Override
        void of(Neighbors found, int query, double[] weights) {
            Arrays.fill(weights, 1);
        }
    },
    /** By the inverse of its distance; where some are at no distance, these alone and alike. */
    DISTANCE("distance") {
        @Override
        void of(Neighbors found, int query, double[] weights) {
            for (int nth = 0; nth < weights.length; nth++) {
                weights[nth] = 1 / found.distance(query, nth);
            }
            if (weights[0] == Double.POSITIVE_INFINITY) {
                for (int nth = 0; nth < weights.length; nth++) {
                    weights[nth] = weights[nth] == Double.POSITIVE_INFINITY ? 1 : 0;
                }
            } else if (weights[0] == 0) {
                Arrays.fill(weights, 1);
            }
        }
    };

    /** The names that {@link #named} takes. */
    public static final List<String> NAMES =
            Arrays.stream(values()).map(weights -> weights.text).toList();

    private final String text;

    VoteWeights(String text) {
        this.text = text;
    }

    /** The weights of that name, one of {@link #NAMES}. */
    public static VoteWeights named(String name) {
        return values()[NAMES.indexOf(name)];
    }

    /** Sets the weight of each of the query's first neighbours. */
    abstract void of(Neighbors found, int query, double[] weights);
}
