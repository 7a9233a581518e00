package dev.hone.worker.stage;

import org.apache.spark.ml.feature.Tokenizer;
import org.apache.spark.sql.types.StructType;

/** {@code Tokenizer}: text in lower case, split at white space. */
final class TokenizerStage implements TaskStage<Tokenizer> {

    @Override
    public Class<Tokenizer> type() {
        return Tokenizer.class;
    }

    @Override
    public boolean covers(Tokenizer stage, StructType columns) {
        return TextTokens.covers(stage, columns);
    }

    @Override
    public FittedStage fit(Tokenizer stage, StageTable table, int[] training) {
        return TextTokens.applied(stage);
    }
}
