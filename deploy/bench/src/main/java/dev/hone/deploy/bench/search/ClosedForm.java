package dev.hone.deploy.bench.search;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Problems by formula: two to six dimensions, smooth, ill-conditioned, mixed, conditional and noisy.
 *
 * <p>Branin, Hartmann and Rosenbrock as in Surjanovic and Bingham, "Virtual library of simulation experiments", 2013.
 *
 * @param formula the value of a configuration, without noise
 */
record ClosedForm(
        String name,
        SearchSpace space,
        double minimum,
        double noise,
        ToDoubleFunction<Map<String, ParameterValue>> formula)
        implements SearchProblem {
    private static final double HARTMANN_MINIMUM = -3.322368011415515;
    private static final double HARTMANN_NOISE = 0.3;

    /** All of them, by name. */
    static List<SearchProblem> all() {
        return List.of(
                branin(),
                hartmann("hartmann6", 0),
                rosenbrock(),
                MixedFormula.problem(),
                ConditionalFormula.problem(),
                hartmann("hartmann6_noisy", HARTMANN_NOISE));
    }

    @Override
    public OptionalDouble value(Map<String, ParameterValue> params) {
        return OptionalDouble.of(formula.applyAsDouble(params));
    }

    static SearchSpace space(String name, Dimension... dimensions) {
        return new SearchSpace(List.of(new LearnerSpace(name, List.of(dimensions))));
    }

    static Dimension real(String name, double low, double high) {
        return new RealRange(name, Condition.always(), low, high, Scale.LINEAR);
    }

    static Dimension logReal(String name, double low, double high) {
        return new RealRange(name, Condition.always(), low, high, Scale.LOG);
    }

    static Dimension whole(String name, long low, long high) {
        return new IntegerRange(name, Condition.always(), low, high, Scale.LINEAR);
    }

    static Dimension choice(String name, String... values) {
        return new Choice(
                name,
                Condition.always(),
                Stream.of(values).<ParameterValue>map(Text::new).toList());
    }

    /** A number that a configuration sets. */
    static double number(Map<String, ParameterValue> params, String name) {
        ParameterValue value = Objects.requireNonNull(params.get(name), name);
        return value instanceof Whole whole ? whole.value() : ((Real) value).value();
    }

    /** A text that a configuration sets. */
    static String text(Map<String, ParameterValue> params, String name) {
        return Objects.requireNonNull(params.get(name), name).toString();
    }

    private static double[] point(Map<String, ParameterValue> params, int dimensions) {
        return IntStream.rangeClosed(1, dimensions)
                .mapToDouble(dimension -> number(params, "x" + dimension))
                .toArray();
    }

    private static SearchSpace box(String name, int dimensions, double low, double high) {
        return space(
                name,
                IntStream.rangeClosed(1, dimensions)
                        .mapToObj(dimension -> real("x" + dimension, low, high))
                        .toArray(Dimension[]::new));
    }

    private static ClosedForm branin() {
        return new ClosedForm(
                "branin",
                space("branin", real("x1", -5, 10), real("x2", 0, 15)),
                0.39788735772973816,
                0,
                params -> branin(number(params, "x1"), number(params, "x2")));
    }

    private static double branin(double x1, double x2) {
        double b = 5.1 / (4 * Math.PI * Math.PI);
        double c = 5 / Math.PI;
        double t = 1 / (8 * Math.PI);
        double root = x2 - b * x1 * x1 + c * x1 - 6;
        return root * root + 10 * (1 - t) * StrictMath.cos(x1) + 10;
    }

    private static ClosedForm rosenbrock() {
        return new ClosedForm(
                "rosenbrock4", box("rosenbrock4", 4, -5, 10), 0, 0, params -> rosenbrock(point(params, 4)));
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - x[i] * x[i];
            sum += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
        }
        return sum;
    }

    private static ClosedForm hartmann(String name, double noise) {
        return new ClosedForm(
                name, box(name, 6, 0, 1), HARTMANN_MINIMUM, noise, params -> Hartmann.value(point(params, 6)));
    }

    /** Four bumps in six dimensions. */
    private static final class Hartmann {
        private static final double[] HEIGHTS = {1.0, 1.2, 3.0, 3.2};
        private static final double[][] WIDTHS = {
            {10, 3, 17, 3.5, 1.7, 8},
            {0.05, 10, 17, 0.1, 8, 14},
            {3, 3.5, 1.7, 10, 17, 8},
            {17, 8, 0.05, 10, 0.1, 14}
        };
        private static final double[][] CENTERS = {
            {.1312, .1696, .5569, .0124, .8283, .5886},
            {.2329, .4135, .8307, .3736, .1004, .9991},
            {.2348, .1451, .3522, .2883, .3047, .6650},
            {.4047, .8828, .8732, .5743, .1091, .0381}
        };

        private Hartmann() {}

        static double value(double[] x) {
            return -IntStream.range(0, HEIGHTS.length)
                    .mapToDouble(bump -> HEIGHTS[bump] * StrictMath.exp(-distance(x, bump)))
                    .sum();
        }

        private static double distance(double[] x, int bump) {
            return IntStream.range(0, x.length)
                    .mapToDouble(dimension -> {
                        double off = x[dimension] - CENTERS[bump][dimension];
                        return WIDTHS[bump][dimension] * off * off;
                    })
                    .sum();
        }
    }
}
