package dev.hone.driver.sampler.encoding;

import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import java.util.List;
import java.util.Map;

/**
 * At which points a dimension is active: those of its learner at which the dimensions that its condition looks at have one of
 * the listed values.
 *
 * @param learner index of the learner
 * @param parents the dimensions that its condition looks at
 */
record Activation(int learner, List<Parent> parents) {

    /**
     * A dimension that a condition looks at.
     *
     * @param index of its coordinate
     * @param allowed by level, whether the condition holds
     */
    record Parent(int index, boolean[] allowed) {
        boolean holds(Coordinate coordinate, double place) {
            return !Double.isNaN(place) && allowed[(int) coordinate.level(place)];
        }
    }

    /**
     * @param coordinates of the whole space as far as they are known, among them those of the parents
     * @param indices of the coordinates of the learner's dimensions, by name
     */
    static Activation of(int learner, Dimension dimension, List<Coordinate> coordinates, Map<String, Integer> indices) {
        return new Activation(
                learner,
                dimension.condition().params().stream()
                        .map(param -> parent(param, dimension.condition(), coordinates, indices))
                        .toList());
    }

    private static Parent parent(
            String param, Condition condition, List<Coordinate> coordinates, Map<String, Integer> indices) {
        int index = indices.getOrDefault(param, -1);
        Coordinate parent = coordinates.get(index);
        boolean[] allowed = new boolean[(int) parent.levels()];
        Condition alone = new Condition(Map.of(param, condition.allowed().getOrDefault(param, List.of())));
        for (int level = 0; level < allowed.length; level++) {
            allowed[level] = alone.holds(Map.of(param, parent.value(parent.place(level))));
        }
        return new Parent(index, allowed);
    }

    /** Whether the dimension is active at a point whose parents' places are known, NaN where these are not active. */
    boolean holds(List<Coordinate> coordinates, double[] point) {
        if (point[SpaceEncoding.LEARNER] != learner) {
            return false;
        }
        for (Parent parent : parents) {
            if (!parent.holds(coordinates.get(parent.index()), point[parent.index()])) {
                return false;
            }
        }
        return true;
    }
}
