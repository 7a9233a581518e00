package dev.hone.worker.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.List;
import java.util.stream.Stream;

/**
 * The types of Spark SQL's columns, of which Spark sends every one that a table has, and the values in rows of them, as the
 * user and as Spark itself sees them. Those of Spark 4.1 and 4.2; by name, since some are private.
 */
final class SqlClasses {
    private static final String TYPES = "org.apache.spark.sql.types.";
    private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions.";

    private static final List<String> SINGLE_TYPES = List.of(
            "BinaryType",
            "BooleanType",
            "ByteType",
            "CalendarIntervalType",
            "DateType",
            "DoubleType",
            "FloatType",
            "IntegerType",
            "LongType",
            "NullType",
            "ShortType",
            "StringType",
            "TimestampNTZType",
            "TimestampType",
            "VariantType");

    private static final List<String> TYPES_WITH_PARTS = List.of(
            "ArrayType",
            "CharType",
            "DayTimeIntervalType",
            "DecimalType",
            "EdgeInterpolationAlgorithm$SPHERICAL$",
            "FixedLength",
            "GeographyType",
            "GeometryType",
            "IndeterminateStringType$",
            "MapType",
            "MaxLength",
            "Metadata",
            "Metadata$",
            "NoConstraint$",
            "ObjectType",
            "PythonUserDefinedType",
            "StructField",
            "StructType",
            "TimeType",
            "VarcharType",
            "YearMonthIntervalType");

    private static final List<String> USER_DEFINED_TYPES = List.of(
            "org.apache.spark.mllib.linalg.MatrixUDT",
            "org.apache.spark.mllib.linalg.VectorUDT",
            "org.apache.spark.ml.linalg.MatrixUDT",
            "org.apache.spark.ml.linalg.VectorUDT");

    private static final List<String> VALUES = List.of(
            "org.apache.spark.sql.Row",
            "[Lorg.apache.spark.sql.Row;",
            EXPRESSIONS + "GenericRow",
            EXPRESSIONS + "GenericRowWithSchema",
            "org.apache.spark.sql.catalyst.InternalRow",
            "[Lorg.apache.spark.sql.catalyst.InternalRow;",
            EXPRESSIONS + "GenericInternalRow",
            EXPRESSIONS + "UnsafeRow",
            EXPRESSIONS + "UnsafeArrayData",
            EXPRESSIONS + "UnsafeMapData",
            "[L" + EXPRESSIONS + "UnsafeRow;",
            "org.apache.spark.sql.catalyst.util.GenericArrayData",
            "org.apache.spark.sql.catalyst.util.ArrayBasedMapData",
            "org.apache.spark.unsafe.types.UTF8String",
            "org.apache.spark.unsafe.types.CalendarInterval",
            "org.apache.spark.unsafe.types.VariantVal",
            TYPES + "Geography",
            TYPES + "Geometry",
            "[Ljava.lang.Integer;",
            "java.math.BigDecimal",
            "java.math.BigInteger");

    /** Classes that either version lacks: geographies and geometries are a {@code BinaryView} from Spark 4.2 on. */
    private static final List<String> OF_ONE_VERSION = List.of(
            TYPES + "ExplicitUTF8BinaryStringType$",
            "org.apache.spark.unsafe.types.BinaryView",
            "org.apache.spark.unsafe.types.GeographyVal",
            "org.apache.spark.unsafe.types.GeometryVal");

    /** Of parts that only Java's serialization may look into. */
    private static final List<String> SERIALIZED_BY_JAVA = List.of(
            TYPES + "Decimal",
            "java.time.Duration",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.Period");

    private SqlClasses() {}

    static void register(Kryo kryo) {
        Stream.of(
                        SINGLE_TYPES.stream().map(type -> TYPES + type + "$"),
                        TYPES_WITH_PARTS.stream().map(type -> TYPES + type),
                        // The classes of the single ones, too: a StringType with a collation is another object.
                        SINGLE_TYPES.stream().map(type -> TYPES + type),
                        Stream.of("DataType", "Metadata", "StructField").map(type -> "[L" + TYPES + type + ";"),
                        USER_DEFINED_TYPES.stream(),
                        VALUES.stream())
                .flatMap(names -> names)
                .forEach(name -> kryo.register(SparkClasses.classNamed(name, kryo.getClassLoader())));
        OF_ONE_VERSION.forEach(
                name -> SparkClasses.find(name, kryo.getClassLoader()).ifPresent(kryo::register));
        SERIALIZED_BY_JAVA.forEach(
                name -> kryo.register(SparkClasses.classNamed(name, kryo.getClassLoader()), new JavaSerializer()));
    }
}
