"""Writes what scikit-learn's networks make of iris and digits beside this file; run with scikit-learn 1.2.1, numpy 1.24.2.

solvers.txt: the loss of each epoch and the weights after the last, each line a case. First weights are a sine, so that
they need not be stored, and each epoch is one step by all rows.
digits.txt: the accuracy over five folds, of which the n-th tests rows n, n + 5, ...; a seed each line.
"""
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import datasets
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.neural_network import MLPClassifier, MLPRegressor

HERE = pathlib.Path(__file__).parent
SKLEARN = f"# scikit-learn {sklearn.__version__}, numpy {np.__version__}; made by make_fixtures.py\n"
warnings.simplefilter("ignore")


class FromSine:
    """First weight number i, counted as they lie in memory, biases of a layer after its weights, is sin(i + 1) / 2."""

    drawn = 0

    def _init_coef(self, fan_in, fan_out, dtype):
        count = (fan_in + 1) * fan_out
        values = np.sin(np.arange(self.drawn, self.drawn + count) + 1.0) / 2
        self.drawn += count
        return values[: fan_in * fan_out].reshape(fan_in, fan_out), values[fan_in * fan_out :]


class Classifier(FromSine, MLPClassifier):
    pass


class Regressor(FromSine, MLPRegressor):
    pass


def numbers(values):
    return " ".join(repr(float(value)) for value in values)


def solver_case(out, name, model, features, target, epochs):
    for epoch in range(epochs):
        if epoch == 0 and isinstance(model, MLPClassifier):
            model.partial_fit(features, target, classes=np.unique(target))
        else:
            model.partial_fit(features, target)
    weights = np.concatenate([np.concatenate([w.ravel(), b]) for w, b in zip(model.coefs_, model.intercepts_)])
    out.write(f"{name}; {numbers(model.loss_curve_)}; {numbers(weights)}\n")


def solvers():
    table = np.loadtxt(HERE.parents[3] / "data/iris.csv", delimiter=",", skiprows=1)
    features, classes = table[:, :4], table[:, 4].astype(int)
    common = dict(hidden_layer_sizes=(5, 3), batch_size=150, shuffle=False, learning_rate_init=0.02, alpha=0.3)
    with open(HERE / "solvers.txt", "w") as out:
        out.write(SKLEARN)
        for activation in ["identity", "tanh", "logistic", "relu"]:
            case = Classifier(activation=activation, solver="adam", **common)
            solver_case(out, f"adam {activation}", case, features, classes, 6)
        for nesterov in [True, False]:
            case = Classifier(
                activation="tanh", solver="sgd", momentum=0.8, nesterovs_momentum=nesterov, **common)
            solver_case(out, "nesterov tanh" if nesterov else "momentum tanh", case, features, classes, 6)
        case = Classifier(activation="tanh", solver="sgd", learning_rate="invscaling", power_t=0.25, **common)
        solver_case(out, "invscaling tanh", case, features, classes, 6)
        case = Regressor(activation="tanh", solver="adam", **common)
        solver_case(out, "squares tanh", case, features[:, :3], features[:, 3], 6)


def digits():
    table = np.loadtxt(HERE.parents[3] / "data/digits.csv.gz", delimiter=",", skiprows=1)
    features, classes = table[:, :-1] / 16, table[:, -1].astype(int)
    with open(HERE / "digits.txt", "w") as out:
        out.write(SKLEARN)
        for seed in range(10):
            model = MLPClassifier((64,), max_iter=100, random_state=seed)
            scores = cross_val_score(model, features, classes, cv=PredefinedSplit(np.arange(len(classes)) % 5))
            out.write(f"{float(scores.mean())!r}\n")


solvers()
digits()
