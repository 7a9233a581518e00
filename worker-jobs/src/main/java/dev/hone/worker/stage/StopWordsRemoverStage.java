package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.feature.StopWordsRemover;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** {@code StopWordsRemover}: looks each distinct token up once. */
final class StopWordsRemoverStage implements TaskStage<StopWordsRemover> {

    @Override
    public Class<StopWordsRemover> type() {
        return StopWordsRemover.class;
    }

    @Override
    public boolean covers(StopWordsRemover stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageColumn.Tokens.TYPE::equals);
    }

    @Override
    public FittedStage fit(StopWordsRemover stage, StageTable table, int[] training) {
        StopWords words = StopWords.of(stage);
        return StageModels.applied(stage, rows -> applied(stage, words, rows));
    }

    private static StageTable applied(StopWordsRemover stage, StopWords words, StageTable table) {
        List<String> inputs = StageNames.inputs(stage);
        StageTable after = table;
        for (int input = 0; input < inputs.size(); input++) {
            StructField field = StageColumn.nullable(
                    StageNames.outputs(stage).get(input), StageColumn.Tokens.TYPE, Metadata.empty());
            after = after.with(removed(table.tokens(inputs.get(input)), words, field));
        }
        return after;
    }

    private static StageColumn.Tokens removed(StageColumn.Tokens tokens, StopWords words, StructField field) {
        if (!tokens.nulls().isEmpty()) {
            throw StageFailedException.ofNull();
        }
        boolean[] isStopWord = words.among(tokens.texts());
        int[] starts = new int[tokens.starts().length];
        int[] codes = new int[tokens.codes().length];
        int count = 0;
        for (int row = 0; row < tokens.numRows(); row++) {
            for (int at = tokens.starts()[row]; at < tokens.starts()[row + 1]; at++) {
                if (!isStopWord[tokens.codes()[at] + 1]) {
                    codes[count++] = tokens.codes()[at];
                }
            }
            starts[row + 1] = count;
        }
        return new StageColumn.Tokens(field, starts, Arrays.copyOf(codes, count), tokens.texts(), tokens.nulls());
    }

    /**
     * The words to be removed.
     *
     * @param words in the case in which they are compared; may have null
     * @param comparable a token in that case
     */
    private record StopWords(Set<@Nullable String> words, UnaryOperator<String> comparable) {

        static StopWords of(StopWordsRemover stage) {
            Locale locale = new Locale(stage.getLocale());
            UnaryOperator<String> comparable =
                    stage.getCaseSensitive() ? UnaryOperator.identity() : text -> text.toLowerCase(locale);
            Set<@Nullable String> words = new HashSet<>();
            for (@Nullable String word : stage.getStopWords()) {
                words.add(word == null ? null : comparable.apply(word));
            }
            return new StopWords(words, comparable);
        }

        /** Which of these are stop words, by code + 1, so that the first is null. */
        boolean[] among(String[] texts) {
            boolean[] isStopWord = new boolean[texts.length + 1];
            isStopWord[0] = words.contains(null);
            for (int code = 0; code < texts.length; code++) {
                isStopWord[code + 1] = words.contains(comparable.apply(texts[code]));
            }
            return isStopWord;
        }
    }
}
