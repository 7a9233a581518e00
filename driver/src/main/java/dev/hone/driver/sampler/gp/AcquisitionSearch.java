package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.encoding.Coordinate;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.sampler.gp.BoxDescent.Minimum;
import dev.hone.worker.trial.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/** Finds the point of the largest acquisition that was not visited. */
final class AcquisitionSearch {
    static int candidates = Integer.getInteger("ac", 1024);
    static int starts = Integer.getInteger("as", 8);
    static int around = Integer.getInteger("aa", 100);
    private static final int GRID = 2048;
    private static final int BLOCK = 128;

    private final SpaceEncoding encoding;
    private final KernelSpace space;
    private final Optional<List<double[]>> grid;
    private final double[][] sobol;

    AcquisitionSearch(SpaceEncoding encoding, KernelSpace space) {
        this.encoding = encoding;
        this.space = space;
        grid = encoding.grid(GRID);
        SobolSequenceGenerator generator =
                new SobolSequenceGenerator(encoding.coordinates().size());
        sobol = new double[candidates][];
        for (int i = 0; i < candidates; i++) {
            sobol[i] = generator.nextVector();
        }
    }

    private record Candidate(double[] point, double value) {}

    Optional<double[]> best(Posterior posterior, Set<List<Double>> visited, List<double[]> incumbents, long seed) {
        if (grid.isPresent()) {
            return sorted(posterior, unvisited(grid.get(), visited)).stream().findFirst().map(Candidate::point);
        }
        Random random = new Random(seed);
        List<double[]> points = new ArrayList<>();
        long[] shift = new long[encoding.coordinates().size()];
        Arrays.setAll(shift, i -> random.nextLong() >>> 12);
        for (double[] vector : sobol) {
            double[] units = new double[vector.length];
            for (int i = 0; i < units.length; i++) {
                units[i] = ((long) (vector[i] * 0x1p52) ^ shift[i]) * 0x1p-52;
            }
            points.add(encoding.draw(units));
        }
        for (double[] incumbent : incumbents) {
            for (int i = 0; i < around / incumbents.size(); i++) {
                points.add(perturbed(incumbent, random));
            }
        }
        List<Candidate> sorted = sorted(posterior, unvisited(points, visited));
        Candidate best = null;
        for (Candidate start : starts(sorted)) {
            Candidate end = climb(posterior, start);
            if (visited.contains(Observations.key(end.point))) {
                end = start;
            }
            if (best == null || end.value > best.value) {
                best = end;
            }
        }
        return Optional.ofNullable(best).map(Candidate::point);
    }

    private double[] perturbed(double[] incumbent, Random random) {
        double[] point = incumbent.clone();
        double scale = StrictMath.pow(10, -0.5 - 2 * random.nextDouble());
        int dims = 0;
        for (double p : point) if (!Double.isNaN(p)) dims++;
        for (int i = 0; i < point.length; i++) {
            if (Double.isNaN(point[i]) || encoding.isParent(i)) continue;
            Coordinate coordinate = encoding.coordinates().get(i);
            if (coordinate.isCategory()) {
                if (random.nextDouble() < 1.0 / dims) point[i] = coordinate.draw(random.nextDouble());
            } else {
                double p = point[i] + scale * random.nextGaussian();
                if (p < 0) p = -p;
                if (p > 1) p = 2 - p;
                point[i] = p;
            }
        }
        return encoding.rounded(point);
    }

    private List<double[]> unvisited(List<double[]> points, Set<List<Double>> visited) {
        return points.stream().filter(p -> !visited.contains(Observations.key(p))).toList();
    }

    private List<Candidate> sorted(Posterior posterior, List<double[]> points) {
        double[][] features = points.stream().map(space::features).toArray(double[][]::new);
        List<Candidate> all = new ArrayList<>();
        for (int from = 0; from < features.length; from += BLOCK) {
            int to = Math.min(from + BLOCK, features.length);
            double[] values = posterior.logImprovements(features, from, to);
            for (int i = from; i < to; i++) {
                all.add(new Candidate(points.get(i), values[i - from]));
            }
        }
        all.sort(Comparator.comparingDouble(c -> -c.value));
        return all;
    }

    private List<Candidate> starts(List<Candidate> sorted) {
        List<Candidate> starts = new ArrayList<>();
        List<Double> branches = new ArrayList<>();
        for (Candidate c : sorted) {
            if (starts.size() >= starts_()) break;
            boolean near = starts.stream().anyMatch(s -> near(s.point, c.point));
            if (!near) starts.add(c);
        }
        return starts;
    }

    private static int starts_() {
        return starts;
    }

    private boolean near(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            if (Double.isNaN(a[i]) != Double.isNaN(b[i])) return false;
            if (Double.isNaN(a[i])) continue;
            if (encoding.coordinates().get(i).isCategory() && a[i] != b[i]) return false;
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum < 0.0025;
    }

    private Candidate climb(Posterior posterior, Candidate start) {
        Candidate current = start;
        for (int round = 0; round < 4; round++) {
            Candidate next = sweep(posterior, descend(posterior, current));
            boolean done = next.value < current.value + 1e-3;
            if (next.value > current.value) current = next;
            if (done) break;
        }
        return current;
    }

    private Candidate descend(Posterior posterior, Candidate start) {
        int[] reals = IntStream.range(0, space.size())
                .filter(d -> encoding.coordinates().get(space.index(d)).isReal()
                        && !Double.isNaN(start.point[space.index(d)]))
                .toArray();
        if (reals.length == 0) return start;
        double[] features = space.features(start.point);
        double[] full = new double[features.length];
        double[] lower = new double[reals.length];
        double[] upper = new double[reals.length];
        Arrays.fill(upper, 1);
        BoxDescent descent = new BoxDescent(lower, upper, 30, 1e-5);
        double[] from = Arrays.stream(reals).mapToDouble(d -> features[d]).toArray();
        Minimum minimum = descent.minimize(
                (x, g) -> {
                    for (int i = 0; i < reals.length; i++) features[reals[i]] = x[i];
                    double value = posterior.logImprovement(features, full);
                    for (int i = 0; i < reals.length; i++) g[i] = -full[reals[i]];
                    return -value;
                },
                from);
        double[] point = start.point.clone();
        for (int i = 0; i < reals.length; i++) point[space.index(reals[i])] = minimum.point()[i];
        return new Candidate(encoding.rounded(point), -minimum.value());
    }

    private Candidate sweep(Posterior posterior, Candidate start) {
        Candidate current = start;
        for (int d = 0; d < space.size(); d++) {
            int index = space.index(d);
            Coordinate coordinate = encoding.coordinates().get(index);
            if (coordinate.isReal() || encoding.isParent(index) || Double.isNaN(current.point[index])) continue;
            List<double[]> points = new ArrayList<>();
            long now = coordinate.level(current.point[index]);
            for (long level : levels(coordinate, now)) {
                double[] p = current.point.clone();
                p[index] = coordinate.place(level);
                points.add(p);
            }
            if (points.isEmpty()) continue;
            Candidate best = sorted(posterior, points).get(0);
            if (best.value > current.value) current = best;
        }
        return current;
    }

    private static long[] levels(Coordinate coordinate, long now) {
        long count = coordinate.levels();
        if (count <= 32) {
            return IntStream.range(0, (int) count).filter(l -> l != now).mapToLong(l -> l).toArray();
        }
        List<Long> levels = new ArrayList<>();
        for (long step = 1; step < count; step *= 2) {
            if (now - step >= 0) levels.add(now - step);
            if (now + step < count) levels.add(now + step);
        }
        return levels.stream().mapToLong(l -> l).toArray();
    }
}
