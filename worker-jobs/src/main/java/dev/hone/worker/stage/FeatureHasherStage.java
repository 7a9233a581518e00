package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.FeatureHasher;
import org.apache.spark.ml.feature.FeatureHasher$;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Set$;
import scala.jdk.javaapi.CollectionConverters;

/** {@code FeatureHasher}: hashes the name of each number and each distinct category of a column once. */
final class FeatureHasherStage implements TaskStage<FeatureHasher> {

    @Override
    public Class<FeatureHasher> type() {
        return FeatureHasher.class;
    }

    /** Not where an input column is named twice, whose categories Spark counts twice or once as other params are. */
    @Override
    public boolean covers(FeatureHasher stage, StructType columns) {
        return stage.isDefined(stage.inputCols())
                && stage.isDefined(stage.outputCol())
                && Arrays.stream(stage.getInputCols()).distinct().count() == stage.getInputCols().length
                && StageNames.areColumns(List.of(stage.getInputCols()), columns, FeatureHasherStage::isHashed);
    }

    private static boolean isHashed(DataType type) {
        return StageNames.isNumber(type) || type.equals(DataTypes.StringType) || type instanceof BooleanType;
    }

    @Override
    public FittedStage fit(FeatureHasher stage, StageTable table, int[] training) {
        StructField field = StageModels.output(stage, table, stage.getOutputCol());
        return StageModels.applied(
                stage,
                rows -> rows.with(StageColumn.Vectors.of(
                        StageColumn.vectors(stage.getOutputCol(), field.metadata()),
                        hashed(HashedColumn.of(stage, rows), rows.numRows(), stage.getNumFeatures()))));
    }

    /** Values of columns that share a feature are added in the order of the columns, as Spark does. */
    private static FeatureMatrix hashed(List<HashedColumn> columns, int numRows, int numFeatures) {
        SparseRows rows = new SparseRows(numRows, numFeatures, columns.size());
        for (int row = 0; row < numRows; row++) {
            for (HashedColumn column : columns) {
                if (!column.isNull(row)) {
                    rows.add(column.feature(row), column.value(row));
                }
            }
            rows.endRow();
        }
        return rows.matrix();
    }

    /** A column: a feature for the whole of it, or one for each of its categories. */
    private sealed interface HashedColumn permits HashedNumbers, HashedCategories {

        /** Numbers in the order of Scala's sets, then categories, as Spark has them. */
        static List<HashedColumn> of(FeatureHasher stage, StageTable table) {
            List<String> inputs = List.of(stage.getInputCols());
            Set<String> categorical = categorical(stage, inputs, table);
            Set<String> numbers = new LinkedHashSet<>(CollectionConverters.asJava(Set$.MODULE$
                    .from(CollectionConverters.asScala(inputs))
                    .removedAll(CollectionConverters.asScala(categorical))));
            return Stream.<HashedColumn>concat(
                            numbers.stream().map(name -> HashedNumbers.of(stage, table.numbers(name))),
                            categorical.stream().map(name -> HashedCategories.of(stage, table.column(name))))
                    .toList();
        }

        private static Set<String> categorical(FeatureHasher stage, List<String> inputs, StageTable table) {
            Set<String> categorical = new LinkedHashSet<>();
            for (String input : inputs) {
                if (!StageNames.isNumber(table.column(input).field().dataType())) {
                    categorical.add(input);
                }
            }
            if (stage.isSet(stage.categoricalCols())) {
                Set<String> known = new HashSet<>(inputs);
                Arrays.stream(stage.getCategoricalCols())
                        .filter(known::contains)
                        .forEach(categorical::add);
            }
            return categorical;
        }

        boolean isNull(int row);

        int feature(int row);

        double value(int row);

        private static int feature(FeatureHasher stage, String text) {
            return Math.floorMod(FeatureHasher$.MODULE$.murmur3Hash(text), stage.getNumFeatures());
        }
    }

    /** @param feature of the column's name */
    private record HashedNumbers(int feature, StageColumn.Numbers column) implements HashedColumn {

        static HashedNumbers of(FeatureHasher stage, StageColumn.Numbers column) {
            return new HashedNumbers(HashedColumn.feature(stage, column.name()), column);
        }

        @Override
        public boolean isNull(int row) {
            return column.isNull(row);
        }

        @Override
        public int feature(int row) {
            return feature;
        }

        @Override
        public double value(int row) {
            return column.values()[row];
        }
    }

    /** @param features of name and category, by code */
    private record HashedCategories(int[] features, StageColumn.Texts column) implements HashedColumn {

        static HashedCategories of(FeatureHasher stage, StageColumn column) {
            boolean isTruth = column.field().dataType() instanceof BooleanType;
            StageColumn.Texts texts = DistinctTexts.of(column);
            int[] features = Arrays.stream(texts.texts())
                    .map(text -> isTruth ? String.valueOf(text.equals("1")) : text)
                    .mapToInt(text -> HashedColumn.feature(stage, column.name() + "=" + text))
                    .toArray();
            return new HashedCategories(features, texts);
        }

        @Override
        public boolean isNull(int row) {
            return column.isNull(row);
        }

        @Override
        public int feature(int row) {
            return features[column.codes()[row]];
        }

        @Override
        public double value(int row) {
            return 1;
        }
    }
}
