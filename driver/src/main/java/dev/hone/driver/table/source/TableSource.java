package dev.hone.driver.table.source;

import java.util.List;
import java.util.Optional;

/**
 * Where a study's table is and what its columns are for.
 *
 * @param location where it is and how it is read
 * @param roles what its columns are for
 */
public record TableSource(TableLocation location, ColumnRoles roles) {

    /** Where the table is; what messages call it. */
    public String path() {
        return location.path();
    }

    /** Column to predict. */
    public Optional<String> label() {
        return roles.label();
    }

    /** Columns to predict from, in this order; if empty, every column without another role. */
    public List<String> features() {
        return roles.features();
    }

    /** Column with the weight of each row. */
    public Optional<String> weight() {
        return roles.weight();
    }

    /** The same table with other features. */
    public TableSource withFeatures(List<String> columns) {
        return new TableSource(location, roles.withFeatures(columns));
    }
}
