package dev.hone.driver.sampler.encoding;

import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A search space as points, and back: coordinate 0 is the learner, and every dimension of every learner has one of its own
 * after that, in the order of the space. The place of an inactive dimension, whose condition fails or which belongs to another
 * learner, is {@code NaN}.
 *
 * <pre>
 *   learner  C     kernel  gamma  | maxDepth
 *   0        0.31  1       0.7    | NaN         an SVM with kernel rbf
 *   0        0.80  0       NaN    | NaN         an SVM with kernel linear, without gamma
 *   1        NaN   NaN     NaN    | 0.25        a tree
 * </pre>
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class SpaceEncoding {
    /** Index of the learner's coordinate, a category. */
    public static final int LEARNER = 0;

    private final SearchSpace space;
    private final List<Coordinate> coordinates = new ArrayList<>();
    private final List<Activation> activations = new ArrayList<>();
    private final boolean[] isParent;

    /** Index of the first coordinate of each learner, and the number of coordinates. */
    private final int[] first;

    /** @param space what is encoded */
    public SpaceEncoding(SearchSpace space) {
        this.space = space;
        first = new int[space.learners().size() + 1];
        coordinates.add(new CategoryCoordinate(
                "learner",
                space.learners().stream()
                        .<ParameterValue>map(learner -> new Text(learner.learner()))
                        .toList()));
        activations.add(new Activation(LEARNER, List.of()));
        for (int learner = 0; learner < space.learners().size(); learner++) {
            first[learner] = coordinates.size();
            add(learner, space.learners().get(learner).dimensions());
        }
        first[space.learners().size()] = coordinates.size();
        isParent = new boolean[coordinates.size()];
        isParent[LEARNER] = true;
        activations.forEach(activation -> activation.parents().forEach(parent -> isParent[parent.index()] = true));
    }

    private void add(int learner, List<Dimension> dimensions) {
        Map<String, Integer> indices = new HashMap<>();
        for (Dimension dimension : dimensions) {
            activations.add(Activation.of(learner, dimension, coordinates, indices));
            indices.put(dimension.name(), coordinates.size());
            coordinates.add(Coordinate.of(dimension));
        }
    }

    /** All coordinates, the learner's first. */
    public List<Coordinate> coordinates() {
        return List.copyOf(coordinates);
    }

    /** Whether a coordinate is inactive at some points: it has a condition, or there are several learners. */
    public boolean isConditional(int index) {
        return index != LEARNER
                && (first.length > 2 || !activations.get(index).parents().isEmpty());
    }

    /** Whether other coordinates are active or not by the place of this one. */
    public boolean isParent(int index) {
        return isParent[index];
    }

    /**
     * The point of a config; empty if it is not of this space: of another learner, without a value for an active dimension,
     * with a value that is none of its dimension's, or with other params.
     */
    public Optional<double[]> encode(TrialConfig config) {
        return IntStream.range(0, space.learners().size())
                .filter(learner -> space.learners().get(learner).learner().equals(config.learner()))
                .mapToObj(learner -> encode(learner, config.params()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<double[]> encode(int learner, Map<String, ParameterValue> params) {
        double[] point = new double[coordinates.size()];
        Arrays.fill(point, Double.NaN);
        point[LEARNER] = learner;
        int known = 0;
        for (int index = first[learner]; index < first[learner + 1]; index++) {
            if (isActive(index, point)) {
                ParameterValue value = params.get(coordinates.get(index).name());
                OptionalDouble place = value == null
                        ? OptionalDouble.empty()
                        : coordinates.get(index).placeOf(value);
                if (place.isEmpty()) {
                    return Optional.empty();
                }
                point[index] = place.getAsDouble();
                known++;
            }
        }
        return known == params.size() ? Optional.of(point) : Optional.empty();
    }

    private boolean isActive(int index, double[] point) {
        return activations.get(index).holds(coordinates, point);
    }

    /**
     * The trial at a point.
     *
     * @param point with a place for every active dimension; places of others do not matter
     * @param seed the trial's own
     */
    public TrialConfig trial(long number, double[] point, long seed) {
        double[] rounded = rounded(point);
        LearnerSpace learner = space.learners().get((int) rounded[LEARNER]);
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        for (int index = first[(int) rounded[LEARNER]]; index < first[(int) rounded[LEARNER] + 1]; index++) {
            if (!Double.isNaN(rounded[index])) {
                params.put(coordinates.get(index).name(), coordinates.get(index).value(rounded[index]));
            }
        }
        return new TrialConfig(number, learner.learner(), params, seed);
    }

    /**
     * The nearest point that a config has: each active place is that of a value, the others are NaN.
     *
     * @param point with a place for every active dimension; places of others do not matter
     * @throws IllegalArgumentException if the place of an active dimension is NaN
     */
    public double[] rounded(double[] point) {
        double[] rounded = new double[point.length];
        for (int index = 0; index < point.length; index++) {
            boolean isActive = index == LEARNER || isActive(index, rounded);
            if (isActive && Double.isNaN(point[index])) {
                throw new IllegalArgumentException("A point must have a place for every active dimension (dimension: "
                        + coordinates.get(index).name() + ", place: NaN)");
            }
            rounded[index] = isActive ? coordinates.get(index).rounded(point[index]) : Double.NaN;
        }
        return rounded;
    }

    /**
     * A random point: uniform units give the distribution from which random search draws.
     *
     * @param units one per coordinate, at least 0, below 1; those of inactive dimensions do not matter
     */
    public double[] draw(double[] units) {
        double[] point = new double[units.length];
        for (int index = 0; index < units.length; index++) {
            point[index] = index == LEARNER || isActive(index, point)
                    ? coordinates.get(index).draw(units[index])
                    : Double.NaN;
        }
        return point;
    }

    /** All points of a finite space in the order of a grid; empty if they are more than {@code most}, or have no end. */
    public Optional<List<double[]>> grid(int most) {
        List<double[]> points = new ArrayList<>();
        points.add(new double[coordinates.size()]);
        for (int index = 0; index < coordinates.size(); index++) {
            points = index == LEARNER || !coordinates.get(index).isReal()
                    ? extended(points, index, most)
                    : marked(points, index);
            if (points.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(points);
    }

    /** The points with every place of a coordinate where it is active; none if that are too many. */
    private List<double[]> extended(List<double[]> points, int index, int most) {
        Coordinate coordinate = coordinates.get(index);
        List<double[]> extended = new ArrayList<>();
        for (double[] point : points) {
            boolean isActive = index == LEARNER || isActive(index, point);
            long levels = isActive ? coordinate.levels() : 1;
            if (extended.size() + levels > most) {
                return List.of();
            }
            for (long level = 0; level < levels; level++) {
                double[] next = point.clone();
                next[index] = isActive ? coordinate.place(level) : Double.NaN;
                extended.add(next);
            }
        }
        return extended;
    }

    /** The points, if a range of reals is active at none of them; none otherwise. */
    private List<double[]> marked(List<double[]> points, int index) {
        for (double[] point : points) {
            if (isActive(index, point)) {
                return List.of();
            }
            point[index] = Double.NaN;
        }
        return points;
    }
}
