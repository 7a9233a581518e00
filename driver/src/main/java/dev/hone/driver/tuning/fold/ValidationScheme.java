package dev.hone.driver.tuning.fold;

import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.SplitColumns;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.fold.FoldScheme;
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
public record ValidationScheme(FoldScheme scheme, Optional<String> column, Optional<String> groups, Role role) {
    public static final String K_FOLD = "k-fold";
    public static final String STRATIFIED_K_FOLD = "stratified-k-fold";
    public static final String GROUP_K_FOLD = "group-k-fold";
    public static final String STRATIFIED_GROUP_K_FOLD = "stratified-group-k-fold";
    public static final String TIME_SERIES_SPLIT = "time-series-split";
    public static final String REPEATED_K_FOLD = "repeated-k-fold";
    public static final String REPEATED_STRATIFIED_K_FOLD = "repeated-stratified-k-fold";
    public static final String STRATIFIED_HOLD_OUT = "stratified-hold-out";
    public static final List<String> NAMES = List.of(
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

    /** What a column is for. */
    public enum Role {
        NONE,
        CLASSES,
        GROUPS,
        TIMES
    }

    /** What the column that a scheme looks at is for. */
    public static Role role(String scheme) {
        return ROLES.getOrDefault(scheme, Role.NONE);
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
