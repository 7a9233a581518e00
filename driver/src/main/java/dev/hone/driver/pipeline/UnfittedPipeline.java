package dev.hone.driver.pipeline;

import dev.hone.driver.table.LabelColumns;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.TargetColumns;
import dev.hone.driver.table.source.ColumnNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;

/**
 * The stages that {@code Pipeline.fit} makes a saved model of: the estimators of its fitted stages and of its model, and its
 * transformers as they are.
 *
 * <p>It differs from the model where the model must also take tables without labels: the label indexer has {@code
 * handleInvalid=error}, since {@code keep} would tell the learner of one more class; a boolean label is cast to text and
 * indexed; and labels and weights whose names Spark ML cannot be given are copied.
 */
public final class UnfittedPipeline {
    private static final List<String> COLUMNS =
            List.of("featuresCol", "rawPredictionCol", "probabilityCol", "predictionCol", "topicDistributionCol");

    private final Map<String, PipelineStage> stages = new LinkedHashMap<>();
    private final TargetColumns target;
    private final LabelColumns label;
    private final Set<String> taken;

    private UnfittedPipeline(LoadedTable table, LabelColumns label) {
        target = table.target();
        this.label = label;
        taken = new HashSet<>(List.of(table.schema().fieldNames()));
        taken.addAll(label.added());
    }

    /**
     * The stages by name, in their order.
     *
     * @param model assembled by {@link PipelineAssembly} with the same table and label
     * @param before by name, the stages between the label's and the assembler
     * @param learner of the trial; its columns are set in place
     */
    public static Map<String, PipelineStage> of(
            PipelineModel model,
            Map<String, PipelineStage> before,
            Estimator<?> learner,
            LoadedTable table,
            LabelColumns label) {
        UnfittedPipeline unfitted = new UnfittedPipeline(table, label);
        Iterator<Transformer> fitted = List.of(model.stages()).iterator();
        unfitted.addLabelStages(fitted);
        before.forEach((name, stage) -> {
            fitted.next();
            unfitted.add(name, stage);
        });
        Transformer next = fitted.next();
        for (; !(next instanceof Model<?>); next = fitted.next()) {
            unfitted.add(next.uid(), next);
        }
        copyColumns(next, learner);
        unfitted.addLearner(learner);
        fitted.forEachRemaining(last -> unfitted.add(last.uid(), last));
        return unfitted.stages;
    }

    /** Those of the model; the copy of a label that is not indexed is not among them, since no model needs it. */
    private void addLabelStages(Iterator<Transformer> fitted) {
        label.stages().forEach(stage -> {
            Transformer next = fitted.next();
            add(next.uid(), next instanceof StringIndexerModel indexer ? refusing(indexer) : next);
        });
        if (label.index().isEmpty()) {
            label.copy()
                    .ifPresent(copy -> add(
                            "labelCopy",
                            adding(List.of(as(ColumnNames.quoted(label.name().orElseThrow()), copy)))));
        }
    }

    private static StringIndexerModel refusing(StringIndexerModel indexer) {
        return indexer.copy(ParamMap.empty()).setHandleInvalid("error");
    }

    private void addLearner(Estimator<?> learner) {
        List<String> added = new ArrayList<>();
        Optional<String> text = castLabel(added);
        Optional<String> index =
                text.map(column -> free(ColumnNames.plain(label.name().orElseThrow()) + "Index"));
        index.or(label::learned).ifPresent(column -> {
            set(learner, "labelCol", column);
            set(learner, "ratingCol", column);
        });
        target.weight().ifPresent(column -> set(learner, "weightCol", plain(column, added)));
        if (!added.isEmpty()) {
            add("learnerColumns", adding(added));
        }
        index.ifPresent(column -> add("labelIndexer", indexer(text.orElseThrow(), column)));
        add(learner.getClass().getSimpleName(), learner);
    }

    /** The column of the text of a boolean label, the only one with classes that {@link LabelColumns} does not index. */
    private Optional<String> castLabel(List<String> added) {
        boolean isCast = !label.classes().isEmpty() && label.index().isEmpty();
        return label.name().filter(name -> isCast).map(name -> {
            String text = free(ColumnNames.plain(name) + "Text");
            added.add(as("CAST(" + ColumnNames.quoted(name) + " AS STRING)", text));
            return text;
        });
    }

    private StringIndexerModel indexer(String input, String output) {
        return new StringIndexerModel(label.classes().toArray(String[]::new))
                .setInputCol(input)
                .setOutputCol(output);
    }

    /** The column, or a copy of it that is added where its name must be quoted. */
    private String plain(String column, List<String> added) {
        if (!ColumnNames.mustBeQuoted(column)) {
            return column;
        }
        String copy = free(ColumnNames.plain(column));
        added.add(as(ColumnNames.quoted(column), copy));
        return copy;
    }

    private static String as(String expression, String column) {
        return expression + " AS " + ColumnNames.quoted(column);
    }

    private static SQLTransformer adding(List<String> columns) {
        return new SQLTransformer().setStatement("SELECT *, " + String.join(", ", columns) + " FROM __THIS__");
    }

    private String free(String name) {
        String free = ColumnNames.free(name, taken);
        taken.add(free);
        return free;
    }

    /** Two stages may have one name: the learner that of a stage, for one. */
    private void add(String name, PipelineStage stage) {
        stages.put(ColumnNames.free(name, stages.keySet()), stage);
    }

    private static void copyColumns(Params from, Params to) {
        for (String name : COLUMNS) {
            if (from.hasParam(name) && from.isSet(from.getParam(name))) {
                set(to, name, from.getOrDefault(from.getParam(name)));
            }
        }
    }

    private static void set(Params stage, String name, Object value) {
        if (stage.hasParam(name)) {
            stage.set(stage.getParam(name), value);
        }
    }
}
