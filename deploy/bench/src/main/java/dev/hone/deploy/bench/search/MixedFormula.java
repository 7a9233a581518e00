package dev.hone.deploy.bench.search;

import static dev.hone.deploy.bench.search.ClosedForm.number;
import static dev.hone.deploy.bench.search.ClosedForm.text;

import dev.hone.worker.trial.ParameterValue;
import java.util.List;
import java.util.Map;

/** A quadratic whose optimum depends on two categorical choices: a real, a logarithmic and a whole number, two choices. */
final class MixedFormula {
    private static final List<String> ACTIVATIONS = List.of("relu", "tanh", "gelu", "sigmoid");
    private static final List<String> SOLVERS = List.of("sgd", "adam", "rmsprop");
    private static final double[][] BASE = {{.30, .12, .25}, {.20, .35, .15}, {.40, .00, .30}, {.55, .45, .50}};
    private static final double[] BEST_EXPONENT = {-1.0, -3.2, -2.6};
    private static final double[] BEST_NUMBER = {18, 34, 27, 9};
    private static final double[] BEST_REAL = {0.8, -0.5, -1.1, 0.3};

    private MixedFormula() {}

    static SearchProblem problem() {
        return new ClosedForm(
                "mixed5",
                ClosedForm.space(
                        "mixed5",
                        ClosedForm.real("x", -2, 2),
                        ClosedForm.logReal("lr", 1e-5, 1),
                        ClosedForm.whole("n", 1, 50),
                        ClosedForm.choice("act", ACTIVATIONS.toArray(String[]::new)),
                        ClosedForm.choice("opt", SOLVERS.toArray(String[]::new))),
                0,
                0,
                MixedFormula::value);
    }

    private static double value(Map<String, ParameterValue> params) {
        int activation = ACTIVATIONS.indexOf(text(params, "act"));
        int solver = SOLVERS.indexOf(text(params, "opt"));
        double u = StrictMath.log10(number(params, "lr")) - BEST_EXPONENT[solver];
        double v = (number(params, "n") - BEST_NUMBER[activation]) / 15;
        double w = number(params, "x") - BEST_REAL[activation];
        return BASE[activation][solver] + 0.20 * u * u + 0.5 * v * v + 0.25 * w * w + 0.2 * v * w;
    }
}
