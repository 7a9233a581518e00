package dev.hone.tuning;

import dev.hone.driver.tuning.fold.ValidationScheme;
import dev.hone.driver.tuning.fold.ValidationScheme.Role;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.fold.FoldScheme;
import dev.hone.worker.fold.GroupKFold;
import dev.hone.worker.fold.RepeatedKFold;
import dev.hone.worker.fold.RepeatedStratifiedKFold;
import dev.hone.worker.fold.StratifiedGroupKFold;
import dev.hone.worker.fold.StratifiedHoldOut;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.fold.TimeSeriesSplit;
import java.util.Optional;

/** The scheme that a tuner's params ask for. */
final class SchemeParams {
    private static final double DEFAULT_TRAIN_RATIO = 0.75;

    private SchemeParams() {}

    /**
     * The scheme that a tuner's params tell; empty for Spark's own ways.
     *
     * @throws InvalidInputException if it needs a column that is not named, or one is named that it does not look at
     */
    static Optional<ValidationScheme> of(HyperparameterTuner tuner) {
        String name = tuner.getScheme();
        Role role = ValidationScheme.role(name);
        String column = tuner.getSplitCol();
        if (role == Role.NONE != column.isEmpty()) {
            throw new InvalidInputException("splitCol must " + (role == Role.NONE ? "not " : "") + "be set with scheme "
                    + name + " (splitCol: '" + column + "')");
        }
        String groups = tuner.getGroupCol();
        boolean grouped = name.equals(ValidationScheme.STRATIFIED_GROUP_K_FOLD);
        if (grouped == groups.isEmpty()) {
            throw new InvalidInputException("groupCol must " + (grouped ? "" : "not ") + "be set with scheme " + name
                    + " (groupCol: '" + groups + "')");
        }
        boolean holdOut = name.equals(ValidationScheme.STRATIFIED_HOLD_OUT);
        if (!name.equals(ValidationScheme.K_FOLD)
                && (!tuner.getFoldCol().isEmpty() || tuner.isSet(tuner.trainRatio()) && !holdOut)) {
            throw new InvalidInputException("foldCol and trainRatio must not be set with scheme " + name);
        }
        return name.equals(ValidationScheme.K_FOLD)
                ? Optional.empty()
                : Optional.of(new ValidationScheme(scheme(name, tuner), named(column), named(groups), role));
    }

    private static Optional<String> named(String column) {
        return Optional.of(column).filter(set -> !set.isEmpty());
    }

    private static FoldScheme scheme(String name, HyperparameterTuner tuner) {
        int folds = tuner.getNumFolds();
        long seed = tuner.getSeed();
        return switch (name) {
            case ValidationScheme.STRATIFIED_K_FOLD -> StratifiedKFold.shuffled(folds, seed);
            case ValidationScheme.GROUP_K_FOLD -> new GroupKFold(folds);
            case ValidationScheme.STRATIFIED_GROUP_K_FOLD -> StratifiedGroupKFold.shuffled(folds, seed);
            case ValidationScheme.TIME_SERIES_SPLIT -> TimeSeriesSplit.by(tuner.getSplitCol(), folds);
            case ValidationScheme.REPEATED_K_FOLD -> new RepeatedKFold(folds, tuner.getNumRepeats(), seed);
            case ValidationScheme.REPEATED_STRATIFIED_K_FOLD ->
                new RepeatedStratifiedKFold(folds, tuner.getNumRepeats(), seed);
            default ->
                StratifiedHoldOut.shuffled(
                        tuner.isSet(tuner.trainRatio()) ? tuner.getTrainRatio() : DEFAULT_TRAIN_RATIO, seed);
        };
    }
}
