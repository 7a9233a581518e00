package dev.hone.worker.stage;

import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.sql.types.StructType;

/** {@code RegexTokenizer}: text split at, or into, what a regular expression matches. */
final class RegexTokenizerStage implements TaskStage<RegexTokenizer> {

    @Override
    public Class<RegexTokenizer> type() {
        return RegexTokenizer.class;
    }

    @Override
    public boolean covers(RegexTokenizer stage, StructType columns) {
        return TextTokens.covers(stage, columns);
    }

    @Override
    public FittedStage fit(RegexTokenizer stage, StageTable table, int[] training) {
        return TextTokens.applied(stage);
    }
}
