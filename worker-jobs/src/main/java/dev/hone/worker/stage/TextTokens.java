package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.ml.UnaryTransformer;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/** Texts as tokens, split by the function of an MLlib tokenizer, each distinct text once. */
final class TextTokens {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int NONE = -1;

    private final Function1<String, Seq<String>> tokenizer;
    private final TextDictionary dictionary = new TextDictionary();
    private int[] codes = new int[FIRST_CAPACITY];
    private int count;

    private TextTokens(Function1<String, Seq<String>> tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Whether a tokenizer has text to split. */
    static boolean covers(UnaryTransformer<String, Seq<String>, ?> tokenizer, StructType columns) {
        return StageNames.areInputs(tokenizer, columns, DataTypes.StringType::equals);
    }

    /** The tokenizer applied to its input column. */
    static FittedStage applied(UnaryTransformer<String, Seq<String>, ?> tokenizer) {
        StructField field = StageColumn.nullable(tokenizer.getOutputCol(), StageColumn.Tokens.TYPE, Metadata.empty());
        return StageModels.applied(
                tokenizer,
                table -> table.with(
                        new TextTokens(function(tokenizer)).split(table.texts(tokenizer.getInputCol()), field)));
    }

    private static Function1<String, Seq<String>> function(UnaryTransformer<String, Seq<String>, ?> tokenizer) {
        try {
            return tokenizer.createTransformFunc();
        } catch (PatternSyntaxException e) {
            throw new StageFailedException(e);
        }
    }

    private StageColumn.Tokens split(StageColumn.Texts column, StructField field) {
        int[] starts = new int[column.numRows() + 1];
        int[] firstRows = new int[column.texts().length];
        Arrays.fill(firstRows, NONE);
        for (int row = 0; row < column.numRows(); row++) {
            int code = column.codes()[row];
            if (code == StageColumn.Texts.NULL) {
                throw StageFailedException.ofNull();
            } else if (firstRows[code] == NONE) {
                firstRows[code] = row;
                append(column.texts()[code]);
            } else {
                repeat(starts[firstRows[code]], starts[firstRows[code] + 1]);
            }
            starts[row + 1] = count;
        }
        return new StageColumn.Tokens(field, starts, Arrays.copyOf(codes, count), dictionary.texts(), column.nulls());
    }

    private void append(String text) {
        Iterator<String> tokens = tokenizer.apply(text).iterator();
        while (tokens.hasNext()) {
            ensureCapacity(count + 1);
            codes[count++] = dictionary.add(tokens.next());
        }
    }

    private void repeat(int from, int to) {
        ensureCapacity(count + to - from);
        System.arraycopy(codes, from, codes, count, to - from);
        count += to - from;
    }

    private void ensureCapacity(int needed) {
        if (needed > codes.length) {
            codes = Arrays.copyOf(codes, Math.max(needed, 2 * codes.length));
        }
    }
}
