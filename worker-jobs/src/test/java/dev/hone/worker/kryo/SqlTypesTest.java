package dev.hone.worker.kryo;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.Geography;
import org.apache.spark.sql.types.Geometry;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** Every type of Spark SQL, and what rows hold of it, passes a Kryo that knows only registered classes. */
class SqlTypesTest {
    private static final KryoSerializer SERIALIZER = new KryoSerializer(new SparkConf(false)
            .set("spark.kryo.registrationRequired", "true")
            .set("spark.kryo.registrator", HoneKryoRegistrator.class.getName()));

    static Stream<Class<?>> typesOfSpark() throws IOException, URISyntaxException {
        URI place = DataType.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        String folder = DataType.class.getPackageName().replace('.', '/') + "/";
        try (JarFile jar = new JarFile(Path.of(place).toFile())) {
            List<String> names = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
            return names.stream().<Class<?>>map(SqlTypesTest::classNamed).filter(SqlTypesTest::isTypeOfColumns);
        }
    }

    private static Class<?> classNamed(String name) {
        try {
            return Class.forName(name, false, DataType.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isTypeOfColumns(Class<?> type) {
        return DataType.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    }

    @ParameterizedTest
    @MethodSource("typesOfSpark")
    void everyTypeThatSparkHasIsRegistered(Class<?> type) {
        Kryo kryo = SERIALIZER.newKryo();
        assertThat(kryo.getRegistration(type).getType()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tinyint",
                "smallint",
                "int",
                "bigint",
                "float",
                "double",
                "decimal(38, 10)",
                "boolean",
                "string",
                "string collate UTF8_LCASE",
                "string collate UTF8_BINARY",
                "char(3)",
                "varchar(5)",
                "binary",
                "date",
                "timestamp",
                "timestamp_ntz",
                "time(6)",
                "interval",
                "interval year",
                "interval year to month",
                "interval day",
                "interval day to second",
                "void",
                "variant",
                "geometry(4326)",
                "geography(4326)",
                "array<tinyint>",
                "map<string, array<decimal(5, 2)>>",
                "struct<a: tinyint, b: struct<c: char(2), d: interval>>"
            })
    void typesComeBackAsTheyWere(String ddl) {
        DataType type = DataType.fromDDL(ddl);
        StructType schema = new StructType()
                .add(
                        "column",
                        type,
                        true,
                        new MetadataBuilder()
                                .putString("note", "kept")
                                .putLongArray("numbers", new long[] {1})
                                .build());
        assertThat(copied(type)).isEqualTo(type);
        assertThat(copied(schema)).isEqualTo(schema);
        assertThat(copied(new DataType[] {type})).containsExactly(type);
    }

    @Test
    void typesOfMLlibComeBackAsTheyWere() {
        for (DataType type : List.of(SQLDataTypes.VectorType(), SQLDataTypes.MatrixType())) {
            assertThat(copied(type)).isInstanceOf(UserDefinedType.class).isEqualTo(type);
        }
    }

    static Stream<Object> values() {
        StructType schema = new StructType().add("a", DataTypes.ByteType);
        return Stream.of(
                (byte) 1,
                (short) 1,
                1,
                1L,
                1f,
                1.0,
                new BigDecimal("1.50"),
                new BigInteger("12345678901234567890"),
                Decimal.apply("12345678901234567890.5"),
                Decimal.apply(7),
                true,
                "text",
                UTF8String.fromString("text"),
                Date.valueOf("2024-02-29"),
                LocalDate.of(2024, 2, 29),
                Timestamp.valueOf("2024-02-29 01:02:03.456789"),
                Instant.parse("2024-02-29T01:02:03.456789Z"),
                LocalDateTime.of(2024, 2, 29, 1, 2, 3),
                LocalTime.of(1, 2, 3),
                new CalendarInterval(1, 2, 3),
                Period.ofMonths(14),
                Duration.ofSeconds(90),
                new VariantVal(new byte[] {1, 2}, new byte[] {3}),
                Geography.fromWKB(new byte[] {1, 2}),
                Geometry.fromWKB(new byte[] {1, 2}),
                Vectors.dense(1, 2),
                Vectors.sparse(3, new int[] {1}, new double[] {2}),
                new GenericRowWithSchema(new Object[] {(byte) 1}, schema));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesComeBackAsTheyWere(Object value) {
        assertThat(copied(value)).isEqualTo(value);
        assertThat(copied(RowFactory.create(value, null))).isEqualTo(RowFactory.create(value, null));
    }

    @Test
    void collectionsInRowsComeBackAsTheyWere() {
        Row row = RowFactory.create(
                CollectionConverters.asScala(List.of((byte) 1, (byte) 2)).toSeq(),
                scala.collection.immutable.Map.from(CollectionConverters.asScala(Map.of("a", 1.5))),
                RowFactory.create((Object) null),
                new byte[] {1, 2});
        Row copy = copied(row);
        assertThat(copy.getList(0)).isEqualTo(row.getList(0));
        assertThat(copy.getJavaMap(1)).isEqualTo(row.getJavaMap(1));
        assertThat(copy.getStruct(2)).isEqualTo(row.getStruct(2));
        assertThat(copy.<byte[]>getAs(3)).isEqualTo(row.<byte[]>getAs(3));
    }

    private static <T> T copied(T value) {
        ByteBuffer bytes = SERIALIZER.newInstance().serialize(value, ClassTag$.MODULE$.<T>apply(value.getClass()));
        return Objects.requireNonNull(
                SERIALIZER.newInstance().deserialize(bytes, ClassTag$.MODULE$.<T>apply(value.getClass())));
    }
}
