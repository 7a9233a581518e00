package dev.hone.driver.execute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Puts a trained model between the stages that the raw table needs: {@code StringIndexerModel} for a label that is text or
 * a number to be indexed, {@code VectorAssembler} unless the features are a vector column already (between two {@code
 * SQLTransformer}s, see {@link ArrayElements}, where arrays are among them), the model, and {@code
 * IndexToString} from the predicted class back to the label's text, in the column {@code predictedLabel}.
 *
 * <p>The pipeline transforms tables with and without the label. A boolean label is not indexed, since {@code
 * StringIndexerModel} takes none; the predicted one is compared with its cast to text.
 *
 * <p>New columns have the names that Spark ML gives them by default, numbered where the table has such a column.
 */
public final class PipelineAssembly {
    private static final String PREDICTED_LABEL = "predictedLabel";

    private final LoadedTable table;
    private final Optional<String> weight;
    private final Set<String> taken;

    private PipelineAssembly(LoadedTable table, Optional<String> weight) {
        this.table = table;
        this.weight = weight;
        taken = new HashSet<>(List.of(table.schema().fieldNames()));
    }

    /**
     * The pipeline around a model.
     *
     * @param model trained on {@code table}; its columns are renamed in place
     * @param weight the table's weight column, if the model was trained by one
     */
    public static PipelineModel around(Model<?> model, LoadedTable table, Optional<String> weight) {
        return around(model, table, weight, List.of());
    }

    /**
     * The same with fitted stages that come between the label's and the assembler.
     *
     * @param table the rows as these stages leave them
     */
    public static PipelineModel around(
            Model<?> model, LoadedTable table, Optional<String> weight, List<Transformer> fitted) {
        return new PipelineAssembly(table, weight).assemble(model, fitted);
    }

    /** The indexer of a label that is text or a number to be indexed. */
    public static Optional<StringIndexerModel> labelIndexer(LoadedTable table) {
        List<Transformer> stages = new ArrayList<>();
        new PipelineAssembly(table, Optional.empty()).addLabelIndexer(stages);
        return stages.stream().map(StringIndexerModel.class::cast).findFirst();
    }

    private PipelineModel assemble(Model<?> model, List<Transformer> fitted) {
        List<Transformer> stages = new ArrayList<>();
        String label = addLabelIndexer(stages);
        stages.addAll(fitted);
        String features = addAssembler(stages);
        rename(model, "featuresCol", features);
        if (!label.isEmpty()) {
            rename(model, "labelCol", label);
        }
        weight.ifPresent(column -> rename(model, "weightCol", column));
        for (String output : List.of("rawPredictionCol", "probabilityCol", "predictionCol", "topicDistributionCol")) {
            nameOutput(model, output);
        }
        stages.add(model);
        addLabelText(stages, model);
        return new PipelineModel(model.uid() + "_pipeline", stages.toArray(Transformer[]::new));
    }

    /** The column that holds the label's index, empty without a label. */
    private String addLabelIndexer(List<Transformer> stages) {
        if (!table.labelIsIndexed() || table.labelNeedsCastToText()) {
            return table.label().orElse("");
        }
        String label = table.label().orElseThrow();
        String index = free(label + "Index");
        stages.add(new StringIndexerModel("labelIndexer", table.indexedLabels().toArray(String[]::new))
                .setInputCol(label)
                .setOutputCol(index)
                .setHandleInvalid("keep"));
        return index;
    }

    private String addAssembler(List<Transformer> stages) {
        return table.featuresColumn().orElseGet(() -> {
            ArrayElements arrays = ArrayElements.of(table, this::free);
            String features = free("features");
            arrays.splitting().ifPresent(stages::add);
            stages.add(new VectorAssembler("assembler")
                    .setInputCols(arrays.inputs().toArray(String[]::new))
                    .setOutputCol(features));
            arrays.dropping().ifPresent(stages::add);
            return features;
        });
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
