package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.sql.types.StructType;

/** {@code CountVectorizer}: counts codes in place of texts. */
final class CountVectorizerStage implements TaskStage<CountVectorizer> {

    @Override
    public Class<CountVectorizer> type() {
        return CountVectorizer.class;
    }

    @Override
    public boolean covers(CountVectorizer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageColumn.Tokens.TYPE::equals);
    }

    @Override
    public FittedStage fit(CountVectorizer stage, StageTable table, int[] training) {
        String[] vocabulary = vocabulary(stage, table.tokens(stage.getInputCol()), training);
        CountVectorizerModel model = StageModels.finished(stage, new CountVectorizerModel(stage.uid(), vocabulary));
        return CountVectorizerModelStage.applied(model, table);
    }

    private static String[] vocabulary(CountVectorizer stage, StageColumn.Tokens documents, int[] training) {
        double least = documents(stage.getMinDF(), training.length);
        double most = documents(stage.getMaxDF(), training.length);
        if (most < least) {
            throw new StageFailedException(new IllegalArgumentException("requirement failed: maxDF must be >= minDF."));
        }
        TermCounts counts = TermCounts.of(documents, training);
        Comparator<Integer> byCount = Comparator.comparingLong(code -> counts.terms()[code]);
        return IntStream.range(0, documents.texts().length)
                .filter(code -> counts.documents()[code] > 0)
                .filter(code -> counts.documents()[code] >= least && counts.documents()[code] <= most)
                .boxed()
                .sorted(byCount.reversed().thenComparing(code -> documents.texts()[code]))
                .limit(stage.getVocabSize())
                .map(code -> documents.texts()[code])
                .toArray(String[]::new);
    }

    /** A number of documents, of which less than 1 is a share of all. */
    private static double documents(double frequency, int all) {
        return frequency >= 1 ? frequency : frequency * all;
    }

    /**
     * How often tokens come, by code.
     *
     * @param terms times that the token comes
     * @param documents documents that have it
     */
    private record TermCounts(long[] terms, int[] documents) {

        static TermCounts of(StageColumn.Tokens documents, int[] training) {
            int numTexts = documents.texts().length;
            TermCounts counts = new TermCounts(new long[numTexts], new int[numTexts]);
            int[] lastRows = new int[numTexts];
            Arrays.fill(lastRows, -1);
            for (int row : training) {
                if (documents.isNull(row)) {
                    throw StageFailedException.ofNull();
                }
                counts.add(documents, row, lastRows);
            }
            return counts;
        }

        private void add(StageColumn.Tokens tokens, int row, int[] lastRows) {
            for (int at = tokens.starts()[row]; at < tokens.starts()[row + 1]; at++) {
                int code = tokens.codes()[at];
                if (code == StageColumn.Texts.NULL) {
                    throw StageFailedException.of("CountVectorizer: tokens must not be null where it is fitted in a"
                            + " task (column: " + tokens.name() + ")");
                }
                terms[code]++;
                if (lastRows[code] != row) {
                    lastRows[code] = row;
                    documents[code]++;
                }
            }
        }
    }
}
