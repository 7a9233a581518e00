package dev.hone.worker.stage;

import java.util.Arrays;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code CountVectorizerModel}: looks each distinct token up once. */
final class CountVectorizerModelStage implements TaskStage<CountVectorizerModel> {

    @Override
    public Class<CountVectorizerModel> type() {
        return CountVectorizerModel.class;
    }

    /** Not where a vocabulary has a term twice, whose vectors Spark makes shorter than the vocabulary, or null. */
    @Override
    public boolean covers(CountVectorizerModel stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageColumn.Tokens.TYPE::equals)
                && Arrays.stream(stage.vocabulary()).noneMatch(term -> term == null)
                && TextDictionary.of(stage.vocabulary()).size() == stage.vocabulary().length;
    }

    @Override
    public FittedStage fit(CountVectorizerModel stage, StageTable table, int[] training) {
        return applied(stage, table);
    }

    /** A model on tables like this one. */
    static FittedStage applied(CountVectorizerModel model, StageTable like) {
        TextDictionary vocabulary = TextDictionary.of(model.vocabulary());
        StructField field = StageModels.output(model, like, model.getOutputCol());
        return StageModels.applied(
                model, rows -> rows.with(counted(model, vocabulary, rows.tokens(model.getInputCol()), field)));
    }

    private static StageColumn.Vectors counted(
            CountVectorizerModel model, TextDictionary vocabulary, StageColumn.Tokens tokens, StructField field) {
        if (!tokens.nulls().isEmpty()) {
            throw StageFailedException.ofNull();
        }
        TermFrequencies frequencies = new TermFrequencies(
                features(vocabulary, tokens.texts()), vocabulary.size(), model.getMinTF(), model.getBinary());
        return StageColumn.Vectors.of(
                StageColumn.vectors(model.getOutputCol(), field.metadata()), frequencies.count(tokens));
    }

    private static int[] features(TextDictionary vocabulary, String[] texts) {
        int[] features = new int[texts.length + 1];
        features[0] = TermFrequencies.IGNORED;
        for (int code = 0; code < texts.length; code++) {
            int index = vocabulary.find(texts[code]);
            features[code + 1] = index == TextDictionary.UNKNOWN ? TermFrequencies.IGNORED : index;
        }
        return features;
    }
}
