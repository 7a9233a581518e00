package dev.hone.worker.stage;

import org.apache.spark.ml.feature.NGram;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;

/** {@code NGram}: runs of n tokens, joined by blanks. */
final class NGramStage implements TaskStage<NGram> {

    @Override
    public Class<NGram> type() {
        return NGram.class;
    }

    @Override
    public boolean covers(NGram stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageColumn.Tokens.TYPE::equals);
    }

    @Override
    public FittedStage fit(NGram stage, StageTable table, int[] training) {
        return StageModels.applied(stage, rows -> rows.with(joined(stage, rows.tokens(stage.getInputCol()))));
    }

    private static StageColumn.Tokens joined(NGram stage, StageColumn.Tokens tokens) {
        if (!tokens.nulls().isEmpty()) {
            throw StageFailedException.ofNull();
        }
        int length = stage.getN();
        int[] starts = starts(tokens, length);
        int[] codes = new int[starts[tokens.numRows()]];
        TextDictionary dictionary = new TextDictionary();
        StringBuilder gram = new StringBuilder();
        for (int row = 0; row < tokens.numRows(); row++) {
            for (int place = starts[row]; place < starts[row + 1]; place++) {
                int first = tokens.starts()[row] + place - starts[row];
                join(tokens, first, first + length, gram);
                codes[place] = dictionary.add(gram);
            }
        }
        return new StageColumn.Tokens(
                StageColumn.nullable(stage.getOutputCol(), StageColumn.Tokens.TYPE, Metadata.empty()),
                starts,
                codes,
                dictionary.texts(),
                tokens.nulls());
    }

    private static int[] starts(StageColumn.Tokens tokens, int length) {
        int[] starts = new int[tokens.starts().length];
        for (int row = 0; row < tokens.numRows(); row++) {
            int count = tokens.starts()[row + 1] - tokens.starts()[row];
            starts[row + 1] = starts[row] + Math.max(0, count - length + 1);
        }
        return starts;
    }

    private static void join(StageColumn.Tokens tokens, int from, int to, StringBuilder gram) {
        gram.setLength(0);
        for (int at = from; at < to; at++) {
            if (at > from) {
                gram.append(' ');
            }
            int code = tokens.codes()[at];
            gram.append(code == StageColumn.Texts.NULL ? "null" : tokens.texts()[code]);
        }
    }
}
