package dev.hone.worker.stage;

import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.ClassCountRule;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.util.MetadataUtils$;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** What a learner takes of the columns that its stages leave. Travels by Java's serialization; equal by value. */
public sealed interface LearnerInput extends Serializable permits LearnerInput.OfStudy, LearnerInput.OfColumns {

    /**
     * Which rows of a table are for what.
     *
     * @param train places of the rows to train on, ascending
     * @param test places of the rows to score on, ascending
     */
    record Split(int[] train, int[] test) {}

    /**
     * A fold as a learner gets it.
     *
     * @param training the rows to train on
     * @param validation the rows to score on
     */
    record Tables(RowView training, RowView validation) {
        /** Bytes of both tables, once if they are the same. */
        public long bytes() {
            long trained = training.data().bytes();
            return training.data() == validation.data()
                    ? trained
                    : trained + validation.data().bytes();
        }
    }

    /**
     * Reads the rows of a fold.
     *
     * @param table after all stages
     * @param labels labels and weights of all rows of the study
     * @param budget of the cache of what trials share on these rows
     * @throws StageFailedException if a value is not as it must be
     */
    Tables read(StageTable table, TrainingData labels, Split split, CacheBudget budget);

    /**
     * Reads all rows to train on them.
     *
     * @param table after all stages
     * @param labels labels and weights of all rows of the study
     * @param budget of the cache of what trials share on these rows
     * @throws StageFailedException if a value is not as it must be
     */
    RowView readAll(StageTable table, TrainingData labels, CacheBudget budget);

    /**
     * Features that are assembled, beside labels and weights that no stage changes.
     *
     * @param features columns of numbers, booleans and vectors
     * @param further columns of numbers that a param of the learner names
     */
    record OfStudy(List<String> features, List<String> further) implements LearnerInput {
        public OfStudy {
            features = List.copyOf(features);
            further = List.copyOf(further);
        }

        @Override
        public Tables read(StageTable table, TrainingData labels, Split split, CacheBudget budget) {
            TrainingData data = data(table, labels, budget);
            return new Tables(new RowView(data, split.train()), new RowView(data, split.test()));
        }

        @Override
        public RowView readAll(StageTable table, TrainingData labels, CacheBudget budget) {
            return data(table, labels, budget).allRows();
        }

        private TrainingData data(StageTable table, TrainingData labels, CacheBudget budget) {
            return FeatureColumns.read(table, features, further).build().withLabelsOf(labels, table.numbers(), budget);
        }
    }

    /**
     * Columns that a learner names, its label among them, as stages leave them.
     *
     * @param features the column of vectors
     * @param label the column of labels, if it has one
     * @param weight the column of weights in training, if it has one
     * @param scoreWeight the column of weights in scores, if there is one
     * @param further columns of numbers that other params name
     * @param classes of which rows the classes are counted where the label's metadata do not tell them
     */
    record OfColumns(
            String features,
            @Nullable String label,
            @Nullable String weight,
            @Nullable String scoreWeight,
            List<String> further,
            ClassCountRule classes)
            implements LearnerInput {
        public OfColumns {
            further = List.copyOf(further);
        }

        @Override
        public Tables read(StageTable table, TrainingData labels, Split split, CacheBudget budget) {
            TrainingData training = training(table.select(split.train()), budget);
            TrainingData validation = read(table.select(split.test()), scoreWeight);
            int least = training.numClasses();
            validation = withClasses(validation, least == 0 ? 0 : Math.max(least, ClassCountRule.ALL.in(validation)));
            return new Tables(training.allRows(), validation.allRows());
        }

        @Override
        public RowView readAll(StageTable table, TrainingData labels, CacheBudget budget) {
            return training(table, budget).allRows();
        }

        private TrainingData training(StageTable rows, CacheBudget budget) {
            TrainingData training = read(rows, weight);
            int told = classes == ClassCountRule.NONE || label == null ? 0 : told(rows, label);
            return withClasses(training, told > 0 ? told : classes.in(training)).caching(budget);
        }

        private TrainingData read(StageTable rows, @Nullable String weights) {
            TrainingData.Builder data = FeatureColumns.read(rows, List.of(features), further);
            if (label != null) {
                data.quantities(FeatureColumns.finite(rows.numbers(label)));
            }
            if (weights != null) {
                data.weights(weights(rows.numbers(weights)));
            }
            return data.build();
        }

        private static double[] weights(StageColumn.Numbers column) {
            double[] weights = FeatureColumns.finite(column);
            boolean isPositive = Arrays.stream(weights).anyMatch(weight -> weight > 0);
            if (!isPositive || Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
                throw StageFailedException.of(
                        "Column '" + column.name() + "': weights must not be negative, and one must be above 0");
            }
            return weights;
        }

        private static int told(StageTable table, String label) {
            Option<Object> told =
                    MetadataUtils$.MODULE$.getNumClasses(table.column(label).field());
            return told.isDefined() ? (int) told.get() : 0;
        }

        private static TrainingData withClasses(TrainingData rows, int classes) {
            return classes == 0 ? rows : rows.withClasses(classes);
        }
    }
}
