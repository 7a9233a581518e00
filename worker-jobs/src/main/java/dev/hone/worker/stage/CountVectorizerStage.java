package dev.hone.worker.stage;

import dev.hone.worker.data.FoldCache;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.sql.types.StructType;

/** {@code CountVectorizer}: counts codes in place of texts. */
final class CountVectorizerStage implements SelectiveStage<CountVectorizer> {
    private static final Set<String> CHOOSING = Set.of("vocabSize", "minDF", "maxDF", "minTF", "binary", "outputCol");

    @Override
    public Class<CountVectorizer> type() {
        return CountVectorizer.class;
    }

    @Override
    public boolean covers(CountVectorizer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageColumn.Tokens.TYPE::equals);
    }

    @Override
    public FittedStage fit(CountVectorizer stage, StageTable table, int[] training, SharedLearning learning) {
        String[] vocabulary = vocabulary(stage, table.tokens(stage.getInputCol()), training, learning);
        CountVectorizerModel model = StageModels.finished(stage, new CountVectorizerModel(stage.uid(), vocabulary));
        return CountVectorizerModelStage.applied(model, table);
    }

    private static String[] vocabulary(
            CountVectorizer stage, StageColumn.Tokens documents, int[] training, SharedLearning learning) {
        double least = documents(stage.getMinDF(), training.length);
        double most = documents(stage.getMaxDF(), training.length);
        if (most < least) {
            throw new StageFailedException(new IllegalArgumentException("requirement failed: maxDF must be >= minDF."));
        }
        Terms terms = learning.get(ParamsKey.without(CHOOSING, stage), () -> Terms.of(documents, training));
        return IntStream.range(0, terms.texts().length)
                .filter(place -> terms.documents()[place] >= least && terms.documents()[place] <= most)
                .limit(stage.getVocabSize())
                .mapToObj(place -> terms.texts()[place])
                .toArray(String[]::new);
    }

    /** A number of documents, of which less than 1 is a share of all. */
    private static double documents(double frequency, int all) {
        return frequency >= 1 ? frequency : frequency * all;
    }

    /**
     * The tokens that come, the most frequent first, equally frequent ones by their text.
     *
     * @param documents how many documents have the token, in the same order
     */
    private record Terms(String[] texts, int[] documents) implements FoldCache.Sized {

        static Terms of(StageColumn.Tokens documents, int[] training) {
            TermCounts counts = TermCounts.of(documents, training);
            Comparator<Integer> byCount = Comparator.comparingLong(code -> counts.terms()[code]);
            int[] codes = IntStream.range(0, documents.texts().length)
                    .filter(code -> counts.documents()[code] > 0)
                    .boxed()
                    .sorted(byCount.reversed().thenComparing(code -> documents.texts()[code]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            return new Terms(
                    Arrays.stream(codes)
                            .mapToObj(code -> documents.texts()[code])
                            .toArray(String[]::new),
                    Arrays.stream(codes).map(code -> counts.documents()[code]).toArray());
        }

        @Override
        public long bytes() {
            return 12L * texts.length; // whose characters are those of the column
        }
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
