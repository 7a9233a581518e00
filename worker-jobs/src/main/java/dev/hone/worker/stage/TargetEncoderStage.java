package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.TargetEncoder;
import org.apache.spark.ml.feature.TargetEncoder$;
import org.apache.spark.ml.feature.TargetEncoderModel;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import scala.$less$colon$less$;
import scala.Tuple2;
import scala.Tuple2$mcDD$sp;
import scala.collection.immutable.Map;

/** {@code TargetEncoder}: counts of each category and, of its labels, the number of ones or the mean. */
final class TargetEncoderStage implements TaskStage<TargetEncoder> {
    private static final double UNSEEN = TargetEncoder$.MODULE$.UNSEEN_CATEGORY();
    private static final int NULL = (int) TargetEncoder$.MODULE$.NULL_CATEGORY();
    private static final String BINARY = "binary";

    @Override
    public Class<TargetEncoder> type() {
        return TargetEncoder.class;
    }

    @Override
    public boolean covers(TargetEncoder stage, StructType columns) {
        List<String> read = Stream.concat(Arrays.stream(stage.inputFeatures()), Stream.of(stage.getLabelCol()))
                .toList();
        return stage.inputFeatures().length == stage.outputFeatures().length
                && StageNames.areColumns(read, columns, StageNames::isNumber);
    }

    /** Spark declares the outputs of the fitted model alone. */
    @Override
    public StructType after(TargetEncoder stage, StructType columns) {
        StructType after = stage.transformSchema(columns);
        for (String output : stage.outputFeatures()) {
            after = after.add(StageColumn.doubles(output, Metadata.empty()));
        }
        return after;
    }

    @Override
    public FittedStage fit(TargetEncoder stage, StageTable table, int[] training) {
        Labels labels = Labels.of(stage, table.numbers(stage.getLabelCol()), training);
        Map<Object, Tuple2<Object, Object>>[] statistics = newArray(stage.inputFeatures().length);
        for (int feature = 0; feature < statistics.length; feature++) {
            statistics[feature] = statistics(table.numbers(stage.inputFeatures()[feature]), labels);
        }
        TargetEncoderModel model = StageModels.finished(stage, new TargetEncoderModel(stage.uid(), statistics));
        return TargetEncoderModelStage.applied(model);
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Tuple2<Object, Object>>[] newArray(int length) {
        return new Map[length];
    }

    /** In the order of Scala's maps, on which the attributes of the output columns depend. */
    private static Map<Object, Tuple2<Object, Object>> statistics(StageColumn.Numbers column, Labels labels) {
        int[] categories = categories(column, labels.rows());
        int[] distinct = distinct(categories);
        double[] counts = new double[distinct.length];
        double[] sums = new double[distinct.length];
        for (int place = 0; place < categories.length; place++) {
            int index = Arrays.binarySearch(distinct, categories[place]);
            counts[index]++;
            sums[index] += labels.values()[place];
        }
        scala.collection.mutable.Map<Object, Tuple2<Object, Object>> statistics =
                scala.collection.mutable.Map$.MODULE$.empty();
        for (int index = 0; index < distinct.length; index++) {
            statistics.update((double) distinct[index], labels.statistic(counts[index], sums[index]));
        }
        if (categories.length > 0) {
            statistics.update(UNSEEN, labels.statistic(categories.length, labels.sum()));
        }
        return statistics.toMap($less$colon$less$.MODULE$.refl());
    }

    private static int[] categories(StageColumn.Numbers column, int[] rows) {
        int[] categories = new int[rows.length];
        for (int place = 0; place < categories.length; place++) {
            categories[place] = column.isNull(rows[place]) ? NULL : category(column.values()[rows[place]]);
        }
        return categories;
    }

    private static int category(double value) {
        if (Double.isNaN(value) || value > Integer.MAX_VALUE || value == UNSEEN) { // as the session casts it
            throw StageFailedException.of("TargetEncoder: categories must be ints (value: " + value + ")");
        }
        if (value < 0 || value != (int) value) {
            throw StageFailedException.ofRaisedError("Values MUST be non-negative integers, but got " + value);
        }
        return (int) value;
    }

    private static int[] distinct(int[] categories) {
        int[] sorted = categories.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int place = 0; place < sorted.length; place++) {
            if (place == 0 || sorted[place] != sorted[place - 1]) {
                sorted[count++] = sorted[place];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    /**
     * The labels of the rows that have one.
     *
     * @param rows ascending
     * @param values of these rows
     * @param isBinary whether the statistic of a category is the number of its ones, in place of the mean
     */
    private record Labels(int[] rows, double[] values, boolean isBinary) {

        static Labels of(TargetEncoder stage, StageColumn.Numbers column, int[] training) {
            boolean isBinary = stage.getTargetType().equals(BINARY);
            int[] rows = Arrays.stream(training)
                    .filter(row -> !Double.isNaN(column.values()[row])) // nulls are NaN too
                    .toArray();
            double[] values =
                    Arrays.stream(rows).mapToDouble(row -> column.values()[row]).toArray();
            for (double value : values) {
                if (isBinary && value != 0 && value != 1) {
                    throw StageFailedException.ofRaisedError(
                            "Labels for TARGET_BINARY must be {0, 1}, but got " + value);
                }
            }
            return new Labels(rows, values, isBinary);
        }

        double sum() {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum;
        }

        Tuple2<Object, Object> statistic(double count, double sum) {
            return new Tuple2$mcDD$sp(count, isBinary ? sum : sum / count);
        }
    }
}
