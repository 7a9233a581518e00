package dev.hone.driver.table.column;

import java.util.List;

/** Tells the user where a row is: its number from 1 without the header, and its file where there are several. */
public record RowPlaces(List<RowBlock> blocks) {

    public String of(RowBlock block, int rowOfBlock) {
        long before = blocks.subList(0, blocks.indexOf(block)).stream()
                .filter(other -> other.path().equals(block.path()))
                .mapToLong(RowBlock::rows)
                .sum();
        String file = block.path().substring(block.path().lastIndexOf('/') + 1);
        return "data row " + (before + rowOfBlock + 1) + (severalFiles() ? " of '" + file + "'" : "");
    }

    private boolean severalFiles() {
        return blocks.stream().map(RowBlock::path).distinct().count() > 1;
    }
}
