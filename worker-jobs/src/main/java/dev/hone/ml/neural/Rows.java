package dev.hone.ml.neural;

import dev.hone.worker.data.RowView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which rows of a view are learned from, and which decide when to stop. A row without weight is as good as absent.
 *
 * @param training positions in the view, at least one
 * @param validation positions in the view, none if training alone decides
 */
record Rows(int[] training, int[] validation) {
    private static final int[] NONE = {};

    /**
     * @param fraction share of the rows for validation; each class gives as much of its rows as far as that is possible
     * @throws IllegalArgumentException if rows do not suffice, or one has a weight that cannot be
     */
    static Rows of(RowView rows, Target target, double fraction, Random random) {
        int[] positions = IntStream.range(0, rows.size())
                .filter(position -> isWeighted(rows, position))
                .toArray();
        if (positions.length == 0) {
            throw new IllegalArgumentException(
                    "There must be rows with a weight above 0 to train on (rows: " + rows.size() + ")");
        }
        return fraction == 0 ? new Rows(positions, NONE) : split(rows, target, fraction, random, positions);
    }

    private static boolean isWeighted(RowView rows, int position) {
        double weight = rows.weight(position);
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Weights must be finite and not negative (weight: " + weight + ")");
        }
        return weight > 0;
    }

    private static Rows split(RowView rows, Target target, double fraction, Random random, int[] positions) {
        Rows stratified = split(target.strata(rows, positions), fraction, random);
        Rows split = stratified.validation.length > 0 ? stratified : split(List.of(positions), fraction, random);
        if (split.validation.length == 0) {
            throw new IllegalArgumentException("A validationFraction of " + fraction + " of " + positions.length
                    + " rows must leave rows to train on and to validate with");
        }
        return split;
    }

    private static Rows split(List<int[]> strata, double fraction, Random random) {
        List<int[]> training = new ArrayList<>();
        List<int[]> validation = new ArrayList<>();
        for (int[] stratum : strata) {
            int[] shuffled = stratum.clone();
            Shuffle.shuffle(shuffled, random);
            int count = Math.min(Math.max(0, stratum.length - 1), (int) Math.round(fraction * stratum.length));
            validation.add(IntStream.of(shuffled).limit(count).sorted().toArray());
            training.add(IntStream.of(shuffled).skip(count).sorted().toArray());
        }
        return new Rows(joined(training), joined(validation));
    }

    private static int[] joined(List<int[]> parts) {
        return parts.stream().flatMapToInt(IntStream::of).sorted().toArray();
    }
}
