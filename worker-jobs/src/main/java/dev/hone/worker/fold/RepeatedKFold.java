package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;

/**
 * {@link KFold} several times, each time shuffled by a seed of its own; folds are numbered through. As scikit-learn's
 * {@code RepeatedKFold}, but for the shuffle.
 *
 * @param folds folds of each repeat, at least 2, at most the number of rows
 * @param repeats at least 1
 * @param seed from which the seed of each repeat is derived
 */
public record RepeatedKFold(int folds, int repeats, long seed) implements FoldScheme {

    /**
     * @throws IllegalArgumentException if there are fewer than two folds or no repeat
     */
    public RepeatedKFold {
        FoldSupport.requireFolds("repeated-k-fold", folds);
        Repeats.requireRepeats("repeated-k-fold", repeats);
    }

    @Override
    public FoldAssignment split(TrainingData data) {
        return Repeats.split(data, repeats, seed, derived -> KFold.shuffled(folds, derived));
    }
}
