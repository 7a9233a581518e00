package dev.hone.worker.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import breeze.linalg.DenseVector$;
import breeze.math.MutableEnumeratedCoordinateField;
import breeze.math.MutableInnerProductModule;
import breeze.optimize.FirstOrderMinimizer;
import breeze.optimize.LBFGS;
import breeze.optimize.OWLQN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Function1;
import scala.collection.Iterator;

/** The minimizers against Breeze's, every point that they pass bit for bit. */
class DescentTest {
    private static final long SEED = 20_261_203L;
    private static final int MOST_ITERATIONS = 60;

    /** An objective, where its minimization starts, and the tolerance at which it ends. */
    private record Problem(String name, DifferentiableFunction objective, double[] start, double tolerance) {
        @Override
        public String toString() {
            return name + " in " + start.length + " dimensions, tolerance " + tolerance;
        }
    }

    @BeforeAll
    static void printSeed() {
        System.out.println("seed of the problems: " + SEED);
    }

    static List<Problem> problems() {
        Random random = new Random(SEED);
        List<Problem> problems = new ArrayList<>();
        for (int length : new int[] {1, 2, 3, 5, 7, 8, 9, 16, 23, 300, 301, 310}) {
            for (double tolerance : new double[] {0, 1e-6, 1e-2}) {
                double[] start = random.doubles(length, -2, 2).toArray();
                problems.add(new Problem("squares", squares(length, random), start, tolerance));
                problems.add(new Problem("a valley", DescentTest::valley, start, tolerance));
                problems.add(new Problem("softened corners", softenedCorners(length, random), start, tolerance));
                problems.add(new Problem("corners", corners(length, random), start, tolerance));
                problems.add(new Problem("waves", DescentTest::waves, start, tolerance));
                problems.add(new Problem("a cliff", DescentTest::cliff, start, tolerance));
            }
        }
        problems.add(new Problem("squares from their minimum", DescentTest::bowl, new double[4], 1e-6));
        problems.add(new Problem("no number", (point, gradient) -> Double.NaN, new double[] {1, 2}, 1e-6));
        problems.add(new Problem("a slope", DescentTest::endless, new double[] {1, 2}, 1e-6));
        problems.add(new Problem("an infinite slope", DescentTest::infinite, new double[] {1, 2}, 1e-6));
        problems.add(new Problem("a wrong gradient", DescentTest::wrong, new double[] {1, 2, 3}, 1e-6));
        return problems;
    }

    @ParameterizedTest
    @MethodSource("problems")
    void smoothDescentPassesThePointsOfBreeze(Problem problem) {
        assertThatPassesPointsOf(smoothOfBreeze(problem), new SmoothDescent(problem.tolerance()), problem);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void orthantDescentPassesThePointsOfBreeze(Problem problem) {
        double[] penalties = new double[problem.start().length];
        Arrays.setAll(penalties, index -> index % 3 == 2 ? 0 : 0.05 * (index % 5 + 1));
        assertThatPassesPointsOf(
                sparseOfBreeze(problem, penalties), new OrthantDescent(problem.tolerance(), penalties), problem);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void orthantDescentWithoutPenaltyPassesThePointsOfBreeze(Problem problem) {
        double[] none = new double[problem.start().length];
        assertThatPassesPointsOf(sparseOfBreeze(problem, none), new OrthantDescent(problem.tolerance(), none), problem);
    }

    private static void assertThatPassesPointsOf(
            FirstOrderMinimizer<?, ?> expected, Minimizer minimizer, Problem problem) {
        List<Solution> states = solutions(expected, problem);
        int[] iterations = IntStream.rangeClosed(0, MOST_ITERATIONS).toArray();
        List<Solution> solutions =
                minimizer.solutions(problem.objective(), problem.start().clone(), iterations);
        for (int iteration : iterations) {
            Solution state = states.get(Math.min(iteration, states.size() - 1));
            assertThat(bits(solutions.get(iteration).point()))
                    .as("point after %d iterations", iteration)
                    .isEqualTo(bits(state.point()));
            assertThat(bits(solutions.get(iteration).objectives()))
                    .as("objectives after %d iterations", iteration)
                    .isEqualTo(bits(state.objectives()));
        }
    }

    private static String bits(double[] point) {
        StringBuilder bits = new StringBuilder();
        for (double value : point) {
            bits.append(value)
                    .append('#')
                    .append(Long.toHexString(Double.doubleToLongBits(value)))
                    .append(' ');
        }
        return bits.toString();
    }

    /** By iteration; a failed step leaves a state of the same iteration and point, which counts where nothing follows. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Solution> solutions(FirstOrderMinimizer minimizer, Problem problem) {
        List<Solution> solutions = new ArrayList<>();
        List<Double> objectives = new ArrayList<>();
        Iterator<?> states = minimizer.iterations(
                BreezeFunction.of(problem.objective()),
                BreezeFunction.vector(problem.start().clone()));
        FirstOrderMinimizer.State<?, ?, ?> last = null;
        while (states.hasNext()) {
            FirstOrderMinimizer.State<?, ?, ?> state = (FirstOrderMinimizer.State<?, ?, ?>) states.next();
            objectives.add(state.adjustedValue());
            if (state.iter() == solutions.size()) {
                solutions.add(solution(state, objectives));
            }
            last = state;
        }
        if (last != null) {
            solutions.add(solution(last, objectives));
        }
        return solutions;
    }

    private static Solution solution(FirstOrderMinimizer.State<?, ?, ?> state, List<Double> objectives) {
        return new Solution(
                BreezeFunction.values(state.x()),
                objectives.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static FirstOrderMinimizer<?, ?> smoothOfBreeze(Problem problem) {
        return new LBFGS(MOST_ITERATIONS, 10, problem.tolerance(), (MutableInnerProductModule)
                DenseVector$.MODULE$.space_Double());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static FirstOrderMinimizer<?, ?> sparseOfBreeze(Problem problem, double[] penalties) {
        Function1<Object, Object> penalty = index -> penalties[(int) index];
        return new OWLQN(MOST_ITERATIONS, 10, penalty, problem.tolerance(), (MutableEnumeratedCoordinateField)
                DenseVector$.MODULE$.space_Double());
    }

    private static DifferentiableFunction squares(int length, Random random) {
        double[] centers = random.doubles(length, -1, 1).toArray();
        double[] widths = random.doubles(length, -3, 3).map(Math::exp).toArray();
        return (point, gradient) -> {
            double sum = 0;
            for (int index = 0; index < length; index++) {
                double off = point[index] - centers[index];
                sum += widths[index] * off * off / 2;
                gradient[index] = widths[index] * off;
            }
            return sum;
        };
    }

    private static double bowl(double[] point, double[] gradient) {
        double sum = 0;
        for (int index = 0; index < point.length; index++) {
            sum += point[index] * point[index];
            gradient[index] = 2 * point[index];
        }
        return sum;
    }

    /** Rosenbrock's: narrow and bent. */
    private static double valley(double[] point, double[] gradient) {
        double sum = 0;
        for (int index = 0; index + 1 < point.length; index++) {
            double off = point[index + 1] - point[index] * point[index];
            double rest = 1 - point[index];
            sum += 100 * off * off + rest * rest;
            gradient[index] += -400 * off * point[index] - 2 * rest;
            gradient[index + 1] += 200 * off;
        }
        return sum;
    }

    private static DifferentiableFunction softenedCorners(int length, Random random) {
        double[][] rows = IntStream.range(0, 30)
                .mapToObj(row -> random.doubles(length, -1, 1).toArray())
                .toArray(double[][]::new);
        return (point, gradient) -> {
            double sum = 0;
            for (double[] row : rows) {
                double margin = Arithmetic.dot(row, point) - 0.3;
                sum += Math.log1p(Math.exp(margin));
                Arithmetic.addScaled(gradient, 1 / (1 + Math.exp(-margin)), row);
            }
            return sum;
        };
    }

    private static DifferentiableFunction corners(int length, Random random) {
        double[][] rows = IntStream.range(0, 30)
                .mapToObj(row -> random.doubles(length, -1, 1).toArray())
                .toArray(double[][]::new);
        return (point, gradient) -> {
            double sum = 0;
            for (double[] row : rows) {
                double margin = 1 - Arithmetic.dot(row, point);
                sum += Math.max(0, margin);
                Arithmetic.addScaled(gradient, margin > 0 ? -1 : 0, row);
            }
            return sum;
        };
    }

    private static double waves(double[] point, double[] gradient) {
        double sum = 0;
        for (int index = 0; index < point.length; index++) {
            sum += Math.sin(3 * point[index]) + point[index] * point[index] / 10;
            gradient[index] = 3 * Math.cos(3 * point[index]) + point[index] / 5;
        }
        return sum;
    }

    /** Not defined beyond a border that the first steps overshoot. */
    private static double cliff(double[] point, double[] gradient) {
        double sum = 0;
        for (int index = 0; index < point.length; index++) {
            double room = 2.5 - point[index];
            sum += -Math.log(room) - 2 * point[index];
            gradient[index] = 1 / room - 2;
        }
        return sum;
    }

    private static double endless(double[] point, double[] gradient) {
        Arrays.fill(gradient, 1);
        return Arrays.stream(point).sum();
    }

    private static double infinite(double[] point, double[] gradient) {
        Arrays.fill(gradient, Double.POSITIVE_INFINITY);
        return Arrays.stream(point).sum();
    }

    private static double wrong(double[] point, double[] gradient) {
        double value = bowl(point, gradient);
        Arithmetic.scale(gradient, -1);
        return value;
    }
}
