"""Writes the folds of scikit-learn beside this file; run with scikit-learn 1.2.1 and numpy 1.24.2.

A file is a sequence of lines 'key value'; a line 'case' starts a case. Labels and the test fold of each row are one
digit a row. Training rows are all others but in time-series.txt, where both sides are ranges with their end included.
"""
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import datasets
from sklearn.model_selection import GroupKFold, KFold, StratifiedGroupKFold, StratifiedKFold, TimeSeriesSplit

HERE = pathlib.Path(__file__).parent
SKLEARN = f"# scikit-learn {sklearn.__version__}, numpy {np.__version__}; made by make_fixtures.py\n"
warnings.simplefilter("error")


def digits(values):
    return "".join(str(int(value)) for value in values)


def test_folds(scheme, rows, labels=None, groups=None):
    tested_in = np.full(rows, -1)
    for number, (train, test) in enumerate(scheme.split(np.zeros(rows), labels, groups)):
        assert sorted([*train, *test]) == list(range(rows))
        assert (np.diff(test) > 0).all() and (np.diff(train) > 0).all()
        tested_in[test] = number
    return digits(tested_in)


def write(name, cases):
    lines = []
    for case in cases:
        lines += [f"{key} {value}".rstrip() for key, value in case.items()] + [""]
    (HERE / name).write_text(SKLEARN + "\n".join(lines[:-1]) + "\n")


random = np.random.RandomState(7)
tables = {
    "iris": datasets.load_iris().target,
    "wine": datasets.load_wine().target,
    "breast-cancer": datasets.load_breast_cancer().target,
    "digits": datasets.load_digits().target,
}
labels = dict(tables)
labels |= {f"{name}-shuffled": random.permutation(target) for name, target in tables.items()}
labels["late-first-class"] = np.array([2, 2, 1, 0, 1, 2, 0, 0, 1, 2, 2])
labels["imbalanced"] = random.permutation(np.repeat([0, 1, 2], [11, 200, 47]))
labels["imbalanced-sorted-downwards"] = np.repeat([3, 2, 1, 0], [5, 13, 61, 7])

write("stratified-k-fold.txt", (
    {"case": name, "folds": folds, "labels": digits(target), "tested-in": test_folds(StratifiedKFold(folds), len(target), target)}
    for name, target in labels.items() for folds in (2, 3, 5, 10) if folds <= np.bincount(target).min()))

write("k-fold.txt", (
    {"case": f"{rows}-rows", "folds": folds, "rows": rows, "tested-in": test_folds(KFold(folds), rows)}
    for rows in (10, 11, 150, 178) for folds in (2, 3, 5, 10)))

groups = {
    "few-unequal": np.repeat([5, -3, 12, 7], [3, 9, 4, 1]),
    "few-all-equal": np.repeat(np.arange(12), 4),
    "few-ties": random.permutation(np.repeat(np.arange(16), [3, 1, 4, 1, 5, 3, 2, 6, 5, 3, 5, 1, 1, 2, 2, 6])),
    "seventeen-all-equal": np.repeat(np.arange(17), 3),
    "eighteen-all-equal": np.repeat(np.arange(18), 3),
    "hundred-all-equal": random.permutation(np.repeat(np.arange(100) * 31 - 900, 2)),
    "hundred-with-ties": random.randint(-50, 50, 1000),
    "three-hundred-long-tail": random.permutation(np.minimum(random.zipf(1.4, 1500), 10**6)),
}
write("group-k-fold.txt", (
    {"case": name, "folds": folds, "groups": " ".join(map(str, values)),
     "tested-in": test_folds(GroupKFold(folds), len(values), groups=values)}
    for name, values in groups.items() for folds in (2, 3, 4, 7) if folds <= len(set(values))))


def series(rows, folds, **options):
    case = {"case": f"{rows}-rows", "folds": folds, "rows": rows}
    case |= {option.replace("_", "-"): value for option, value in options.items()}
    ranges = []
    for train, test in TimeSeriesSplit(folds, **options).split(np.zeros(rows)):
        assert (np.diff(test) == 1).all() and (np.diff(train) == 1).all()
        ranges.append(f"{train[0]}-{train[-1]}:{test[0]}-{test[-1]}")
    return case | {"train:test": " ".join(ranges)}


write("time-series-split.txt", [
    series(6, 5), series(7, 2), series(100, 3), series(101, 4), series(178, 5), series(20, 3, gap=2),
    series(20, 3, gap=4, test_size=5), series(50, 4, test_size=3), series(50, 4, max_train_size=10),
    series(50, 4, max_train_size=1000), series(50, 4, max_train_size=10, gap=3), series(53, 6, max_train_size=9, gap=1, test_size=4),
    series(10, 2, gap=1, test_size=4, max_train_size=1)])

# Below, classes may have fewer rows than folds, of which scikit-learn warns.
warnings.simplefilter("ignore")
random = np.random.RandomState(11)
rare = {
    "one-row": np.array([0, 0, 1, 0, 0, 0]),
    "two-rows-of-three": np.array([1, 0, 0, 2, 0, 0, 1, 0, 2, 0]),
    "most-are-rare": random.permutation(np.repeat(np.arange(6), [1, 2, 3, 4, 1, 12])),
    "late": np.repeat([3, 1, 0, 2], [9, 1, 2, 30]),
}
write("stratified-k-fold-rare.txt", (
    {"case": name, "folds": folds, "labels": digits(target), "tested-in": test_folds(StratifiedKFold(folds), len(target), target)}
    for name, target in rare.items() for folds in (2, 3, 5, 9) if folds <= np.bincount(target).max()))


def grouped():
    yield "documented", np.repeat([0, 1, 0], [2, 3, 12])[:17], np.array([1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 5, 6, 6, 7, 8, 8])
    yield "one-row-a-group", random.randint(0, 3, 40), np.arange(40)
    yield "ties", np.tile([0, 1], 30), np.repeat(np.arange(15), 4)
    yield "long-tail", np.minimum(random.randint(0, 4, 400), random.randint(0, 4, 400)), np.minimum(random.zipf(1.6, 400), 60)
    yield "negative-groups", random.randint(0, 2, 150), random.randint(-12, 12, 150)
    yield "rare-class", random.permutation(np.repeat([0, 1, 2], [2, 60, 38])), random.randint(0, 20, 100)
    for classes in (8, 9, 10):
        yield f"{classes}-classes", np.append(np.arange(classes), random.randint(0, classes, 300)), random.randint(0, 40, 300 + classes)


write("stratified-group-k-fold.txt", (
    {"case": name, "folds": folds, "labels": digits(target), "groups": " ".join(map(str, groups)),
     "tested-in": test_folds(StratifiedGroupKFold(folds), len(target), target, groups)}
    for name, target, groups in grouped() for folds in (2, 3, 5, 9) if folds <= len(set(groups)) and folds <= np.bincount(target).max()))
