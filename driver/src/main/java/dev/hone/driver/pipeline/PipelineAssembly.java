package dev.hone.driver.pipeline;

import dev.hone.driver.table.ArrayElements;
import dev.hone.driver.table.LabelColumns;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.source.ColumnNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Puts a trained model between the stages that the raw table needs: those of {@link LabelColumns} for the label, {@code
 * VectorAssembler} unless the features are a vector column already (between two {@code SQLTransformer}s, see {@link
 * ArrayElements}, where arrays are among them), the model, and {@code IndexToString} from the predicted class back to the
 * label's text, in the column {@code predictedLabel}.
 *
 * <p>The pipeline transforms tables with and without the label. The predicted class of a boolean label is compared with its
 * cast to text. Stages of Spark ML read a dot or a backtick in a column's name as syntax, so {@code SQLTransformer} first
 * copies columns of such names to plain ones.
 *
 * <p>New columns have the names that Spark ML gives them by default, numbered where the table has such a column.
 */
public final class PipelineAssembly {
    private static final String PREDICTED_LABEL = "predictedLabel";

    private final LoadedTable table;
    private final LabelColumns label;
    private final Set<String> taken;

    private PipelineAssembly(LoadedTable table, LabelColumns label) {
        this.table = table;
        this.label = label;
        taken = new HashSet<>(List.of(table.schema().fieldNames()));
        taken.addAll(label.added());
    }

    /**
     * The pipeline around a model.
     *
     * @param model trained on {@code table}; its columns are renamed in place
     * @param table the rows as the fitted stages leave them
     * @param label the columns of the label that the stages were fitted beside
     * @param fitted the stages that come between the label's and the assembler
     */
    public static PipelineModel around(
            Model<?> model, LoadedTable table, LabelColumns label, List<Transformer> fitted) {
        return new PipelineAssembly(table, label).assemble(model, fitted);
    }

    /**
     * What gives a table its features in one column.
     *
     * @param stages add the column; none where the table has it already
     * @param column the one with the vector of all features
     */
    public record FeatureStages(List<Transformer> stages, String column) {
        public FeatureStages {
            stages = List.copyOf(stages);
        }
    }

    /** The stages between those of the pipeline and the model: the same as {@link #around} gives to the saved pipeline. */
    public static FeatureStages features(LoadedTable table, LabelColumns label) {
        List<Transformer> stages = new ArrayList<>();
        String column = new PipelineAssembly(table, label).addAssembler(stages);
        return new FeatureStages(stages, column);
    }

    private PipelineModel assemble(Model<?> model, List<Transformer> fitted) {
        List<Transformer> stages = new ArrayList<>(label.stages());
        stages.addAll(fitted);
        if (model.hasParam("featuresCol")) {
            rename(model, "featuresCol", addAssembler(stages));
        }
        label.index().or(table::label).ifPresent(column -> rename(model, "labelCol", column));
        table.target().weight().ifPresent(column -> rename(model, "weightCol", column));
        for (String output : List.of("rawPredictionCol", "probabilityCol", "predictionCol", "topicDistributionCol")) {
            nameOutput(model, output);
        }
        stages.add(model);
        addLabelText(stages, model);
        return new PipelineModel(model.uid() + "_pipeline", stages.toArray(Transformer[]::new));
    }

    private String addAssembler(List<Transformer> stages) {
        if (table.featuresColumn().isPresent()) {
            return addPlainCopies(table.features(), stages).get(0);
        }
        ArrayElements arrays = ArrayElements.of(table, this::free);
        arrays.splitting().ifPresent(stages::add);
        List<String> columns = addPlainCopies(arrays.inputs(), stages);
        String features = free("features");
        stages.add(new VectorAssembler("assembler")
                .setInputCols(columns.toArray(String[]::new))
                .setOutputCol(features));
        arrays.dropping().ifPresent(stages::add);
        return features;
    }

    /** The columns, copies in place of those whose names must be quoted. */
    private List<String> addPlainCopies(List<String> columns, List<Transformer> stages) {
        Map<String, String> copies = new LinkedHashMap<>();
        columns.stream()
                .filter(ColumnNames::mustBeQuoted)
                .forEach(name -> copies.put(name, free(ColumnNames.plain(name))));
        if (!copies.isEmpty()) {
            String selected = copies.entrySet().stream()
                    .map(copy -> ColumnNames.quoted(copy.getKey()) + " AS " + ColumnNames.quoted(copy.getValue()))
                    .collect(Collectors.joining(", "));
            stages.add(new SQLTransformer("featureCopies").setStatement("SELECT *, " + selected + " FROM __THIS__"));
        }
        return columns.stream().map(name -> copies.getOrDefault(name, name)).toList();
    }

    private void addLabelText(List<Transformer> stages, Model<?> model) {
        if (table.labelIsIndexed()) {
            stages.add(new IndexToString("labelText")
                    .setInputCol((String) model.getOrDefault(model.getParam("predictionCol")))
                    .setOutputCol(free(PREDICTED_LABEL))
                    .setLabels(table.indexedLabels().toArray(String[]::new)));
        }
    }

    private void nameOutput(Model<?> model, String param) {
        if (model.hasParam(param)) {
            rename(model, param, free((String) model.getOrDefault(model.getParam(param))));
        }
    }

    @SuppressWarnings("unchecked")
    private static void rename(Params stage, String param, String column) {
        if (stage.hasParam(param)) {
            stage.set((Param<String>) (Param<?>) stage.getParam(param), column);
        }
    }

    private String free(String name) {
        String free = ColumnNames.free(name, taken);
        taken.add(free);
        return free;
    }
}
