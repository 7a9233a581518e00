package dev.hone.ml.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.hone.ml.Libsvm;
import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sigmoids of probabilities. */
class CalibrationTest {
    private static final long SEED = 7;
    private static final double GAMMA = 0.3;
    private static final SvmParams PARAMS =
            new SvmParams(Kernel.RBF, 2, String.valueOf(GAMMA), 3, 0, 0, new double[0], 1e-3, 1);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void sigmoidsAreThoseOfDecisionsByLibsvmOnTheRowsLeftOut(int classes) {
        RowView rows = blobs(classes, 40 * classes).allRows();
        SvmProblem problem = SvmProblem.of(rows, classes);
        int[] folds = Calibration.folds(problem, SEED);
        double[][] raws = new double[folds.length][];
        for (int number = 0; number < 5; number++) {
            int fold = number;
            int[] learned = IntStream.range(0, folds.length)
                    .filter(position -> folds[position] != fold)
                    .toArray();
            Libsvm libsvm = Libsvm.classes(new RowView(rows.data(), problem.tableRows(learned)), PARAMS, GAMMA);
            for (int position = 0; position < folds.length; position++) {
                if (folds[position] == fold) {
                    double[] features = rows.vector(problem.tableRows(new int[] {position})[0])
                            .toArray();
                    raws[position] = SvmModel.raw(libsvm.decisions(features), problem.present(), classes);
                }
            }
        }

        double[] fitted = Calibration.fit(problem, PARAMS, SEED);

        int first = classes == 2 ? 1 : 0;
        for (int label = first; label < classes; label++) {
            Sigmoid expected = sigmoid(problem, raws, label);
            assertThat(fitted[2 * (label - first)]).isEqualTo(expected.slope(), offset(1e-5));
            assertThat(fitted[2 * (label - first) + 1]).isEqualTo(expected.offset(), offset(1e-5));
        }
    }

    private static Sigmoid sigmoid(SvmProblem problem, double[][] raws, int label) {
        double[] raw = new double[raws.length];
        boolean[] isClass = new boolean[raws.length];
        for (int position = 0; position < raws.length; position++) {
            raw[position] = raws[position][label];
            isClass[position] = problem.label(position) == label;
        }
        return Sigmoid.fit(raw, isClass);
    }

    @Test
    void aTaskWithOneSlotAndACacheWithoutRoomGiveTheSame() {
        TrainingData data = blobs(3, 120);
        double[] parallel = Calibration.fit(SvmProblem.of(data.allRows(), 3), PARAMS, SEED);
        TrainingData withoutRoom = data.caching(new CacheBudget(1e-9));

        TaskContext$.MODULE$.setTaskContext(TaskContext$.MODULE$.empty());
        try {
            assertThat(Calibration.fit(SvmProblem.of(data.allRows(), 3), PARAMS, SEED))
                    .isEqualTo(parallel);
            assertThat(Calibration.fit(SvmProblem.of(withoutRoom.allRows(), 3), PARAMS, SEED))
                    .isEqualTo(parallel);
        } finally {
            TaskContext$.MODULE$.unset();
        }
    }

    @Test
    void aClassOfOneRowIsRefused() {
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(3, 1, new double[] {1, 2, 3}))
                .classLabels(new double[] {0, 0, 1}, 2, List.of())
                .build();
        assertThatThrownBy(() -> Calibration.fit(SvmProblem.of(data.allRows(), 2), PARAMS, SEED))
                .hasMessage("Param 'probability' needs two rows of each class at least");
    }

    private static TrainingData blobs(int classes, int rows) {
        Random random = new Random(SEED);
        double[] labels =
                IntStream.range(0, rows).mapToDouble(row -> row % classes).toArray();
        double[] values = IntStream.range(0, 3 * rows)
                .mapToDouble(index -> random.nextGaussian() + (index % 3 == labels[index / 3] % 3 ? 1.5 : 0))
                .toArray();
        return TrainingData.builder(FeatureMatrix.dense(rows, 3, values))
                .classLabels(labels, classes, List.of())
                .build();
    }
}
