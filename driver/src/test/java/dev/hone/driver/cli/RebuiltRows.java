package dev.hone.driver.cli;

import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Copies the column {@code a} by way of an RDD, after which Spark no longer knows what was computed from what. */
public final class RebuiltRows extends Transformer {
    private static final long serialVersionUID = 1L;
    private static final String COPY = "copy";

    private final String uid;

    public RebuiltRows(String uid) {
        this.uid = uid;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> rows) {
        Dataset<Row> wider = rows.withColumn(COPY, rows.col("a"));
        return rows.sparkSession().createDataFrame(wider.javaRDD(), wider.schema());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return schema.add(COPY, DataTypes.DoubleType);
    }

    @Override
    public Transformer copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
