package dev.hone.worker.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The stages that run inside tasks, by their MLlib class. */
public final class TaskStages {
    private static final Map<Class<?>, TaskStage<?>> BY_TYPE = List.of(
                    new BinarizerStage(),
                    new BucketizerStage(),
                    new ChiSqSelectorStage(),
                    new CountVectorizerModelStage(),
                    new CountVectorizerStage(),
                    new DctStage(),
                    new ElementwiseProductStage(),
                    new FeatureHasherStage(),
                    new HashingTFStage(),
                    new IDFModelStage(),
                    new IDFStage(),
                    new ImputerStage(),
                    new IndexToStringStage(),
                    new InteractionStage(),
                    new MaxAbsScalerStage(),
                    new MinMaxScalerStage(),
                    new NGramStage(),
                    new NormalizerStage(),
                    new OneHotEncoderStage(),
                    new PcaStage(),
                    new PolynomialExpansionStage(),
                    new QuantileDiscretizerStage(),
                    new RegexTokenizerStage(),
                    new RobustScalerStage(),
                    new StandardScalerStage(),
                    new StopWordsRemoverStage(),
                    new StringIndexerStage(),
                    new TargetEncoderModelStage(),
                    new TargetEncoderStage(),
                    new TokenizerStage(),
                    new UnivariateFeatureSelectorStage(),
                    new VarianceThresholdSelectorStage(),
                    new VectorAssemblerStage(),
                    new VectorIndexerStage(),
                    new VectorSizeHintStage(),
                    new VectorSlicerStage())
            .stream()
            .collect(Collectors.toMap(TaskStage::type, Function.identity()));

    private TaskStages() {}

    /**
     * How far stages run inside tasks.
     *
     * @param columns name and type of those after the stages that do
     * @param uncovered the first stage that does not, if there is one
     */
    public record Coverage(StructType columns, Optional<PipelineStage> uncovered) {}

    /** How far stages run inside tasks, one behind the other, on columns of these types. */
    public static Coverage coverage(List<PipelineStage> stages, StructType columns) {
        StructType after = columns;
        for (PipelineStage stage : stages) {
            if (!covers(stage, after)) {
                return new Coverage(after, Optional.of(stage));
            }
            after = lastOfEachName(of(stage).orElseThrow().after(stage, after));
        }
        return new Coverage(after, Optional.empty());
    }

    /** {@code Imputer} declares an output in place of its input beside it. */
    private static StructType lastOfEachName(StructType columns) {
        Map<String, StructField> byName = new LinkedHashMap<>();
        for (StructField field : columns.fields()) {
            byName.put(field.name(), field);
        }
        return new StructType(byName.values().toArray(StructField[]::new));
    }

    /** Whether MLlib fits another model where the rows are in several partitions, rounding aside. */
    public static boolean dependsOnPartitions(PipelineStage stage) {
        return of(stage).filter(known -> known.dependsOnPartitions(stage)).isPresent();
    }

    /** Whether a stage runs inside tasks, with its params and on columns of these types. */
    static boolean covers(PipelineStage stage, StructType columns) {
        return of(stage).filter(known -> known.covers(stage, columns)).isPresent();
    }

    /**
     * Fits a stage that is covered.
     *
     * @param training places of the rows to fit on, ascending
     * @param learning what other stages have learned from these rows, behind equal stages
     * @throws StageFailedException if it cannot be fitted
     */
    public static FittedStage fit(PipelineStage stage, StageTable table, int[] training, SharedLearning learning) {
        TaskStage<PipelineStage> known = of(stage)
                .orElseThrow(() ->
                        new IllegalArgumentException("Stage " + stage.uid() + " must be one that tasks can fit (class: "
                                + stage.getClass().getName() + ")"));
        return StageModels.failingAsStage(() -> known.fit(stage, table, training, learning));
    }

    @SuppressWarnings("unchecked")
    private static Optional<TaskStage<PipelineStage>> of(PipelineStage stage) {
        return Optional.ofNullable((TaskStage<PipelineStage>) BY_TYPE.get(stage.getClass()));
    }
}
