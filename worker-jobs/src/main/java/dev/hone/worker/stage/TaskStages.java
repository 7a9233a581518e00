package dev.hone.worker.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.types.StructType;

/** The stages that run inside tasks, by their MLlib class. */
public final class TaskStages {
    private static final Map<Class<?>, TaskStage<?>> BY_TYPE = List.<TaskStage<?>>of(
                    new CountVectorizerModelStage(),
                    new CountVectorizerStage(),
                    new FeatureHasherStage(),
                    new HashingTFStage(),
                    new IDFModelStage(),
                    new IDFStage(),
                    new IndexToStringStage(),
                    new NGramStage(),
                    new RegexTokenizerStage(),
                    new StopWordsRemoverStage(),
                    new TargetEncoderModelStage(),
                    new TargetEncoderStage(),
                    new TokenizerStage())
            .stream()
            .collect(Collectors.toMap(TaskStage::type, Function.identity()));

    private TaskStages() {}

    /** Whether a stage runs inside tasks, with its params and on columns of these types. */
    public static boolean covers(PipelineStage stage, StructType columns) {
        return of(stage).filter(known -> known.covers(stage, columns)).isPresent();
    }

    /**
     * Fits a stage that is covered.
     *
     * @param training places of the rows to fit on, ascending
     * @throws StageFailedException if it cannot be fitted
     */
    public static FittedStage fit(PipelineStage stage, StageTable table, int[] training) {
        return of(stage)
                .orElseThrow(() ->
                        new IllegalArgumentException("Stage " + stage.uid() + " must be one that tasks can fit (class: "
                                + stage.getClass().getName() + ")"))
                .fit(stage, table, training);
    }

    @SuppressWarnings("unchecked")
    private static Optional<TaskStage<PipelineStage>> of(PipelineStage stage) {
        return Optional.ofNullable((TaskStage<PipelineStage>) BY_TYPE.get(stage.getClass()));
    }
}
