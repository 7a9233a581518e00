package dev.hone.driver.sampler.curve;

import dev.hone.driver.sampler.encoding.Numbers;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of a dimension at which a training is scored: at most {@value #MOST_POINTS}, ascending, both ends included.
 *
 * <pre>
 *   whole numbers of a range   each as many times its predecessor as the next is of it, rounded, none twice:
 *                              1 2 3 4 6 8 11 15 21 29 40 55 76 105 145 200
 *                              of a range from 0 or below, by their distance to one below its lower end
 *   a list of numbers          its entries, of more than {@value #MOST_POINTS} evenly by rank
 * </pre>
 */
final class Ladder {
    private static final int MOST_POINTS = 16;

    private Ladder() {}

    /** The points; none if the values have no order, are reals of a range, or only one. */
    static List<ParameterValue> of(Dimension dimension) {
        if (dimension instanceof IntegerRange range) {
            return geometric(range);
        }
        return dimension instanceof Choice choice && isOrdered(choice) ? byRank(choice) : List.of();
    }

    private static boolean isOrdered(Choice choice) {
        return choice.values().size() > 1
                && choice.values().stream().allMatch(value -> Numbers.of(value).isPresent());
    }

    private static List<ParameterValue> geometric(IntegerRange range) {
        long shift = Math.min(0, range.low() - 1);
        double high = (double) range.high() - shift;
        long point = range.low() - shift;
        List<ParameterValue> points = new ArrayList<>();
        for (int left = (int) Math.min(MOST_POINTS, range.high() - range.low() + 1) - 1; left > 0; left--) {
            points.add(new Whole(point + shift));
            double ratio = StrictMath.pow(high / point, 1.0 / left);
            point = Math.max(point + 1, Math.min(Math.round(point * ratio), range.high() - shift - left + 1));
        }
        points.add(new Whole(range.high()));
        return List.copyOf(points);
    }

    private static List<ParameterValue> byRank(Choice choice) {
        List<ParameterValue> sorted = choice.values().stream()
                .sorted(Comparator.comparingDouble(value -> Numbers.of(value).orElseThrow()))
                .toList();
        int points = Math.min(MOST_POINTS, sorted.size());
        return IntStream.range(0, points)
                .mapToObj(point -> sorted.get((int) Math.round(point * (sorted.size() - 1.0) / (points - 1))))
                .toList();
    }
}
