package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.feature.TargetEncoder$;
import org.apache.spark.ml.feature.TargetEncoderModel;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.collection.mutable.Builder;
import scala.jdk.javaapi.CollectionConverters;

/** {@code TargetEncoderModel}: each category's encoding, blended with that of all rows by {@code smoothing}. */
final class TargetEncoderModelStage implements TaskStage<TargetEncoderModel> {
    private static final double UNSEEN = TargetEncoder$.MODULE$.UNSEEN_CATEGORY();
    private static final double NULL = TargetEncoder$.MODULE$.NULL_CATEGORY();
    private static final String BINARY = "binary";
    private static final String KEEP = "keep";

    @Override
    public Class<TargetEncoderModel> type() {
        return TargetEncoderModel.class;
    }

    @Override
    public boolean covers(TargetEncoderModel stage, StructType columns) {
        return stage.inputFeatures().length == stage.outputFeatures().length
                && stage.inputFeatures().length == stage.stats().length
                && StageNames.areColumns(List.of(stage.inputFeatures()), columns, StageNames::isNumber);
    }

    @Override
    public FittedStage fit(TargetEncoderModel stage, StageTable table, int[] training) {
        return applied(stage);
    }

    static FittedStage applied(TargetEncoderModel model) {
        List<Encoding> encodings = IntStream.range(0, model.stats().length)
                .mapToObj(feature -> Encoding.of(model, feature))
                .toList();
        return StageModels.applied(model, rows -> encoded(model, encodings, rows));
    }

    private static StageTable encoded(TargetEncoderModel model, List<Encoding> encodings, StageTable table) {
        List<StageColumn> columns = new ArrayList<>();
        for (int feature = 0; feature < encodings.size(); feature++) {
            Encoding encoding = encodings.get(feature);
            columns.add(StageColumn.Numbers.of(
                    StageColumn.doubles(model.outputFeatures()[feature], encoding.metadata()),
                    encoding.encode(table.numbers(model.inputFeatures()[feature]))));
        }
        StageTable after = table;
        for (StageColumn column : columns) {
            after = after.with(column);
        }
        return after;
    }

    /**
     * The encoding of a column.
     *
     * @param categories that were seen, ascending
     * @param values of these
     * @param ofNull of null; absent where it fails
     * @param ofUnseen of other categories; absent where they fail
     * @param metadata attribute of the output column
     */
    private record Encoding(
            double[] categories, double[] values, OptionalDouble ofNull, OptionalDouble ofUnseen, Metadata metadata) {

        static Encoding of(TargetEncoderModel model, int feature) {
            Map<Object, Tuple2<Object, Object>> statistics = model.stats()[feature];
            Blend blend = Blend.of(model, statistics);
            OptionalDouble ofUnseen = model.getHandleInvalid().equals(KEEP)
                    ? OptionalDouble.of(blend.of(statistics.apply(UNSEEN)))
                    : OptionalDouble.empty();
            double[] categories = CollectionConverters.asJava(statistics.keySet()).stream()
                    .mapToDouble(category -> (double) category)
                    .filter(category -> category != UNSEEN && category != NULL)
                    .sorted()
                    .toArray();
            return new Encoding(
                    categories,
                    Arrays.stream(categories)
                            .map(category -> blend.of(statistics.apply(category)))
                            .toArray(),
                    statistics.contains(NULL) ? OptionalDouble.of(blend.of(statistics.apply(NULL))) : ofUnseen,
                    ofUnseen,
                    metadata(model.outputFeatures()[feature], statistics, blend));
        }

        /** The distinct encodings as values of a nominal attribute, in the order of Scala's maps and sets. */
        private static Metadata metadata(String output, Map<Object, Tuple2<Object, Object>> statistics, Blend blend) {
            Builder<Tuple2<Object, Object>, Map<Object, Object>> encodings = Map$.MODULE$.newBuilder();
            Iterator<Tuple2<Object, Tuple2<Object, Object>>> all = statistics.iterator();
            while (all.hasNext()) {
                Tuple2<Object, Tuple2<Object, Object>> category = all.next();
                encodings.addOne(new Tuple2<>(category._1(), blend.of(category._2())));
            }
            String[] values = CollectionConverters.asJava(
                            encodings.result().values().toSet())
                    .stream()
                    .map(Object::toString)
                    .toArray(String[]::new);
            return NominalAttribute.defaultAttr()
                    .withName(output)
                    .withNumValues(values.length)
                    .withValues(values)
                    .toMetadata();
        }

        double[] encode(StageColumn.Numbers column) {
            double[] encoded = new double[column.numRows()];
            for (int row = 0; row < encoded.length; row++) {
                int index = Arrays.binarySearch(categories, column.values()[row] + 0.0); // -0.0 is 0.0
                if (index >= 0) {
                    encoded[row] = values[index];
                } else {
                    OptionalDouble other = column.isNull(row) ? ofNull : ofUnseen;
                    if (other.isEmpty()) {
                        throw unseen(column, row);
                    }
                    encoded[row] = other.getAsDouble();
                }
            }
            return encoded;
        }

        private static StageFailedException unseen(StageColumn.Numbers column, int row) {
            StageColumn.Texts texts = DistinctTexts.of(column);
            String value = column.isNull(row) ? "null" : texts.texts()[texts.codes()[row]];
            return StageFailedException.ofRaisedError("Unseen value " + value + " in feature " + column.name()
                    + ". To handle unseen values, set Param handleInvalid to keep.");
        }
    }

    /**
     * How the statistic of a category is weighed against that of all rows: by n / (n + smoothing), of n rows of the category.
     *
     * @param ofAll the statistic of all rows
     */
    private record Blend(double smoothing, boolean isBinary, double ofAll) {

        static Blend of(TargetEncoderModel model, Map<Object, Tuple2<Object, Object>> statistics) {
            if (!statistics.contains(UNSEEN)) {
                throw new StageFailedException(new NoSuchElementException("None.get"));
            }
            boolean isBinary = model.getTargetType().equals(BINARY);
            return new Blend(model.getSmoothing(), isBinary, mean(statistics.apply(UNSEEN), isBinary));
        }

        private static double mean(Tuple2<Object, Object> statistic, boolean isBinary) {
            double value = (double) statistic._2();
            return isBinary ? value / (double) statistic._1() : value;
        }

        double of(Tuple2<Object, Object> statistic) {
            double count = (double) statistic._1();
            double weight = count / (count + smoothing);
            return weight * mean(statistic, isBinary) + (1 - weight) * ofAll;
        }
    }
}
