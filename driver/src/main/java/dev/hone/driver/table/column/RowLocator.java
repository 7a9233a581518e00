package dev.hone.driver.table.column;

import java.util.List;

/** Locates a row for a message: by its number from 1, header not counted, and by its file where there are several. */
public record RowLocator(List<ColumnarBlock> blocks) {

    public String of(ColumnarBlock block, int rowOfBlock) {
        long before = blocks.subList(0, blocks.indexOf(block)).stream()
                .filter(other -> other.path().equals(block.path()))
                .mapToLong(ColumnarBlock::rows)
                .sum();
        String file = block.path().substring(block.path().lastIndexOf('/') + 1);
        return "data row " + (before + rowOfBlock + 1) + (severalFiles() ? " of '" + file + "'" : "");
    }

    private boolean severalFiles() {
        return blocks.stream().map(ColumnarBlock::path).distinct().count() > 1;
    }
}
