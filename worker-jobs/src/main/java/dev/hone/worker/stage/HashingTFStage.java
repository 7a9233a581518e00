package dev.hone.worker.stage;

import java.util.BitSet;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code HashingTF}: hashes each distinct token once. */
final class HashingTFStage implements TaskStage<HashingTF> {

    @Override
    public Class<HashingTF> type() {
        return HashingTF.class;
    }

    @Override
    public boolean covers(HashingTF stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageColumn.Tokens.TYPE::equals);
    }

    @Override
    public FittedStage fit(HashingTF stage, StageTable table, int[] training) {
        StructField field = StageModels.output(stage, table, stage.getOutputCol());
        return StageModels.applied(stage, rows -> rows.with(hashed(stage, rows.tokens(stage.getInputCol()), field)));
    }

    private static StageColumn.Vectors hashed(HashingTF stage, StageColumn.Tokens tokens, StructField field) {
        if (!tokens.nulls().isEmpty()) {
            throw StageFailedException.ofNull();
        }
        TermFrequencies frequencies =
                new TermFrequencies(features(stage, tokens), stage.getNumFeatures(), 0, stage.getBinary());
        return StageColumn.Vectors.of(
                StageColumn.vectors(stage.getOutputCol(), field.metadata()), frequencies.count(tokens));
    }

    private static int[] features(HashingTF stage, StageColumn.Tokens tokens) {
        int[] features = new int[tokens.texts().length + 1];
        BitSet used = used(tokens);
        for (int place = used.nextSetBit(0); place >= 0; place = used.nextSetBit(place + 1)) {
            features[place] = stage.indexOf(place == 0 ? null : tokens.texts()[place - 1]);
        }
        return features;
    }

    /** Which tokens come at all, by code + 1: rows may have been dropped, and stop words removed. */
    private static BitSet used(StageColumn.Tokens tokens) {
        BitSet used = new BitSet(tokens.texts().length + 1);
        for (int code : tokens.codes()) {
            used.set(code + 1);
        }
        return used;
    }
}
