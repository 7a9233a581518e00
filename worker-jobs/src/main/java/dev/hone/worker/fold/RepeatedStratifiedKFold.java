package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.Optional;

/**
 * {@link StratifiedKFold} several times, each time shuffled by a seed of its own; folds are numbered through. As
 * scikit-learn's {@code RepeatedStratifiedKFold}, but for the shuffle.
 *
 * @param folds folds of each repeat, at least 2, at most the number of rows of the largest class
 * @param repeats at least 1
 * @param seed from which the seed of each repeat is derived
 */
public record RepeatedStratifiedKFold(int folds, int repeats, long seed) implements FoldScheme {

    /**
     * @throws IllegalArgumentException if there are fewer than two folds or no repeat
     */
    public RepeatedStratifiedKFold {
        FoldSupport.requireFolds("repeated-stratified-k-fold", folds);
        Repeats.requireRepeats("repeated-stratified-k-fold", repeats);
    }

    @Override
    public FoldAssignment split(TrainingData data) {
        return Repeats.split(data, repeats, seed, derived -> StratifiedKFold.shuffled(folds, derived));
    }

    @Override
    public Optional<String> warning(TrainingData data) {
        return StratifiedKFold.inOrder(folds).warning(data);
    }
}
