package dev.hone.worker.stage;

import java.util.Arrays;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code IndexToString}: labels of its own, or those of the input column's attribute. */
final class IndexToStringStage implements TaskStage<IndexToString> {

    @Override
    public Class<IndexToString> type() {
        return IndexToString.class;
    }

    @Override
    public boolean covers(IndexToString stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isNumber);
    }

    @Override
    public FittedStage fit(IndexToString stage, StageTable table, int[] training) {
        return StageModels.applied(stage, rows -> rows.with(texts(stage, rows.numbers(stage.getInputCol()))));
    }

    private static StageColumn.Texts texts(IndexToString stage, StageColumn.Numbers column) {
        String[] labels = labels(stage, column.field());
        TextDictionary dictionary = new TextDictionary();
        int[] codesOfLabels = Arrays.stream(labels)
                .mapToInt(label -> label == null ? StageColumn.Texts.NULL : dictionary.add(label))
                .toArray();
        int[] codes = new int[column.numRows()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codesOfLabels[index(column, row, labels.length)];
        }
        return new StageColumn.Texts(
                StageColumn.nullable(stage.getOutputCol(), DataTypes.StringType, Metadata.empty()),
                codes,
                dictionary.texts());
    }

    private static String[] labels(IndexToString stage, StructField field) {
        if (stage.isDefined(stage.labels()) && stage.getLabels().length > 0) {
            return stage.getLabels();
        }
        if (Attribute.fromStructField(field) instanceof NominalAttribute nominal
                && nominal.values().isDefined()) {
            return nominal.values().get();
        }
        throw StageFailedException.of(
                "IndexToString needs labels, or an input column that has some (column: " + field.name() + ")");
    }

    private static int index(StageColumn.Numbers column, int row, int numLabels) {
        if (column.isNull(row)) {
            throw StageFailedException.ofRaisedError("Unseen index: null ??");
        }
        double value = column.values()[row];
        int index = (int) value;
        if (Math.abs(index - value) >= 1 || Double.isNaN(value)) { // how Spark casts it depends on the session
            throw StageFailedException.of(
                    "IndexToString: index must be an int (column: " + column.name() + ", value: " + value + ")");
        }
        if (index < 0 || index >= numLabels) {
            throw StageFailedException.ofRaisedError("Unseen index: " + index + " ??");
        }
        return index;
    }
}
