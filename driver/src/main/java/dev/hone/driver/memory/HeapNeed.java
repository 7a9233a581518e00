package dev.hone.driver.memory;

import dev.hone.driver.table.ByteSize;

/**
 * What a study needs of one heap.
 *
 * @param owner whose heap it is
 * @param data most bytes that the study's table and trainings hold in it at one time
 * @param heap bytes of the heap
 */
record HeapNeed(Owner owner, long data, long heap) {
    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    /** Data of no more than this part of a heap fit, however rough their size. */
    private static final int PARTS_OF_SMALL = 4;

    /**
     * Part of a heap that can be needed. Of tables of 100,000 to 250,000 rows x 100 columns, with the parallel collector, linear models
     * and forests were trained where up to 0.77 of it was needed, and no more where 0.86 and 0.91 were.
     */
    private static final double USABLE = 0.75;

    /** Part of a heap beyond which a table is refused. */
    private static final double MOST = 0.9;

    /** Bytes that Spark itself holds, as measured in local mode. */
    private static final long SPARK = 96 * MEBIBYTE;

    /** A JVM of a study. */
    enum Owner {
        DRIVER("the driver's", "--driver-memory"),
        EXECUTOR("each executor's", "--executor-memory");

        private final String text;
        private final String option;

        Owner(String text, String option) {
            this.text = text;
            this.option = option;
        }
    }

    /** All that is needed: the data, and what Spark holds itself. */
    long bytes() {
        return data + SPARK;
    }

    /** Whether the heap cannot hold it. */
    boolean isTooLarge() {
        return !isSmall() && bytes() > heap * MOST;
    }

    /** Whether the heap may not hold it. */
    boolean isNear() {
        return !isSmall() && bytes() > heap * USABLE;
    }

    private boolean isSmall() {
        return data <= heap / PARTS_OF_SMALL;
    }

    /** The heap, in which a table must fit. */
    String place() {
        return owner.text + " heap";
    }

    /** What is needed and there: {@code about 2.4 GiB of the driver's 12.0 GiB}. */
    String text() {
        return "about " + new ByteSize(bytes()) + " of " + owner.text + " " + new ByteSize(heap);
    }

    /** The option that gives enough. */
    String option() {
        return owner.option + " " + gibibytes() + "g";
    }

    /** Whether the machine of the JVM is known to have less than {@link #option} asks for. */
    boolean isBeyond(long machine) {
        return owner == Owner.DRIVER && gibibytes() * GIBIBYTE > machine;
    }

    private long gibibytes() {
        return (long) Math.ceil(bytes() / USABLE / GIBIBYTE);
    }
}
