package dev.hone.driver.tuning.fold;

import dev.hone.driver.table.TableLoader;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.driver.tuning.metric.Columns;
import dev.hone.driver.tuning.metric.RecognizedEvaluator;
import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.ClassCountRule;
import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.util.MetadataUtils$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import scala.Option;

/** Reads what a learner looks at out of a frame, labels being what they are there. */
final class PreparedTable {
    private final Estimator<?> learner;

    PreparedTable(Estimator<?> learner) {
        this.learner = learner;
    }

    /**
     * Whether the learner takes its features from one column of vectors, or of arrays of doubles or floats, for which MLlib's
     * clusterers take them; other learners refuse arrays before a search begins.
     */
    static boolean suits(Estimator<?> learner, Dataset<Row> frame) {
        return Columns.named(learner, "featuresCol")
                .filter(Arrays.asList(frame.columns())::contains)
                .filter(name -> holdsVectors(frame.schema().apply(name).dataType()))
                .isPresent();
    }

    private static boolean holdsVectors(DataType type) {
        return type.equals(SQLDataTypes.VectorType())
                || type instanceof ArrayType array
                        && (array.elementType() instanceof DoubleType || array.elementType() instanceof FloatType);
    }

    /**
     * Rows to train on: the number of classes is the one that the label's metadata tell, else that of the rows.
     *
     * @param budget of the cache of what trials share on these rows
     */
    TrainingData training(Dataset<Row> frame, CacheBudget budget) {
        ColumnRoles roles = roles(frame);
        TrainingData rows = read(
                "rows to train on",
                frame,
                Columns.named(learner, "weightCol").map(roles::withWeight).orElse(roles));
        int told = classesOf(frame);
        return withClasses(rows, told > 0 ? told : ClassCountRule.by(learner).in(rows))
                .caching(budget);
    }

    /**
     * Rows to score on.
     *
     * @param evaluator names the weights that count in scores
     * @param classes at least that many
     */
    TrainingData validation(Dataset<Row> frame, RecognizedEvaluator evaluator, int classes) {
        ColumnRoles roles = roles(frame);
        TrainingData rows = read(
                "rows to score on",
                frame,
                evaluator.weightCol().map(roles::withWeight).orElse(roles));
        return withClasses(rows, classes == 0 ? 0 : Math.max(classes, ClassCountRule.ALL.in(rows)));
    }

    private ColumnRoles roles(Dataset<Row> frame) {
        String features = Columns.named(learner, "featuresCol").orElseThrow();
        ColumnRoles roles = ColumnRoles.NONE.withFeatures(List.of(features));
        return Columns.named(learner, "labelCol")
                .filter(Arrays.asList(frame.columns())::contains)
                .map(roles::withLabel)
                .orElse(roles);
    }

    /** @param name what messages call the rows: a fold may have none, or none that the stages leave */
    private TrainingData read(String name, Dataset<Row> frame, ColumnRoles roles) {
        Set<String> further = Columns.further(learner);
        further.retainAll(Arrays.asList(frame.columns()));
        Set<String> all = new LinkedHashSet<>(further);
        all.addAll(roles.named());
        TableSource source = new TableSource(TableLocation.ofRows(name), roles);
        LabelKind kind = roles.label().isPresent() ? LabelKind.QUANTITY : LabelKind.NONE;
        Dataset<Row> columns = frame.select(all.stream().map(frame::col).toArray(org.apache.spark.sql.Column[]::new));
        return TableLoader.load(columns, source, kind, further).data();
    }

    private int classesOf(Dataset<Row> frame) {
        if (ClassCountRule.by(learner) == ClassCountRule.NONE) {
            return 0;
        }
        String label = Columns.named(learner, "labelCol").orElseThrow();
        Option<Object> told =
                MetadataUtils$.MODULE$.getNumClasses(frame.schema().apply(label));
        return told.isDefined() ? (int) told.get() : 0;
    }

    private static TrainingData withClasses(TrainingData rows, int classes) {
        return classes == 0 ? rows : rows.withClasses(classes);
    }
}
