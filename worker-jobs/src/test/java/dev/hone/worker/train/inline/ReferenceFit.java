package dev.hone.worker.train.inline;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;

/** Spark's own {@code fit}, run by the driver on a DataFrame of one partition. */
final class ReferenceFit {
    private static final IdentityHashMap<TrainingData, Dataset<Row>> DATASETS = new IdentityHashMap<>();

    private ReferenceFit() {}

    static Model<?> of(Estimator<?> estimator, TrainingData data) {
        Estimator<?> own = (Estimator<?>) estimator.copy(new ParamMap());
        if (data.hasWeights()) {
            own.set(own.getParam("weightCol"), "weight");
        }
        return (Model<?>) own.fit(DATASETS.computeIfAbsent(data, ReferenceFit::dataset));
    }

    private static Dataset<Row> dataset(TrainingData data) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < data.numRows(); row++) {
            rows.add(row(data, row));
        }
        return LocalSpark.session()
                .createDataFrame(rows, schema(data))
                .coalesce(1)
                .persist();
    }

    private static StructType schema(TrainingData data) {
        StructType schema = new StructType().add("features", SQLDataTypes.VectorType(), false, metadata(data));
        if (data.hasLabels()) {
            schema = schema.add("label", DataTypes.DoubleType, true, labelMetadata(data));
        }
        if (data.hasWeights()) {
            schema = schema.add("weight", DataTypes.DoubleType);
        }
        for (String column : data.columnNames()) {
            schema = schema.add(column, column.equals("validation") ? DataTypes.BooleanType : DataTypes.DoubleType);
        }
        return schema;
    }

    /** Only what changes a model: the number of categories. */
    private static Metadata metadata(TrainingData data) {
        Attribute[] attributes = new Attribute[data.features().numFeatures()];
        Arrays.setAll(
                attributes,
                feature -> data.categories(feature) == 0
                        ? NumericAttribute.defaultAttr()
                        : NominalAttribute.defaultAttr().withNumValues(data.categories(feature)));
        return new AttributeGroup("features", attributes).toMetadata();
    }

    /** The names of the classes, which StringIndexer would leave and OneVsRest keeps. */
    private static Metadata labelMetadata(TrainingData data) {
        return data.labelNames().isEmpty()
                ? Metadata.empty()
                : NominalAttribute.defaultAttr()
                        .withName("label")
                        .withValues(data.labelNames().toArray(String[]::new))
                        .toMetadata();
    }

    private static Row row(TrainingData data, int row) {
        List<Object> values = new ArrayList<>();
        values.add(data.features().vector(row));
        if (data.hasLabels()) {
            values.add(data.labels()[row]);
        }
        if (data.hasWeights()) {
            values.add(data.weight(row));
        }
        for (String column : data.columnNames()) {
            double value = data.column(column)[row];
            values.add(column.equals("validation") ? (Object) (value != 0) : (Object) value);
        }
        return RowFactory.create(values.toArray());
    }
}
