package dev.hone.worker.fold;

import java.util.List;

/** All splits of a study. */
public final class FoldAssignment {
    private final Fold[] folds;

    public FoldAssignment(List<Fold> folds) {
        this.folds = folds.toArray(Fold[]::new);
    }

    public List<Fold> folds() {
        return List.of(folds);
    }

    public int size() {
        return folds.length;
    }
}
