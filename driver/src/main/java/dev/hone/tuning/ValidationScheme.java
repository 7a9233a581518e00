package dev.hone.tuning;

import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.SplitColumns;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.fold.FoldScheme;
import dev.hone.worker.fold.GroupKFold;
import dev.hone.worker.fold.RepeatedKFold;
import dev.hone.worker.fold.RepeatedStratifiedKFold;
import dev.hone.worker.fold.StratifiedGroupKFold;
import dev.hone.worker.fold.StratifiedHoldOut;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.fold.TimeSeriesSplit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a tuner splits rows where Spark's own ways, random folds, a fold column and a random split, are not asked for.
 *
 * @param scheme what deals rows out
 * @param column the column that it looks at; empty if none
 * @param groups a second column, which groups rows; empty if none
 * @param role what that column is for
 */
record ValidationScheme(FoldScheme scheme, Optional<String> column, Optional<String> groups, Role role) {
    static final String K_FOLD = "k-fold";
    static final String STRATIFIED_K_FOLD = "stratified-k-fold";
    static final String GROUP_K_FOLD = "group-k-fold";
    static final String STRATIFIED_GROUP_K_FOLD = "stratified-group-k-fold";
    static final String TIME_SERIES_SPLIT = "time-series-split";
    static final String REPEATED_K_FOLD = "repeated-k-fold";
    static final String REPEATED_STRATIFIED_K_FOLD = "repeated-stratified-k-fold";
    static final String STRATIFIED_HOLD_OUT = "stratified-hold-out";
    static final List<String> NAMES = List.of(
            K_FOLD,
            STRATIFIED_K_FOLD,
            GROUP_K_FOLD,
            STRATIFIED_GROUP_K_FOLD,
            TIME_SERIES_SPLIT,
            REPEATED_K_FOLD,
            REPEATED_STRATIFIED_K_FOLD,
            STRATIFIED_HOLD_OUT);

    private static final Map<String, Role> ROLES = Map.of(
            STRATIFIED_K_FOLD, Role.CLASSES,
            GROUP_K_FOLD, Role.GROUPS,
            STRATIFIED_GROUP_K_FOLD, Role.CLASSES,
            TIME_SERIES_SPLIT, Role.TIMES,
            REPEATED_STRATIFIED_K_FOLD, Role.CLASSES,
            STRATIFIED_HOLD_OUT, Role.CLASSES);
    private static final double DEFAULT_TRAIN_RATIO = 0.75;

    /** What a column is for. */
    enum Role {
        NONE,
        CLASSES,
        GROUPS,
        TIMES
    }

    /**
     * The scheme that a tuner's params tell; empty for Spark's own ways.
     *
     * @throws InvalidInputException if it needs a column that is not named, or one is named that it does not look at
     */
    static Optional<ValidationScheme> of(HyperparameterTuner tuner) {
        String name = tuner.getScheme();
        Role role = ROLES.getOrDefault(name, Role.NONE);
        String column = tuner.getSplitCol();
        if (role == Role.NONE != column.isEmpty()) {
            throw new InvalidInputException("splitCol must " + (role == Role.NONE ? "not " : "") + "be set with scheme "
                    + name + " (splitCol: '" + column + "')");
        }
        String groups = tuner.getGroupCol();
        boolean grouped = name.equals(STRATIFIED_GROUP_K_FOLD);
        if (grouped == groups.isEmpty()) {
            throw new InvalidInputException("groupCol must " + (grouped ? "" : "not ") + "be set with scheme " + name
                    + " (groupCol: '" + groups + "')");
        }
        boolean holdOut = name.equals(STRATIFIED_HOLD_OUT);
        if (!name.equals(K_FOLD) && (!tuner.getFoldCol().isEmpty() || tuner.isSet(tuner.trainRatio()) && !holdOut)) {
            throw new InvalidInputException("foldCol and trainRatio must not be set with scheme " + name);
        }
        return name.equals(K_FOLD)
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
            case STRATIFIED_K_FOLD -> StratifiedKFold.shuffled(folds, seed);
            case GROUP_K_FOLD -> new GroupKFold(folds);
            case STRATIFIED_GROUP_K_FOLD -> StratifiedGroupKFold.shuffled(folds, seed);
            case TIME_SERIES_SPLIT -> TimeSeriesSplit.by(tuner.getSplitCol(), folds);
            case REPEATED_K_FOLD -> new RepeatedKFold(folds, tuner.getNumRepeats(), seed);
            case REPEATED_STRATIFIED_K_FOLD -> new RepeatedStratifiedKFold(folds, tuner.getNumRepeats(), seed);
            default ->
                StratifiedHoldOut.shuffled(
                        tuner.isSet(tuner.trainRatio()) ? tuner.getTrainRatio() : DEFAULT_TRAIN_RATIO, seed);
        };
    }

    /** Which columns are read to deal rows out. */
    TableSource source() {
        SplitColumns split = new SplitColumns(groups.or(() -> only(Role.GROUPS)), only(Role.TIMES), Optional.empty());
        ColumnRoles roles = ColumnRoles.NONE.withSplit(split);
        return new TableSource(
                TableLocation.ofRows("the rows"),
                only(Role.CLASSES).map(roles::withLabel).orElse(roles));
    }

    LabelKind label() {
        return role == Role.CLASSES ? LabelKind.CLASSES : LabelKind.NONE;
    }

    private Optional<String> only(Role wanted) {
        return column.filter(name -> role == wanted);
    }
}
