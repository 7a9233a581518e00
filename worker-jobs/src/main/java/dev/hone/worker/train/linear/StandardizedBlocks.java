package dev.hone.worker.train.linear;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.ml.feature.InstanceBlock;

/**
 * A fold's rows, each feature divided by its standard deviation, in blocks. They serve every linear model that is trained
 * block by block and are made once per fold and kind of blocks. Small blocks stay in a processor's second cache between the
 * pass for the margins and the one for the gradient. MLlib's blocks are for models that depend on them: a multinomial loss on
 * where they end (see {@link MultinomialLogisticLoss}); support vectors and Huber's loss on the order of sums, since rounding
 * takes rows from one side of a kink to the other.
 */
final class StandardizedBlocks implements FoldCache.Sized {
    private static final double BYTES_PER_MEGABYTE = 1024L * 1024L;

    /** Columns of a multiple of 4,096 bytes would share few lines of the first cache. */
    private static final int MOST_ROWS = 504;

    private static final int LEAST_ROWS = 56;
    private static final int VALUES_PER_BLOCK = 1 << 14;

    /** What else is kept takes this part of the blocks' memory at most, or this much if that is more. */
    private static final long SHARE_OF_MEANS = 8;

    private static final long LEAST_BYTES_OF_MEANS = 1 << 16;

    private final Block[] blocks;
    private final double weightSum;
    private final int mostRows;
    private final InitialLossCache initialLosses;

    private record Key(int features) {}

    private record MllibKey(long bytesPerBlock) {}

    private record TiledKey(int features, long bytesPerBlock) {}

    /**
     * Small blocks, whose dense values lie feature by feature.
     *
     * @param statistics of the features that they have
     */
    static StandardizedBlocks of(RowView rows, FeatureSummary statistics) {
        return rows.shared(new Key(statistics.features()), () -> {
            BlockCutter cutter = new BlockCutter(rows, statistics, DenseLayout.BY_COLUMN);
            int most = rowsPerBlock(statistics.features());
            return new StandardizedBlocks(cut(rows, cutter, () -> cutter.size() >= most));
        });
    }

    /**
     * The blocks of MLlib, of all features.
     *
     * @param megabytesPerBlock {@code maxBlockSizeInMB}; 0 for MLlib's default
     */
    static StandardizedBlocks ofMllib(RowView rows, double megabytesPerBlock) {
        long bytes = bytes(megabytesPerBlock);
        return rows.shared(
                new MllibKey(bytes), () -> new StandardizedBlocks(cutAsMllib(rows, FeatureSummary.of(rows), bytes)));
    }

    /**
     * The blocks of MLlib, with tiles where these pay and all features are there.
     *
     * @param statistics of the features that they have
     * @param megabytesPerBlock {@code maxBlockSizeInMB}; 0 for MLlib's default
     */
    static StandardizedBlocks tiled(RowView rows, FeatureSummary statistics, double megabytesPerBlock) {
        long bytes = bytes(megabytesPerBlock);
        return rows.shared(
                new TiledKey(statistics.features(), bytes),
                () -> new StandardizedBlocks(cutAsMllib(rows, statistics, bytes).stream()
                        .map(block -> statistics.isOfAll() ? block.tiled() : block)
                        .toList()));
    }

    private static List<Block> cutAsMllib(RowView rows, FeatureSummary statistics, long bytesPerBlock) {
        BlockCutter cutter = new BlockCutter(rows, statistics, DenseLayout.BY_ROW);
        return cut(rows, cutter, () -> cutter.bytes() >= bytesPerBlock);
    }

    private static int rowsPerBlock(int features) {
        return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, VALUES_PER_BLOCK / features));
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

    private static List<Block> cut(RowView rows, BlockCutter cutter, BooleanSupplier isFull) {
        List<Block> blocks = new ArrayList<>();
        for (int position = 0; position < rows.size(); position++) {
            cutter.add();
            if (isFull.getAsBoolean() || position == rows.size() - 1) {
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
