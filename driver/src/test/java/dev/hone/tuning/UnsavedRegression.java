package dev.hone.tuning;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Always predicts 1, by a model that cannot be saved. */
public final class UnsavedRegression extends Estimator<UnsavedRegression.Fitted> {
    private static final long serialVersionUID = 1L;

    private final String uid = Identifiable.randomUID("unsaved");

    /** Its model. */
    public static final class Fitted extends Model<Fitted> {
        private static final long serialVersionUID = 1L;

        private final String uid;

        Fitted(String uid) {
            this.uid = uid;
        }

        @Override
        public String uid() {
            return uid;
        }

        @Override
        public Dataset<Row> transform(Dataset<?> dataset) {
            return dataset.withColumn("prediction", functions.lit(1.0));
        }

        @Override
        public StructType transformSchema(StructType schema) {
            return schema.add("prediction", DataTypes.DoubleType);
        }

        @Override
        public Fitted copy(ParamMap extra) {
            return this;
        }
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Fitted fit(Dataset<?> dataset) {
        return new Fitted(uid);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return schema.add("prediction", DataTypes.DoubleType);
    }

    @Override
    public UnsavedRegression copy(ParamMap extra) {
        return this;
    }
}
