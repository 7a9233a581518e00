package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Spaces of params by their names, and the trials of them. */
class NamedParamSpaceTest {

    @Test
    void paramsFollowThoseTheyDependOn() {
        NamedParamSpace space = NamedParamSpace.builder()
                .uniform("gamma", 0, 1)
                .when("kernel", "rbf")
                .when("scaled", true)
                .choice("kernel", "rbf", "linear")
                .choice("scaled", true, false)
                .integer("size", 1, 9)
                .logInteger("width", 1, 64)
                .logUniform("rate", 1e-3, 1)
                .choice("weight", 0.5, 1)
                .choice("depth", 1, 2)
                .build();

        assertThat(space.params())
                .containsExactly("kernel", "scaled", "gamma", "size", "width", "rate", "weight", "depth");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(space(), "A search space must have at least one param (params: 0)"),
                Arguments.of(
                        (Runnable) () -> NamedParamSpace.builder().uniform("x", 1, 1),
                        "Dimension 'x': low must be below high (low: 1, high: 1)"),
                Arguments.of(
                        (Runnable) () -> NamedParamSpace.builder().logUniform("x", 0, 1),
                        "Dimension 'x': low of a log range must be above 0 (low: 0, high: 1)"),
                Arguments.of(
                        (Runnable) () -> NamedParamSpace.builder().choice("x", "a", "a"),
                        "Dimension 'x': each value must be listed once (twice: a)"),
                Arguments.of(
                        (Runnable) () -> NamedParamSpace.builder().choice("x", new long[0]),
                        "Dimension 'x': a choice must have at least one value (values: [])"),
                Arguments.of(
                        (Runnable) () -> NamedParamSpace.builder().integer(" ", 1, 2),
                        "A param must have a name (name: ' ')"),
                Arguments.of(
                        (Runnable) () ->
                                NamedParamSpace.builder().integer("n", 1, 2).uniform("n", 0, 1),
                        "A search space must have each param once (twice: n)"),
                Arguments.of(
                        (Runnable) () -> NamedParamSpace.builder().when("n", 1),
                        "when must follow the param that it restricts (when: n)"),
                Arguments.of(
                        (Runnable) () -> NamedParamSpace.builder()
                                .integer("n", 1, 2)
                                .when("m", 1)
                                .when("m", 2),
                        "Dimension 'n': 'when' must name each param once (twice: m)"),
                Arguments.of(
                        (Runnable) () -> NamedParamSpace.builder()
                                .choice("mode", "a", "b")
                                .integer("n", 1, 2)
                                .when("mod", "a")
                                .build(),
                        "Dimension 'n': 'when' must name params of the space (named: mod); did you mean 'mode'?"),
                Arguments.of(
                        (Runnable) () -> NamedParamSpace.builder()
                                .choice("mode", "a", "b")
                                .integer("n", 1, 2)
                                .when("mode", "c")
                                .build(),
                        "Dimension 'n': 'when' must name values that 'mode' can have: [a, b] (named: c)"));
    }

    private static Runnable space() {
        return () -> NamedParamSpace.builder().build();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void aMistakeIsOneLine(Runnable space, String message) {
        assertThatThrownBy(space::run).isInstanceOf(InvalidInputException.class).hasMessage(message);
    }

    @Test
    void aTrialHasItsValuesInTheirTypes() {
        Trial trial = trial();

        assertThat(trial.getDouble("x")).isEqualTo(0.5);
        assertThat(trial.getDouble("n")).isEqualTo(3);
        assertThat(trial.getInt("n")).isEqualTo(3);
        assertThat(trial.getLong("big")).isEqualTo(1L << 40);
        assertThat(trial.getBoolean("flag")).isTrue();
        assertThat(trial.getString("mode")).isEqualTo("fifo");
        assertThat(trial.has("y")).isFalse();
        assertThat(trial.params()).isEqualTo(Map.of("x", 0.5, "n", 3L, "big", 1L << 40, "flag", true, "mode", "fifo"));
        assertThat(trial).hasToString("trial 4 (x: 0.5, n: 3, big: 1099511627776, flag: true, mode: fifo)");
    }

    @Test
    void aValueOfAnotherTypeIsToldWithTheParam() {
        assertFails(() -> trial().getInt("x"), "Trial 4: param 'x' is not a whole number (value: 0.5)");
        assertFails(
                () -> trial().getInt("big"),
                "Trial 4: param 'big' is not a whole number of 32 bits (value: 1099511627776)");
        assertFails(() -> trial().getBoolean("n"), "Trial 4: param 'n' is not true or false (value: 3)");
        assertFails(() -> trial().getString("flag"), "Trial 4: param 'flag' is not a text (value: true)");
        assertFails(() -> trial().getDouble("mode"), "Trial 4: param 'mode' is not a number (value: fifo)");
        assertFails(
                () -> trial().getString("mod"),
                "Trial 4: param 'mod' is not set (set: x, n, big, flag, mode); did you mean 'mode'?");
    }

    private static void assertFails(Runnable getter, String message) {
        assertThatThrownBy(getter::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Trial trial() {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        params.put("x", new Real(0.5));
        params.put("n", new Whole(3));
        params.put("big", new Whole(1L << 40));
        params.put("flag", new Flag(true));
        params.put("mode", new Text("fifo"));
        return new Trial(new TrialConfig(4, "objective", params, 9));
    }
}
