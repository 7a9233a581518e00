package dev.hone.deploy.bench.search;

import static dev.hone.deploy.bench.search.ClosedForm.number;
import static dev.hone.deploy.bench.search.ClosedForm.text;

import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Text;
import java.util.List;
import java.util.Map;

/** Three branches with dimensions of their own; the one that is the worst on average holds the optimum. */
final class ConditionalFormula {
    private static final String ALGORITHM = "algo";

    private ConditionalFormula() {}

    static SearchProblem problem() {
        return new ClosedForm(
                "cond3",
                ClosedForm.space(
                        "cond3",
                        ClosedForm.choice(ALGORITHM, "svm", "forest", "net"),
                        real("svm", "svm_C", 1e-3, 1e3, Scale.LOG),
                        real("svm", "svm_gamma", 1e-4, 1e1, Scale.LOG),
                        whole("forest", "rf_depth", 1, 32, Scale.LINEAR),
                        real("forest", "rf_feat", 0.05, 1, Scale.LINEAR),
                        whole("forest", "rf_leaf", 1, 20, Scale.LINEAR),
                        real("net", "nn_lr", 1e-5, 1, Scale.LOG),
                        whole("net", "nn_units", 8, 512, Scale.LOG),
                        real("net", "nn_dropout", 0, 0.8, Scale.LINEAR)),
                0.04,
                0,
                ConditionalFormula::value);
    }

    private static Dimension real(String branch, String name, double low, double high, Scale scale) {
        return new RealRange(name, only(branch), low, high, scale);
    }

    private static Dimension whole(String branch, String name, long low, long high, Scale scale) {
        return new IntegerRange(name, only(branch), low, high, scale);
    }

    private static Condition only(String branch) {
        return new Condition(Map.of(ALGORITHM, List.of(new Text(branch))));
    }

    private static double value(Map<String, ParameterValue> params) {
        return switch (text(params, ALGORITHM)) {
            case "svm" -> svm(params);
            case "forest" -> forest(params);
            default -> net(params);
        };
    }

    private static double svm(Map<String, ParameterValue> params) {
        double c = StrictMath.log10(number(params, "svm_C"));
        double g = StrictMath.log10(number(params, "svm_gamma"));
        double a = (c + g + 0.7) / 1.2;
        double b = (c - g - 3.1) / 2.5;
        double q = a * a + b * b;
        return 0.08 + 0.80 * q / (1 + q);
    }

    private static double forest(Map<String, ParameterValue> params) {
        double off = number(params, "rf_feat") - 0.35;
        return 0.12
                + 0.35 * StrictMath.exp(-number(params, "rf_depth") / 5)
                + 0.30 * off * off
                + 0.004 * (number(params, "rf_leaf") - 1);
    }

    private static double net(Map<String, ParameterValue> params) {
        double l = (StrictMath.log10(number(params, "nn_lr")) + 2.6) / 1.2;
        double u = StrictMath.log(number(params, "nn_units") / 128) / StrictMath.log(2) / 2.5;
        double d = (number(params, "nn_dropout") - 0.25) / 0.4;
        return 0.04 + 0.86 * (1 - StrictMath.exp(-0.5 * (l * l + u * u + d * d + 0.6 * l * u)));
    }
}
