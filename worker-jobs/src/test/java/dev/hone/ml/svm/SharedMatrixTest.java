package dev.hone.ml.svm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What trainings on the same rows share. */
class SharedMatrixTest {
    private static final SvmParams PARAMS = new SvmParams(Kernel.RBF, 2, "0.3", 3, 0, 0.1, new double[0], 1e-3, 1);
    private static final double[] ROW = {0.2, -0.4, 0.7};

    /** Rows are ordered by class for classes only; the last budget has no room for matrices. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1e-9})
    void classesAndQuantitiesOnTheSameRowsDoNotMix(double share) {
        RowView shared = rows(share);
        SvmTraining.classes(SvmProblem.of(shared, 2), PARAMS);

        double after = SvmTraining.quantities(SvmProblem.of(shared, 0), PARAMS).quantity(ROW);

        assertThat(after)
                .isEqualTo(SvmTraining.quantities(SvmProblem.of(rows(share), 0), PARAMS)
                        .quantity(ROW));
    }

    private static RowView rows(double share) {
        Random random = new Random(5);
        double[] values = random.doubles(3 * 60, -1, 1).toArray();
        double[] labels = IntStream.range(0, 60).mapToDouble(row -> row % 2).toArray();
        return TrainingData.builder(FeatureMatrix.dense(60, 3, values))
                .quantities(labels)
                .cache(new CacheBudget(share))
                .build()
                .allRows();
    }
}
