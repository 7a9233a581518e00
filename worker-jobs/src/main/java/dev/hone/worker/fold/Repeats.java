package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** One scheme several times over, each time with a seed of its own. */
final class Repeats {
    private Repeats() {}

    static void requireRepeats(String scheme, int repeats) {
        FoldSupport.require(repeats >= 1, scheme + ": repeats must be at least 1 (repeats: " + repeats + ")");
    }

    static FoldAssignment split(TrainingData data, int repeats, long seed, LongFunction<FoldScheme> seeded) {
        List<Fold> all = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            FoldScheme scheme = seeded.apply(SeededShuffle.derive(seed, repeat));
            for (Fold fold : scheme.split(data).folds()) {
                all.add(new Fold(all.size(), fold.train(), fold.test()));
            }
        }
        return new FoldAssignment(all);
    }
}
