package dev.hone.ml.neural;

import dev.hone.worker.data.RowView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a network learns to predict. */
public sealed interface Target {

    /** Number of a network's outputs. */
    int outputs();

    Loss loss();

    /** How labels become what outputs are compared with. */
    Scaling scaling(Standardization standardization);

    /** Groups of rows that are to be divided in the same proportion. */
    List<int[]> strata(RowView rows, int[] positions);

    /** A class by its index. */
    record Classes(int count) implements Target {
        @Override
        public int outputs() {
            return count;
        }

        @Override
        public Loss loss() {
            return new CrossEntropy();
        }

        @Override
        public Scaling scaling(Standardization standardization) {
            return Scaling.none(1);
        }

        @Override
        public List<int[]> strata(RowView rows, int[] positions) {
            Map<Double, List<Integer>> byLabel = IntStream.of(positions)
                    .boxed()
                    .collect(Collectors.groupingBy(rows::label, TreeMap::new, Collectors.toList()));
            return byLabel.values().stream()
                    .map(stratum -> stratum.stream().mapToInt(Integer::intValue).toArray())
                    .toList();
        }
    }

    /** A number. */
    record Quantity(Loss loss) implements Target {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public Scaling scaling(Standardization standardization) {
            return standardization.ofLabel();
        }

        @Override
        public List<int[]> strata(RowView rows, int[] positions) {
            return List.of(positions);
        }
    }
}
