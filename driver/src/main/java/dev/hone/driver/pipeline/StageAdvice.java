package dev.hone.driver.pipeline;

import java.util.List;
import java.util.regex.Pattern;

/** What would help where a stage of Spark refuses its columns or a row, by the words in which it does so. */
public final class StageAdvice {
    private static final List<Advice> ALL = List.of(
            new Advice(
                    "unseen label|contains NULL value|Unseen value|StringIndexer encountered NULL",
                    "set handleInvalid: keep on that stage, which gives such values a category of their own, or skip, which"
                            + " drops their rows"),
            new Advice(
                    "assembling a row with handleInvalid|Values to assemble cannot be null|Encountered (null|NaN) while"
                            + " assembling",
                    "fill missing values by an Imputer before, or set handleInvalid: keep or skip on VectorAssembler"),
            new Advice(
                    "Bucketizer encountered NaN|NaN value.*handleInvalid|contains NaN|encountered NaN",
                    "fill missing values by an Imputer before, or set handleInvalid: keep or skip on that stage"),
            new Advice(
                    "out of Bucketizer bounds|Feature value .* out of",
                    "begin the splits with -Infinity and end them with Infinity"),
            new Advice(
                    "must be of type .*array<string>.* but was actually|must be array<string>|ArrayType\\(StringType",
                    "split texts into words by a Tokenizer before"),
            new Advice(
                    "Data type string of column|StringType.*not supported|but was actually of type (class"
                            + " org.apache.spark.sql.types.)?(string|StringType)|but was actually string"
                            + "|must be of type numeric|must be (a )?numeric",
                    "make numbers of texts by a StringIndexer before, and of these categories by a OneHotEncoder"),
            new Advice(
                    "must be of type .*(vector|VectorUDT|struct<type).* but was actually",
                    "make one column of vectors of its columns by a VectorAssembler before"),
            new Advice("Output column .* already exists|already exists\\.?$", "give the stage another outputCol"),
            new Advice(
                    "PARSE_SYNTAX_ERROR|TABLE_OR_VIEW_NOT_FOUND",
                    "write SQL on the table __THIS__, such as SELECT *, a + b AS c FROM __THIS__"),
            new Advice(
                    "UNRESOLVED_COLUMN|does not exist|FIELD_NOT_FOUND|not found in schema",
                    "name columns of the table or of the stages before"),
            new Advice(
                    "Failed to find a default value for|requires exactly one of|requires .* to be set",
                    "name its columns under params"),
            new Advice("Input type must be string", "give it a column of texts"),
            new Advice("Could not parse formula", "write it as in R, such as label ~ a + b:c"),
            new Advice("must be no less than k|k must be .*(less|at most)|vector size", "choose a smaller k"));

    /** Spark's messages go on on a second line, or end like a sentence. */
    private static final Pattern UNFINISHED = Pattern.compile("(\\. Consider)?[.;\\s]*$");

    private StageAdvice() {}

    /**
     * @param words a regular expression of what Spark says
     * @param advice what would help
     */
    private record Advice(Pattern words, String advice) {
        Advice(String words, String advice) {
            this(Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), advice);
        }
    }

    /** What Spark says, and what would help where that is known. */
    public static String after(String message) {
        String plain = UNFINISHED.matcher(message).replaceFirst("");
        return ALL.stream()
                .filter(each -> each.words().matcher(message).find())
                .findFirst()
                .map(each -> plain + "; " + each.advice())
                .orElse(plain);
    }
}
