"""Searches the benchmark's grid by scikit-learn's GridSearchCV and prints its warm time and its scores as JSON.

Arguments: table.csv (features, then label, then fold), learner, "classification" or "regression", the grid as JSON, rounds
(0 to search once, cold), seed.
"""

import itertools
import json
import os
import statistics
import sys
import time
import warnings

import numpy as np
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV, PredefinedSplit
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, SVR
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

# Spark's maxBins.
BINS = 32


def estimator(learner, classification, seed):
    if learner == "linear":
        model = LogisticRegression(max_iter=100) if classification else Ridge()
        return Pipeline([("scale", StandardScaler()), ("model", model)])
    if learner == "neural-network":
        model = (MLPClassifier if classification else MLPRegressor)(alpha=0, random_state=seed)
        return Pipeline([("scale", StandardScaler()), ("model", model)])
    if learner == "svm":
        return SVC() if classification else SVR()
    if learner == "decision-tree":
        kind = DecisionTreeClassifier if classification else DecisionTreeRegressor
        return kind(random_state=seed)
    if learner == "random-forest":
        features = "sqrt" if classification else 1 / 3
        kind = RandomForestClassifier if classification else RandomForestRegressor
        return kind(max_features=features, random_state=seed)
    kind = HistGradientBoostingClassifier if classification else HistGradientBoostingRegressor
    return kind(
        max_bins=BINS, max_leaf_nodes=None, min_samples_leaf=1, early_stopping=False, random_state=seed
    )


def values(name, value, learner, classification, rows):
    """One of Spark's params as scikit-learn's."""
    if name == "regParam":
        return ("model__C", 1 / (value * rows)) if classification else ("model__alpha", value * rows)
    if name == "neurons":
        return "model__hidden_layer_sizes", (value,)
    names = {
        "maxDepth": "max_depth",
        "minInstancesPerNode": "min_samples_leaf",
        "numTrees": "n_estimators",
        "maxIter": "max_iter",
        "stepSize": "learning_rate",
        "learningRate": "model__learning_rate_init",
        "batchSize": "model__batch_size",
        "epochs": "model__max_iter",
        "patience": "model__n_iter_no_change",
    }
    return names.get(name, name), value


def main():
    path, learner, kind, grid, rounds, seed = sys.argv[1:7]
    classification = kind == "classification"
    table = np.loadtxt(path, delimiter=",")
    features, labels, folds = table[:, :-2], table[:, -2], table[:, -1].astype(int)
    rows = len(table) * (folds.max()) // (folds.max() + 1)
    params = {}
    for name, listed in json.loads(grid):
        converted = [values(name, value, learner, classification, rows) for value in listed]
        params[converted[0][0]] = [value for _, value in converted]
    trials = [dict(zip(params, combination)) for combination in itertools.product(*params.values())]
    search = GridSearchCV(
        estimator(learner, classification, int(seed)),
        params,
        scoring="accuracy" if classification else "neg_root_mean_squared_error",
        cv=PredefinedSplit(folds),
        n_jobs=os.cpu_count(),
    )
    warnings.simplefilter("ignore")
    times = []
    for _ in range(int(rounds) + 1):
        start = time.perf_counter()
        search.fit(features, labels)
        times.append(time.perf_counter() - start)
    # The first search starts the workers.
    warm = times[1:] or times
    # GridSearchCV sorts its grid by name.
    means = search.cv_results_["mean_test_score"]
    scores = np.array([means[search.cv_results_["params"].index(trial)] for trial in trials])
    trial_seconds = search.cv_results_["mean_fit_time"].sum() * search.n_splits_
    print(
        json.dumps(
            {
                "seconds": statistics.median(warm),
                "trialSeconds": trial_seconds,
                "scores": (scores if classification else -scores).tolist(),
            }
        )
    )


main()
