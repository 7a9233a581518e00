package dev.hone.worker.kryo;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;

/**
 * What Spark itself sends between driver and executors when it infers the types of a csv or json, lists or reads files and
 * writes a model; with {@code spark.kryo.registrationRequired} it would fail without. By name, since some are private.
 */
final class SparkClasses {
    private static final String TYPES = "org.apache.spark.sql.types.";

    private static final List<String> CLASSES = List.of(
            "[L" + TYPES + "DataType;",
            "[L" + TYPES + "Metadata;",
            "[L" + TYPES + "StructField;",
            TYPES + "ArrayType",
            TYPES + "BinaryType$",
            TYPES + "BooleanType$",
            TYPES + "DateType$",
            TYPES + "DecimalType",
            TYPES + "DoubleType$",
            TYPES + "FloatType$",
            TYPES + "IntegerType$",
            TYPES + "LongType$",
            TYPES + "MapType",
            TYPES + "Metadata",
            TYPES + "Metadata$",
            TYPES + "NullType$",
            TYPES + "ShortType$",
            TYPES + "StringType$",
            TYPES + "StructField",
            TYPES + "StructType",
            TYPES + "TimestampNTZType$",
            TYPES + "TimestampType$",
            "org.apache.spark.ml.linalg.MatrixUDT",
            "org.apache.spark.ml.linalg.VectorUDT",
            "org.apache.spark.internal.io.FileCommitProtocol$TaskCommitMessage",
            "org.apache.spark.sql.catalyst.InternalRow",
            "[Lorg.apache.spark.sql.catalyst.InternalRow;",
            "org.apache.spark.sql.execution.datasources.BasicWriteTaskStats",
            "org.apache.spark.sql.execution.datasources.ExecutedWriteSummary",
            "org.apache.spark.sql.execution.datasources.WriteTaskResult",
            "[Lorg.apache.spark.sql.execution.datasources.WriteTaskResult;");

    private SparkClasses() {}

    static void register(Kryo kryo) {
        for (String name : CLASSES) {
            kryo.register(classNamed(name, kryo.getClassLoader()));
        }
    }

    private static Class<?> classNamed(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Spark has no class " + name, e);
        }
    }
}
