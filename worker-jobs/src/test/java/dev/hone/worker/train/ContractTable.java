package dev.hone.worker.train;

import dev.hone.worker.data.RowView;

/** Rows that a trainer must cope with, and what is special about them. */
public record ContractTable(String name, RowView rows) {
    @Override
    public String toString() {
        return name;
    }
}
