"""Searches a benchmark's grid over a pipeline by scikit-learn's GridSearchCV; prints its warm time and its scores as JSON.

Arguments: the case, its rows (a JSON object a line, with a fold), rounds.
"""

import json
import os
import statistics
import sys
import time
import warnings

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV, PredefinedSplit
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

PENGUIN_SIZES = ["Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"]
ADULT_TEXTS = [
    "workclass", "education", "marital_status", "occupation", "relationship", "race", "sex", "native_country"
]
ADULT_NUMBERS = ["age", "fnlwgt", "education_num", "capital_gain", "capital_loss", "hours_per_week"]
DIAMOND_NUMBERS = ["carat", "depth", "table", "x", "y", "z"]
DIAMOND_TEXTS = ["cut", "color", "clarity"]


def columns(rows, numbers, texts):
    """Numbers first, NaN where missing; then texts."""
    table = np.empty((len(rows), len(numbers) + len(texts)), dtype=object)
    for place, row in enumerate(rows):
        for column, name in enumerate(numbers):
            table[place, column] = float(row.get(name, "nan"))
        for column, name in enumerate(texts):
            table[place, len(numbers) + column] = row.get(name, "")
    return table


def encoded(numbers, texts, steps):
    return ColumnTransformer([
        ("numbers", Pipeline(steps) if steps else "passthrough", list(range(numbers))),
        ("texts", OneHotEncoder(handle_unknown="ignore"), list(range(numbers, numbers + texts))),
    ])


def logistic(grid, rows):
    return "model__C", [1 / (value * rows) for value in grid]


def case(name, rows, trained):
    """Features, labels, pipeline and grid: a list of params in the order of Spark's grid, the first varying slowest."""
    some = [1e-4, 1e-3, 1e-2, 1e-1]
    if name == "penguins":
        steps = [("impute", SimpleImputer(strategy="median")), ("scale", StandardScaler()), ("pca", PCA())]
        pipeline = Pipeline([("columns", encoded(4, 2, steps)), ("model", LogisticRegression(max_iter=100))])
        grid = [("columns__numbers__pca__n_components", [2, 3, 4]), logistic(some, trained)]
        return columns(rows, PENGUIN_SIZES, ["Island", "Sex"]), [row["Species"] for row in rows], pipeline, grid
    if name == "adult":
        pipeline = Pipeline([
            ("columns", encoded(6, 8, [("scale", StandardScaler())])), ("model", LogisticRegression(max_iter=100))
        ])
        regs = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1]
        grid = [("columns__numbers__scale__with_mean", [True, False]), logistic(regs, trained)]
        return columns(rows, ADULT_NUMBERS, ADULT_TEXTS), [row["income"] for row in rows], pipeline, grid
    if name == "text":
        counts = HashingVectorizer(alternate_sign=False, norm=None)
        pipeline = Pipeline([
            ("counts", counts), ("idf", TfidfTransformer(norm=None)), ("model", LogisticRegression(max_iter=100))
        ])
        grid = [("counts__n_features", [1 << 14, 1 << 16, 1 << 18]), logistic(some, trained)]
        texts = np.array([row["text"] for row in rows], dtype=object)
        return texts, [row["label"] for row in rows], pipeline, grid
    pipeline = Pipeline([("columns", encoded(6, 3, [])), ("model", Ridge())])
    penalties = [value * trained for value in [1e-3, 1e-2, 1e-1, 1, 10, 100]]
    grid = [("columns__texts__drop", ["first", None]), ("model__alpha", penalties)]
    return columns(rows, DIAMOND_NUMBERS, DIAMOND_TEXTS), [row["label"] for row in rows], pipeline, grid


def main():
    name, path, rounds = sys.argv[1:4]
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    folds = np.array([row["fold"] for row in rows])
    trained = len(rows) * folds.max() // (folds.max() + 1)
    features, labels, pipeline, grid = case(name, rows, trained)
    search = GridSearchCV(
        pipeline,
        dict(grid),
        scoring="neg_root_mean_squared_error" if name == "diamonds-raw" else "accuracy",
        cv=PredefinedSplit(folds),
        n_jobs=os.cpu_count(),
    )
    warnings.simplefilter("ignore")
    times = []
    for _ in range(int(rounds) + 1):
        start = time.perf_counter()
        search.fit(features, np.array(labels))
        times.append(time.perf_counter() - start)
    means = search.cv_results_["mean_test_score"]
    trials = [{grid[0][0]: slow, grid[1][0]: fast} for slow in grid[0][1] for fast in grid[1][1]]
    scores = [float(means[search.cv_results_["params"].index(trial)]) for trial in trials]
    # The first search starts the workers.
    print(json.dumps({
        "seconds": statistics.median(times[1:]),
        "scores": [-score for score in scores] if name == "diamonds-raw" else scores,
    }))


main()
