package dev.hone.worker.stage;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Models as MLlib's {@code fit} finishes them, and the columns that they declare. */
final class StageModels {
    private StageModels() {}

    /** The model with the params of its estimator, which becomes its parent. */
    static <M extends Model<M>> M finished(Estimator<M> estimator, M model) {
        return estimator.copyValues(model, ParamMap.empty()).setParent(estimator);
    }

    /**
     * The field of an output column as the stage's {@code transformSchema} declares it on these columns, ML attributes included.
     *
     * @throws StageFailedException if the stage does not take the columns
     */
    static StructField output(PipelineStage stage, StageTable table, String column) {
        try {
            StructType after = stage.transformSchema(table.schema());
            return after.apply(column);
        } catch (RuntimeException e) {
            throw new StageFailedException(e);
        }
    }

    /** What the work returns; whatever of MLlib's or Java's it throws becomes the cause of a {@link StageFailedException}. */
    static <T> T failingAsStage(Supplier<T> work) {
        try {
            return work.get();
        } catch (StageFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StageFailedException(e);
        }
    }

    /** A model, or a stage that does not learn, and how it is applied. */
    static FittedStage applied(Transformer model, UnaryOperator<StageTable> transformation) {
        return new Applied(model, transformation);
    }

    private record Applied(Transformer model, UnaryOperator<StageTable> transformation) implements FittedStage {
        @Override
        public StageTable transform(StageTable table) {
            return failingAsStage(() -> transformation.apply(table));
        }
    }
}
