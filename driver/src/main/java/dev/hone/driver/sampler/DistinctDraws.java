package dev.hone.driver.sampler;

import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The draws of a sequence without those that repeat an earlier one, until a finite space is exhausted.
 *
 * <pre>
 *   sequence   a b a c a b d ...     a draw that repeats is skipped,
 *   trial      0 1   2     3         as long as few do;
 *   then       the rest of the space in the order of -ln(u) / p
 * </pre>
 *
 * <p>Once a quarter of a finite space is drawn, the rest of it is listed: each configuration has a key {@code -ln(u) / p} of a
 * uniform number {@code u} and its probability {@code p}, and smaller keys come first (Efraimidis and Spirakis, "Weighted random
 * sampling with a reservoir", Information Processing Letters 97, 2006). For independent draws that is the distribution that
 * skipping repeats has, without the many draws that the last configurations would take. So a {@code log-int} stays
 * logarithmic, and each learner as likely as the others until its configurations are exhausted.
 *
 * <p>In a space in which every learner draws from a range of reals, draws do not repeat, and trial {@code n} is draw {@code n}.
 * Otherwise draws are worked out in order, up to the largest number that is asked for: eight bytes are kept per trial, and the
 * configurations until the rest is listed. The copies that tasks of one JVM deserialize share that work.
 *
 * <p>Safe for use by many threads.
 */
final class DistinctDraws implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int LISTED_FROM = 4;
    private static final SharedDraws SHARED = new SharedDraws();

    private final SearchSpace space;
    private final long seed;
    private final DrawSource source;
    private final boolean canRepeat;
    private final OptionalSize distinct;
    private transient @Nullable Sequence sequence;

    /**
     * @param space what is drawn from
     * @param seed the study's seed
     * @param source the draws
     */
    DistinctDraws(SearchSpace space, long seed, DrawSource source) {
        this.space = space;
        this.seed = seed;
        this.source = source;
        canRepeat = space.canRepeat();
        distinct = canRepeat ? OptionalSize.of(space) : OptionalSize.UNLIMITED;
    }

    /** Number of distinct configurations; empty if there is no end of them, or more than 2^63 - 1. */
    OptionalLong distinct() {
        return distinct.isLimited() ? OptionalLong.of(distinct.size()) : OptionalLong.empty();
    }

    /** The number of trials where so many are asked for. */
    long trials(long asked) {
        return distinct.isLimited() ? Math.min(asked, distinct.size()) : asked;
    }

    /** A trial of the space; its number is below the number of distinct configurations. */
    TrialConfig trial(long number) {
        Draw draw = canRepeat ? sequence().at((int) number) : source.at(number);
        String learner = space.learners().get(draw.learner()).learner();
        return new TrialConfig(number, learner, draw.params(), Seeds.ofTrial(seed, number));
    }

    private synchronized Sequence sequence() {
        Sequence known = sequence;
        if (known == null) {
            known = new Sequence();
            sequence = known;
        }
        return known;
    }

    private Object readResolve() {
        return SHARED.of(new SharedDraws.Key(space, seed, source.getClass()), this);
    }

    /** How many configurations a space has, in a form that can be serialized. */
    private record OptionalSize(boolean isLimited, long size) implements Serializable {
        static final OptionalSize UNLIMITED = new OptionalSize(false, 0);

        static OptionalSize of(SearchSpace space) {
            try {
                long sum = 0;
                for (LearnerSpace learner : space.learners()) {
                    sum = GridNode.added(sum, GridNode.of(learner).size());
                }
                return new OptionalSize(true, sum);
            } catch (InvalidInputException e) {
                // It has no grid: a range of reals can be reached, or the grid is too large.
                return UNLIMITED;
            }
        }
    }

    /** What has been worked out; guarded by itself. */
    private final class Sequence {
        private final Set<BigInteger> drawn = new HashSet<>();
        private long[] places = new long[16];
        private int count;
        private long next;
        private @Nullable Rest rest;

        synchronized Draw at(int number) {
            while (count <= number && !isMostlyDrawn()) {
                advance();
            }
            return number < count ? source.at(places[number]) : rest().at(number - count);
        }

        private boolean isMostlyDrawn() {
            return distinct.isLimited() && distinct.size() <= (long) LISTED_FROM * count;
        }

        private Rest rest() {
            Rest listed = rest;
            if (listed == null) {
                listed = new Rest(drawn);
                rest = listed;
                drawn.clear();
            }
            return listed;
        }

        private void advance() {
            Draw draw = source.at(next);
            if (code(draw).map(drawn::add).orElse(true)) {
                if (count == places.length) {
                    places = Arrays.copyOf(places, count + (count >> 1) + 1);
                }
                places[count++] = next;
            }
            next++;
        }
    }

    /** The configurations of a finite space that were not drawn, in the order of their keys. */
    private final class Rest {
        private final List<GridNode> grids =
                space.learners().stream().map(GridNode::of).toList();
        private final long[] order;

        Rest(Set<BigInteger> drawn) {
            int size = Math.toIntExact(distinct.size());
            double[] keys = new double[size];
            int[] left = IntStream.range(0, size)
                    .filter(index -> {
                        Draw draw = draw(index);
                        keys[index] = key(draw, index);
                        return !code(draw).map(drawn::contains).orElse(false);
                    })
                    .toArray();
            order = IntStream.of(left)
                    .boxed()
                    .sorted(Comparator.comparingDouble(index -> keys[index]))
                    .mapToLong(Integer::longValue)
                    .toArray();
        }

        Draw at(int place) {
            return draw(order[place]);
        }

        private Draw draw(long index) {
            int learner = 0;
            long remaining = index;
            while (remaining >= grids.get(learner).size()) {
                remaining -= grids.get(learner).size();
                learner++;
            }
            Map<String, ParameterValue> params = new LinkedHashMap<>();
            grids.get(learner).decode(remaining, params);
            return new Draw(learner, params);
        }

        private double key(Draw draw, long index) {
            double unit = Seeds.unit(Seeds.ofTrial(Seeds.ofStream(seed, "rest"), index));
            return -StrictMath.log(1 - unit) / probability(draw);
        }
    }

    private double probability(Draw draw) {
        double probability = 1.0 / space.learners().size();
        for (Dimension dimension : space.learners().get(draw.learner()).dimensions()) {
            ParameterValue value = draw.params().get(dimension.name());
            probability *= value == null ? 1 : dimension.probability(value);
        }
        return probability;
    }

    /** What tells a configuration from all others; empty if it has a real number of a range, which is not drawn twice. */
    private Optional<BigInteger> code(Draw draw) {
        BigInteger code = BigInteger.valueOf(draw.learner());
        for (Dimension dimension : space.learners().get(draw.learner()).dimensions()) {
            ParameterValue value = draw.params().get(dimension.name());
            OptionalLong size = dimension.size();
            if (size.isEmpty() && value != null) {
                return Optional.empty();
            }
            long digit = value == null ? 0 : dimension.indexOf(value) + 1;
            code = code.multiply(BigInteger.valueOf(size.orElse(0) + 1)).add(BigInteger.valueOf(digit));
        }
        return Optional.of(code);
    }
}
