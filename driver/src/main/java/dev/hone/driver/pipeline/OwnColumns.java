package dev.hone.driver.pipeline;

import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that Hone adds to a table, which no stage of the user knows.
 *
 * @param number the column that numbers the rows
 * @param label those of the label
 */
public record OwnColumns(String number, Set<String> label) {
    private static final Pattern STAR = Pattern.compile("\\*\\s*(?:,|FROM\\b|EXCEPT\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SELECT = Pattern.compile("\\s*SELECT\\s", Pattern.CASE_INSENSITIVE);

    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(label);
        names.add(number);
        return names;
    }

    /** The columns that the user knows. */
    public StructType without(StructType schema) {
        Set<String> own = names();
        return new StructType(Arrays.stream(schema.fields())
                .filter(field -> !own.contains(field.name()))
                .toArray(StructField[]::new));
    }

    /**
     * Applies a stage. A {@code SQLTransformer} that lists columns rather than selecting all hands on these too.
     *
     * @param stages the stage, behind those before it
     * @throws InvalidInputException if the rows can no longer be told apart after the stage
     */
    public Dataset<Row> handOn(Transformer stage, Dataset<Row> rows, List<StageDefinition> stages) {
        Dataset<Row> after = stage.transform(rows);
        if (numbers(after)) {
            return after;
        }
        return widened(stage, names())
                .flatMap(wider -> transformed(wider, rows))
                .filter(this::numbers)
                .orElseThrow(
                        () -> new StageException(
                                stages.size() - 1,
                                stages.get(stages.size() - 1).name(),
                                "every row must be handed on with all its columns; a statement does so that begins with 'SELECT *, '"));
    }

    private static Optional<Dataset<Row>> transformed(Transformer stage, Dataset<Row> rows) {
        try {
            return Optional.of(stage.transform(rows));
        } catch (Exception e) {
            // Spark declares no AnalysisException here: a statement that groups rows has none of their numbers.
            return Optional.empty();
        }
    }

    private boolean numbers(Dataset<Row> rows) {
        return Arrays.asList(rows.columns()).contains(number);
    }

    /** The stage, which hands on columns too that its statement selects neither by name nor by a star. */
    public static PipelineStage handingOn(PipelineStage stage, Set<String> columns) {
        if (!(stage instanceof SQLTransformer transformer)
                || STAR.matcher(transformer.getStatement()).find()) {
            return stage;
        }
        Set<String> left = columns.stream()
                .filter(column -> !selects(transformer.getStatement(), column))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return left.isEmpty() ? stage : widened(transformer, left).orElse(transformer);
    }

    private static boolean selects(String statement, String column) {
        return Pattern.compile(
                        "(?:SELECT\\s|,|\\sAS\\s)\\s*`?" + Pattern.quote(column.replace("`", "``"))
                                + "`?\\s*(?:,|FROM\\b)",
                        Pattern.CASE_INSENSITIVE)
                .matcher(statement)
                .find();
    }

    private static Optional<Transformer> widened(Transformer stage, Set<String> columns) {
        if (!(stage instanceof SQLTransformer transformer)) {
            return Optional.empty();
        }
        Matcher select = SELECT.matcher(transformer.getStatement());
        if (!select.lookingAt()) {
            return Optional.empty();
        }
        String statement = columns.stream().map(ColumnNames::quoted).collect(Collectors.joining(", ", "", ", "));
        return Optional.of(transformer
                .copy(ParamMap.empty())
                .setStatement(
                        select.group() + statement + transformer.getStatement().substring(select.end())));
    }
}
