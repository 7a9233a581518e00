package dev.hone.worker.train.linear;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.InstanceBlock;

/**
 * A fold's rows, each feature divided by its standard deviation, in the blocks that MLlib cuts. They serve every linear
 * model that is trained block by block and are made once per fold and block size.
 */
final class StandardizedBlocks implements FoldCache.Sized {
    private static final double BYTES_PER_MEGABYTE = 1024L * 1024L;

    /** What else is kept takes this part of the blocks' memory at most, or this much if that is more. */
    private static final long SHARE_OF_MEANS = 8;

    private static final long LEAST_BYTES_OF_MEANS = 1 << 16;

    private final Block[] blocks;
    private final double weightSum;
    private final int mostRows;
    private final InitialLossCache initialLosses;

    private record Key(long bytesPerBlock) {}

    private record TiledKey(long bytesPerBlock) {}

    /** @param megabytesPerBlock {@code maxBlockSizeInMB}; 0 for MLlib's default */
    static StandardizedBlocks of(RowView rows, double megabytesPerBlock) {
        long bytes = bytes(megabytesPerBlock);
        return rows.shared(new Key(bytes), () -> new StandardizedBlocks(cut(rows, bytes)));
    }

    /**
     * Blocks with tiles where these pay.
     *
     * @param megabytesPerBlock {@code maxBlockSizeInMB}; 0 for MLlib's default
     */
    static StandardizedBlocks tiled(RowView rows, double megabytesPerBlock) {
        long bytes = bytes(megabytesPerBlock);
        return rows.shared(
                new TiledKey(bytes),
                () -> new StandardizedBlocks(
                        cut(rows, bytes).stream().map(Block::tiled).toList()));
    }

    private static long bytes(double megabytesPerBlock) {
        double megabytes = megabytesPerBlock == 0 ? InstanceBlock.DefaultBlockSizeInMB() : megabytesPerBlock;
        return (long) Math.ceil(megabytes * BYTES_PER_MEGABYTE);
    }

    private StandardizedBlocks(List<Block> all) {
        blocks = all.toArray(Block[]::new);
        double sum = 0;
        int most = 0;
        for (Block block : blocks) {
            sum += block.weightSum();
            most = Math.max(most, block.size());
        }
        weightSum = sum;
        mostRows = most;
        initialLosses = new InitialLossCache(Math.max(LEAST_BYTES_OF_MEANS, bytes() / SHARE_OF_MEANS));
    }

    private static List<Block> cut(RowView rows, long bytesPerBlock) {
        BlockCutter cutter = new BlockCutter(rows, FeatureSummary.of(rows).inverseDeviations());
        List<Block> blocks = new ArrayList<>();
        for (int position = 0; position < rows.size(); position++) {
            cutter.add();
            if (cutter.bytes() >= bytesPerBlock || position == rows.size() - 1) {
                Block block = cutter.cut();
                if (block.weightSum() > 0) {
                    blocks.add(block);
                }
            }
        }
        return blocks;
    }

    /** Those with weight; the array is shared. */
    Block[] blocks() {
        return blocks;
    }

    double weightSum() {
        return weightSum;
    }

    /** Rows of the largest block. */
    int mostRows() {
        return mostRows;
    }

    /** What trainings on these rows have in common as they begin. */
    InitialLossCache initialLosses() {
        return initialLosses;
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (Block block : blocks) {
            bytes += block.bytes();
        }
        return bytes;
    }
}
