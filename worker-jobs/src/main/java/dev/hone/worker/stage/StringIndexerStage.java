package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** {@code StringIndexer} on text or numbers: counts codes instead of texts, and looks each distinct text up once. */
final class StringIndexerStage implements TaskStage<StringIndexer> {
    private static final String KEEP = "keep";
    private static final String SKIP = "skip";
    private static final String NAN = "NaN";
    private static final int INVALID = -1;

    @Override
    public Class<StringIndexer> type() {
        return StringIndexer.class;
    }

    @Override
    public boolean covers(StringIndexer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StringIndexerStage::isIndexed);
    }

    private static boolean isIndexed(DataType type) {
        return type.equals(DataTypes.StringType) || StageNames.isNumber(type);
    }

    @Override
    public FittedStage fit(StringIndexer stage, StageTable table, int[] training) {
        String[][] labels = StageNames.inputs(stage).stream()
                .map(input -> labels(stage, table.column(input), training))
                .toArray(String[][]::new);
        StringIndexerModel model = StageModels.finished(stage, new StringIndexerModel(stage.uid(), labels));
        return StageModels.applied(model, rows -> indexed(model, labels, rows));
    }

    private static String[] labels(StringIndexer stage, StageColumn column, int[] training) {
        StageColumn.Texts texts = DistinctTexts.of(column);
        long[] counts = new long[texts.texts().length];
        for (int row : training) {
            if (texts.codes()[row] != StageColumn.Texts.NULL) {
                counts[texts.codes()[row]]++;
            }
        }
        boolean isNumber = column instanceof StageColumn.Numbers;
        return IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0 && !(isNumber && texts.texts()[code].equals(NAN)))
                .boxed()
                .sorted(order(stage.getStringOrderType(), counts, texts.texts()))
                .map(code -> texts.texts()[code])
                .toArray(String[]::new);
    }

    private static Comparator<Integer> order(String type, long[] counts, String[] texts) {
        Comparator<Integer> byText = Comparator.comparing(code -> texts[code]);
        Comparator<Integer> byCount = Comparator.comparingLong(code -> counts[code]);
        return switch (type) {
            case "frequencyDesc" -> byCount.reversed().thenComparing(byText);
            case "frequencyAsc" -> byCount.thenComparing(byText);
            case "alphabetDesc" -> byText.reversed();
            default -> byText;
        };
    }

    private static StageTable indexed(StringIndexerModel model, String[][] labels, StageTable table) {
        List<String> inputs = StageNames.inputs(model);
        StageTable rows = model.getHandleInvalid().equals(SKIP) ? valid(inputs, labels, table) : table;
        List<StageColumn> indexed = new ArrayList<>();
        for (int input = 0; input < labels.length; input++) {
            String output = StageNames.outputs(model).get(input);
            boolean isKept = model.getHandleInvalid().equals(KEEP);
            indexed.add(StageColumn.Numbers.of(
                    StageColumn.doubles(
                            output, attribute(output, labels[input], isKept).toMetadata()),
                    indices(rows.column(inputs.get(input)), labels[input], isKept)));
        }
        StageTable after = rows;
        for (StageColumn column : indexed) {
            after = after.with(column);
        }
        return after;
    }

    private static NominalAttribute attribute(String output, String[] labels, boolean isKept) {
        String[] values = labels;
        if (isKept) {
            values = Arrays.copyOf(labels, labels.length + 1);
            values[labels.length] = "__unknown";
        }
        return NominalAttribute.defaultAttr().withName(output).withValues(values);
    }

    /** The rows whose texts all have an index. */
    private static StageTable valid(List<String> inputs, String[][] labels, StageTable table) {
        boolean[] isValid = new boolean[table.numRows()];
        Arrays.fill(isValid, true);
        for (int input = 0; input < labels.length; input++) {
            StageColumn.Texts texts = DistinctTexts.of(table.column(inputs.get(input)));
            int[] indices = indicesOfTexts(texts, labels[input]);
            for (int row = 0; row < isValid.length; row++) {
                int code = texts.codes()[row];
                isValid[row] &= code != StageColumn.Texts.NULL && indices[code] != INVALID;
            }
        }
        return table.select(
                IntStream.range(0, isValid.length).filter(row -> isValid[row]).toArray());
    }

    private static double[] indices(StageColumn column, String[] labels, boolean isKept) {
        StageColumn.Texts texts = DistinctTexts.of(column);
        int[] indices = indicesOfTexts(texts, labels);
        double[] values = new double[texts.numRows()];
        for (int row = 0; row < values.length; row++) {
            int code = texts.codes()[row];
            int index = code == StageColumn.Texts.NULL ? INVALID : indices[code];
            if (index == INVALID && !isKept) {
                throw invalid(code == StageColumn.Texts.NULL ? null : texts.texts()[code]);
            }
            values[row] = index == INVALID ? labels.length : index;
        }
        return values;
    }

    private static StageFailedException invalid(@Nullable String text) {
        return StageFailedException.of(
                text == null
                        ? "StringIndexer encountered NULL value. To handle or skip NULLS, try setting"
                                + " StringIndexer.handleInvalid."
                        : "Unseen label: " + text + ". To handle unseen labels, set Param handleInvalid to keep.");
    }

    /** By code of a text. */
    private static int[] indicesOfTexts(StageColumn.Texts texts, String[] labels) {
        Map<String, Integer> indices = new HashMap<>();
        for (int index = 0; index < labels.length; index++) {
            indices.put(labels[index], index);
        }
        return Arrays.stream(texts.texts())
                .mapToInt(text -> indices.getOrDefault(text, INVALID))
                .toArray();
    }
}
