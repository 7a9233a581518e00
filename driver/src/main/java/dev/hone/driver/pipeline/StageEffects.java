package dev.hone.driver.pipeline;

import dev.hone.driver.pipeline.StageEffect.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasLabelCol;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Tells what stages do to columns, without a row and before any is fitted: by their params that name columns, for {@code
 * RFormula} by its formula, and for {@code SQLTransformer} and transformers that are not Spark's by the expressions that they
 * make of a frame without rows.
 *
 * @param session analyzes those expressions
 * @param resolver finds the columns that params name
 * @param label the column that stages which learn from a label get
 */
public record StageEffects(SparkSession session, ColumnResolver resolver, Optional<String> label) {
    private static final String SPARK = "org.apache.spark.ml.";

    /** Params that name columns which a fitted stage no longer reads. */
    private static final Set<String> FITTED_BY = Set.of("labelCol", "weightCol", "ratingCol", "censorCol");

    private static final Metadata NONE = Metadata.empty();
    private static final Set<String> WRITTEN = Set.of(
            "outputCol",
            "outputCols",
            "predictionCol",
            "probabilityCol",
            "rawPredictionCol",
            "topicDistributionCol",
            "quantilesCol",
            "varianceCol",
            "leafCol");

    /**
     * What a stage does.
     *
     * @param before the columns before it
     * @param hidden those that the dot of a formula does not stand for
     * @throws RuntimeException whatever Spark throws if the columns do not suit the stage
     */
    StageEffect of(PipelineStage stage, StructType before, Set<String> hidden) {
        if (stage instanceof RFormula formula) {
            return ofFormula(formula, before, hidden);
        }
        if (stage instanceof SQLTransformer statement) {
            return traced(statement, before);
        }
        return stage instanceof Transformer transformer && !isOfSpark(stage)
                ? tracedIfPossible(transformer, before)
                : declared(stage, before);
    }

    private static boolean isOfSpark(PipelineStage stage) {
        return stage.getClass().getName().startsWith(SPARK);
    }

    private StageEffect ofFormula(RFormula stage, StructType before, Set<String> hidden) {
        FormulaColumns formula = new FormulaColumns(stage);
        List<String> terms = found(formula.terms(formula.dot(before, hidden)), before);
        List<String> response = found(Set.of(formula.response()), before);
        List<Output> outputs = new ArrayList<>();
        outputs.add(new Output(stage.getFeaturesCol(), Optional.of(Set.copyOf(terms))));
        StructType after = before.add(stage.getFeaturesCol(), SQLDataTypes.VectorType());
        if (!response.isEmpty() && resolver.find(stage.getLabelCol(), before).isEmpty()) {
            outputs.add(new Output(stage.getLabelCol(), Optional.of(Set.copyOf(response))));
            after = after.add(stage.getLabelCol(), DataTypes.DoubleType);
        }
        Set<String> taken = new LinkedHashSet<>(terms);
        taken.addAll(response);
        return new StageEffect(after, taken, outputs);
    }

    private StageEffect tracedIfPossible(Transformer transformer, StructType before) {
        try {
            StageEffect traced = traced(transformer, before);
            if (traced.outputs().stream().allMatch(output -> output.sources().isPresent())) {
                return traced;
            }
        } catch (Exception e) {
            // Spark's are checked, and thrown undeclared. One that must see rows is known by its params only.
        }
        return declared(transformer, before);
    }

    private StageEffect traced(Transformer transformer, StructType before) {
        Dataset<Row> none = session.createDataFrame(List.of(), before);
        Dataset<Row> made = transformer.transform(none);
        List<Output> outputs = new ColumnLineage(none, made)
                .columns().stream()
                        .filter(column -> !column.handedOn())
                        .map(column -> new Output(column.name(), column.sources()))
                        .toList();
        Set<String> taken = outputs.stream()
                .flatMap(output -> output.sources().stream())
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new StageEffect(made.schema(), taken, outputs);
    }

    private StageEffect declared(PipelineStage stage, StructType before) {
        StructType after = schemaAfter(completed(stage), before);
        Set<String> sources = new LinkedHashSet<>();
        Set<String> taken = new LinkedHashSet<>();
        for (Param<?> param : stage.params()) {
            String name = param.name();
            if (namesColumns(param) && !WRITTEN.contains(name)) {
                boolean fittedBy = FITTED_BY.contains(name);
                if (fittedBy ? stage.isSet(param) : stage.isDefined(param)) {
                    List<String> columns = found(names(stage, name), before);
                    taken.addAll(columns);
                    sources.addAll(fittedBy ? List.of() : columns);
                }
            }
        }
        Map<String, Set<String>> pairs = pairs(stage, before);
        Optional<Set<String>> known = sources.isEmpty() ? Optional.empty() : Optional.of(sources);
        List<Output> outputs = written(stage, before, after).stream()
                .map(column -> new Output(
                        column, Optional.ofNullable(pairs.get(column)).or(() -> known)))
                .toList();
        return new StageEffect(after, taken, outputs);
    }

    /** A stage that learns from a label gets the study's, unless it names one. */
    public PipelineStage completed(PipelineStage stage) {
        if (stage instanceof HasLabelCol labelled
                && !(stage instanceof RFormula)
                && !stage.isSet(labelled.labelCol())) {
            label.ifPresent(column -> stage.set(labelled.labelCol(), column));
        }
        return stage;
    }

    /** The columns after a stage, to which the label is there also where it is not among those of the user. */
    private StructType schemaAfter(PipelineStage stage, StructType before) {
        Optional<String> added =
                label.filter(column -> !Arrays.asList(before.fieldNames()).contains(column));
        StructType offered =
                added.map(column -> before.add(column, DataTypes.DoubleType)).orElse(before);
        Map<String, StructField> lastOfEachName = new LinkedHashMap<>();
        for (StructField field : stage.transformSchema(offered).fields()) {
            lastOfEachName.put(field.name(), field);
        }
        added.ifPresent(lastOfEachName::remove);
        // TargetEncoder tells its outputs only once it is fitted.
        outputs(stage)
                .forEach(column ->
                        lastOfEachName.putIfAbsent(column, new StructField(column, DataTypes.DoubleType, true, NONE)));
        return new StructType(lastOfEachName.values().toArray(StructField[]::new));
    }

    private static List<String> outputs(PipelineStage stage) {
        List<String> several = names(stage, "outputCols");
        boolean one = stage.hasParam("inputCol") && stage.isSet(stage.getParam("inputCol"));
        return several.isEmpty() && one ? names(stage, "outputCol") : several;
    }

    private static boolean namesColumns(Param<?> param) {
        return param.name().endsWith("Col") || param.name().endsWith("Cols");
    }

    private List<String> found(Collection<String> names, StructType schema) {
        return names.stream()
                .flatMap(name -> resolver.find(name, schema).stream())
                .toList();
    }

    /** The source of each output of a stage that treats several columns one by one. */
    private Map<String, Set<String>> pairs(PipelineStage stage, StructType before) {
        List<String> inputs = names(stage, "inputCols");
        List<String> outputs = names(stage, "outputCols");
        Map<String, Set<String>> pairs = new HashMap<>();
        if (isOfSpark(stage) && inputs.size() == outputs.size()) {
            for (int column = 0; column < inputs.size(); column++) {
                pairs.put(outputs.get(column), new HashSet<>(found(inputs.subList(column, column + 1), before)));
            }
        }
        return pairs;
    }

    /** New columns, those that are other ones than before, and those that the stage says it writes. */
    private static Set<String> written(PipelineStage stage, StructType before, StructType after) {
        Set<StructField> old = Set.of(before.fields());
        Set<String> written = Arrays.stream(after.fields())
                .filter(field -> !old.contains(field))
                .map(StructField::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String param : WRITTEN) {
            names(stage, param).stream()
                    .filter(Arrays.asList(after.fieldNames())::contains)
                    .forEach(written::add);
        }
        return written;
    }

    private static List<String> names(PipelineStage stage, String name) {
        if (!stage.hasParam(name) || !stage.isDefined(stage.getParam(name))) {
            return List.of();
        }
        Object value = stage.getOrDefault(stage.getParam(name));
        return value instanceof String[] several
                ? List.of(several)
                : value instanceof String one && !one.isEmpty() ? List.of(one) : List.of();
    }
}
