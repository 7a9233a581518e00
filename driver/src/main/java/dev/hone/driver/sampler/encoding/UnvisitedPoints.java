package dev.hone.driver.sampler.encoding;

import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Random points of a space that have not been visited, for samplers that have no better one. */
public final class UnvisitedPoints {
    private static final int MOST_DRAWS = 200;
    private static final int MOST_LISTED = 200_000;

    private final SpaceEncoding encoding;
    private final Predicate<TrialConfig> visited;
    private final Random random;

    /**
     * @param visited the configs not to draw
     * @param random what is drawn by
     */
    public UnvisitedPoints(SpaceEncoding encoding, Set<ConfigKey> visited, Random random) {
        this(encoding, (TrialConfig trial) -> visited.contains(ConfigKey.of(trial)), random);
    }

    /**
     * @param visited which configs not to draw
     * @param random what is drawn by
     */
    public UnvisitedPoints(SpaceEncoding encoding, Predicate<TrialConfig> visited, Random random) {
        this.encoding = encoding;
        this.visited = visited;
        this.random = random;
    }

    /** Whether a point's config was visited. */
    public boolean isVisited(double[] point) {
        return visited.test(encoding.trial(0, point, 0));
    }

    /** Any point, visited or not, as random search draws. */
    public double[] any() {
        return encoding.draw(random.doubles(encoding.coordinates().size()).toArray());
    }

    /** A point that has not been visited; any point once a finite space is exhausted. */
    public double[] next() {
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            double[] point = any();
            if (!isVisited(point)) {
                return point;
            }
        }
        Optional<List<double[]>> grid = encoding.grid(MOST_LISTED);
        return grid.flatMap(this::unvisited).orElseGet(this::any);
    }

    /** The unvisited points of a list, one of them by chance. */
    private Optional<double[]> unvisited(List<double[]> points) {
        int[] left = IntStream.range(0, points.size())
                .filter(index -> !isVisited(points.get(index)))
                .toArray();
        return left.length == 0 ? Optional.empty() : Optional.of(points.get(left[random.nextInt(left.length)]));
    }
}
