package dev.hone.worker.train.inline;

import dev.hone.worker.data.RowView;
import java.util.function.Function;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.clustering.LDAModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Applies a model's own methods on datasets to rows in memory, inside one task. */
public final class InlineTransformer {
    private InlineTransformer() {}

    /** The values of one column that the model's {@code transform} adds, a {@code Row} of it for each row of the view. */
    public static Row[] transform(Model<?> model, RowView rows, String column) {
        return (Row[])
                over(model, rows, table -> model.transform(table).select(column).collect());
    }

    /** {@code LDAModel.logPerplexity} of the rows. */
    public static double logPerplexity(LDAModel model, RowView rows) {
        return over(model, rows, model::logPerplexity);
    }

    /** {@code LDAModel.logLikelihood} of the rows. */
    public static double logLikelihood(LDAModel model, RowView rows) {
        return over(model, rows, model::logLikelihood);
    }

    /** The result of a function of the model on the rows; the dataset must not outlive the call. */
    private static <T> T over(Model<?> model, RowView rows, Function<Dataset<Row>, T> function) {
        return TaskScope.run(task -> {
            try (TaskSparkContext context = TaskSparkContext.of(task)) {
                return function.apply(TrainingTable.of(context, rows, model));
            }
        });
    }
}
