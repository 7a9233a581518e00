package dev.hone.worker.train.bayes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedClassSumsTest {
    private final TrainingData data = TrainingData.builder(FeatureMatrix.dense(2, 1, new double[] {3, 4}))
            .classLabels(new double[] {0, 1}, 2, List.of())
            .build();

    @Test
    void trialsOfAFoldShareTheirSums() {
        RowView rows = data.allRows();
        assertThat(ClassSums.of(rows)).isSameAs(ClassSums.of(rows)).isNotSameAs(ClassSums.of(data.allRows()));
    }

    @Test
    void sumsAreThoseOfEachClass() {
        ClassSums sums = ClassSums.of(data.allRows());
        assertThat(new double[] {sums.sum(0, 0), sums.mean(1, 0), sums.squareSum(1, 0), sums.weight()})
                .containsExactly(3, 4, 16, 2);
    }
}
