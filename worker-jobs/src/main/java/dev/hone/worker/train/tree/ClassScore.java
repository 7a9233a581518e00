package dev.hone.worker.train.tree;

/** A number for one side of a split; added over both sides it is largest where the gain is. */
interface ClassScore {

    /** What each class adds. */
    double part(long rows);

    /** The score of a side. */
    double score(double parts, long rows);

    /** How far rounding can shift the sum over both sides of some rows. */
    double tolerance(long rows, int classes);

    /** Of the Gini impurity: squares over rows. */
    record Gini() implements ClassScore {
        @Override
        public double part(long rows) {
            return (double) rows * rows;
        }

        @Override
        public double score(double parts, long rows) {
            return parts / rows;
        }

        @Override
        public double tolerance(long rows, int classes) {
            return 8 * (classes + 16) * Math.ulp(1.0) * rows;
        }
    }

    /** Of the entropy: {@code n log n} over classes less that of all. */
    record Entropy(LogTable logs) implements ClassScore {
        @Override
        public double part(long rows) {
            return logs.timesLog(rows);
        }

        @Override
        public double score(double parts, long rows) {
            return parts - logs.timesLog(rows);
        }

        @Override
        public double tolerance(long rows, int classes) {
            return 8 * (classes + 16) * Math.ulp(1.0) * rows * (1 + Math.log(rows));
        }
    }
}
