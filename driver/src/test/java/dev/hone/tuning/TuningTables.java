package dev.hone.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A small raw table: numbers with gaps, a text, two labels, weights and fold numbers. */
public final class TuningTables {
    private static final int ROWS = 240;
    private static final StructType SCHEMA = new StructType()
            .add("size", DataTypes.DoubleType)
            .add("age", DataTypes.DoubleType)
            .add("noise", DataTypes.DoubleType)
            .add("colour", DataTypes.StringType)
            .add("label", DataTypes.DoubleType)
            .add("price", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType)
            .add("fold", DataTypes.IntegerType);

    private TuningTables() {}

    public static Dataset<Row> raw() {
        Random random = new Random(17);
        List<Row> rows = new ArrayList<>(ROWS);
        for (int row = 0; row < ROWS; row++) {
            double size = random.nextGaussian() * 10 + 30;
            double age = random.nextDouble() * 5;
            String colour = List.of("red", "green", "blue").get(random.nextInt(3));
            double price = size + 4 * age + (colour.equals("red") ? 9 : 0) + 4 * random.nextGaussian();
            rows.add(RowFactory.create(
                    row % 17 == 0 ? null : size,
                    age,
                    random.nextGaussian() * 1000,
                    colour,
                    price > 42 ? 1.0 : 0.0,
                    price,
                    1.0 + row % 3,
                    random.nextInt(3)));
        }
        return SparkSession.active().createDataFrame(rows, SCHEMA).coalesce(1);
    }
}
