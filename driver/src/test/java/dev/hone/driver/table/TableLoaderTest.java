package dev.hone.driver.table;

import static dev.hone.driver.table.Sources.write;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.StringOrderType;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableLoaderTest {
    private static final int WIDE = 1100;
    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    private Path folder;

    @Test
    void textLabelsAreIndexedAlphabeticallyAndOtherColumnsAreFeatures() {
        Path file = write(folder.resolve("a.csv"), "a,kind,b", "1,pear,2.5", "3,apple,4", "5,pear,6");
        LoadedTable table = load(Sources.csv(file).label("kind"), LabelKind.CLASSES);
        assertThat(table.data().labels()).containsExactly(1, 0, 1);
        assertThat(table.data().numClasses()).isEqualTo(2);
        assertThat(table.indexedLabels())
                .containsExactly("apple", "pear")
                .isEqualTo(table.data().labelNames());
        assertThat(table.labelIsIndexed()).isTrue();
        assertThat(table.labelNeedsCastToText()).isFalse();
        assertThat(table.features())
                .containsExactly("a", "b")
                .isEqualTo(table.data().featureNames());
        assertThat(values(table.data())).containsExactly(1, 2.5, 3, 4, 5, 6);
        assertThat(table.schema().fieldNames()).containsExactly("a", "kind", "b");
    }

    /** Names of 13,000 characters in one line, which are too many for one name. */
    @ParameterizedTest
    @CsvSource({"sep, \\t, '\t'", "delimiter, ;, ;", "Sep, ||, ||"})
    void aHeaderOfManyColumnsIsNoLongName(String option, String written, String separator) {
        String names =
                IntStream.range(0, WIDE).mapToObj(column -> "column_" + column).collect(joining(separator));
        String values = IntStream.range(0, WIDE).mapToObj(String::valueOf).collect(joining(separator));
        Path file = write(folder.resolve("a.csv"), names, values, values);

        LoadedTable table = load(Sources.csv(file).label("column_0").option(option, written), LabelKind.QUANTITY);

        assertThat(table.data().numRows()).isEqualTo(2);
        assertThat(table.features()).hasSize(WIDE - 1);
    }

    @ParameterizedTest
    @EnumSource
    void labelOrdersAreThoseOfStringIndexer(StringOrderType order) {
        Path file =
                write(folder.resolve("a.csv"), "x,y", "1,b", "1,é", "1,b", "1,a", "1,Z", "1,a", "1,𝒳", "1,ﬀ", "1,c");
        LoadedTable table = load(Sources.csv(file).label("y").order(order), LabelKind.CLASSES);
        StringIndexerModel expected = new StringIndexer()
                .setInputCol("y")
                .setOutputCol("i")
                .setStringOrderType(order.sparkName())
                .fit(raw(file));
        assertThat(table.indexedLabels()).containsExactly(expected.labelsArray()[0]);
        assertThat(table.data().labels()).isEqualTo(indexedBy(expected, raw(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "bigint", "double", "float", "decimal(6,2)", "smallint"})
    void anIndexerOfTheSavedLabelsGivesTheSameIndices(String type) {
        Path file = write(folder.resolve("a.csv"), "x,y", "1,10", "1,-3", "1,9", "1,100", "1,-3");
        Dataset<Row> typed = raw(file).withColumn("y", functions.col("y").cast(type));
        typed.coalesce(1).write().parquet(folder.resolve("p").toString());
        LoadedTable table = load(Sources.of("parquet", folder.resolve("p")).label("y"), LabelKind.CLASSES);
        assertThat(table.data().labels()).containsExactly(2, 0, 1, 3, 0);
        StringIndexerModel model = new StringIndexerModel(
                        "i", table.indexedLabels().toArray(String[]::new))
                .setInputCol("y")
                .setOutputCol("i");
        assertThat(indexedBy(model, typed)).isEqualTo(table.data().labels());
    }

    @Test
    void booleanLabelsMustBeCastBeforeTheyAreIndexed() {
        Path file = write(folder.resolve("a.csv"), "x,y", "1,true", "2,false", "3,true");
        LoadedTable table = load(Sources.csv(file).label("y"), LabelKind.CLASSES);
        assertThat(table.data().labels()).containsExactly(1, 0, 1);
        assertThat(table.indexedLabels()).containsExactly("false", "true");
        assertThat(table.labelNeedsCastToText()).isTrue();
    }

    @Test
    void wholeNumbersFromZeroAreTheirOwnIndices() {
        Path file = write(folder.resolve("a.csv"), "x,y", "1,2.0", "2,0.0", "3,1.0");
        LoadedTable table = load(Sources.csv(file).label("y").order(StringOrderType.FREQUENCY_DESC), LabelKind.CLASSES);
        assertThat(table.data().labels()).containsExactly(2, 0, 1);
        assertThat(table.data().numClasses()).isEqualTo(3);
        assertThat(table.labelIsIndexed()).isFalse();
        assertThat(table.data().labelNames()).isEmpty();
    }

    @Test
    void numbersWithAGapAreIndexedByValue() {
        Path file = write(folder.resolve("a.csv"), "x,y", "1,10", "2,0", "3,2");
        LoadedTable table = load(Sources.csv(file).label("y"), LabelKind.CLASSES);
        assertThat(table.data().labels()).containsExactly(2, 0, 1);
        assertThat(table.indexedLabels()).containsExactly("0", "2", "10");
    }

    @Test
    void everyRoleIsRead() {
        Path file = write(
                folder.resolve("a.csv"),
                "id,x,w,g,day,f,censor,price",
                "a,1,0.5,beta,2024-01-02,0,1.0,9.5",
                "b,2,0,alpha,1970-01-02,7,0.0,-1",
                "c,3,2,beta,1969-12-31,0,1.0,3");
        TableSource source = Sources.csv(file)
                .label("price")
                .ignored("id")
                .weight("w")
                .group("g")
                .time("day")
                .fold("f")
                .build();
        LoadedTable table = TableLoader.load(SPARK, source, LabelKind.QUANTITY, Set.of("censor"));
        TrainingData data = table.data();
        assertThat(data.labels()).containsExactly(9.5, -1, 3);
        assertThat(data.numClasses()).isZero();
        assertThat(List.of(data.weight(0), data.weight(1), data.weight(2))).containsExactly(0.5, 0.0, 2.0);
        assertThat(data.groups()).containsExactly(1, 0, 1);
        assertThat(data.foldNumbers()).containsExactly(0, 7, 0);
        assertThat(data.column("day")).containsExactly(19724, 1, -1);
        assertThat(data.column("censor")).containsExactly(1, 0, 1);
        assertThat(table.features()).containsExactly("x");
    }

    @Test
    void minusZeroIsTheGroupZero() {
        Path file = write(folder.resolve("a.csv"), "x,g", "1,0.0", "2,-0.0", "3,0.5", "4,-0.5", "5,0.0");
        LoadedTable table = load(Sources.csv(file).group("g"), LabelKind.NONE);
        long[] groups = Objects.requireNonNull(table.data().groups());
        assertThat(groups[1]).isEqualTo(groups[0]).isEqualTo(groups[4]);
        assertThat(Arrays.stream(groups).distinct()).hasSize(3);
    }

    @Test
    void timestampsAreSecondsAndWholeGroupsStayAsTheyAre() {
        Path file = write(
                folder.resolve("a.csv"), "x,g,t", "1,-4,1970-01-01T00:00:01.5Z", "2,9000000000,1970-01-01T00:01:00Z");
        LoadedTable table = load(Sources.csv(file).group("g").time("t"), LabelKind.NONE);
        assertThat(table.data().column("t")).containsExactly(1.5, 60);
        assertThat(table.data().groups()).containsExactly(-4, 9_000_000_000L);
        assertThat(table.data().hasLabels()).isFalse();
        assertThat(table.label()).isEmpty();
    }

    @Test
    void listedFeaturesKeepTheirOrderAndABooleanIsANumber() {
        Path file = write(folder.resolve("a.csv"), "a,b,c,d", "1,true,3,4", "5,false,7,8");
        LoadedTable table = load(Sources.csv(file).features("c", "b"), LabelKind.NONE);
        assertThat(values(table.data())).containsExactly(3, 1, 7, 0);
        assertThat(table.data().featureNames()).containsExactly("c", "b");
    }

    @Test
    void namesWithDotsSpacesAndTicksAreFound() {
        Path file = write(folder.resolve("a.csv"), "Beak Length (mm),a.b,c`d", "1,2,0", "3,4,1");
        LoadedTable table = load(Sources.csv(file).label("c`d"), LabelKind.CLASSES);
        assertThat(values(table.data())).containsExactly(1, 2, 3, 4);
    }

    @Test
    void libsvmStaysCompressedWhereMostValuesAreZero() {
        Path file = write(folder.resolve("a.libsvm"), "1 2:1.5", "0 9:-2 10:3", "1");
        LoadedTable table = load(Sources.of("libsvm", file).label("label"), LabelKind.CLASSES);
        assertThat(table.data().features()).isInstanceOf(FeatureMatrix.Sparse.class);
        assertThat(table.data().features().numFeatures()).isEqualTo(10);
        assertThat(table.data().vector(1).toArray()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, -2, 3);
        assertThat(table.featuresColumn()).contains("features");
        assertThat(table.data().featureNames()).isEmpty();
    }

    @Test
    void libsvmBecomesDenseWhereMostValuesAreNotZero() {
        Path file = write(folder.resolve("a.libsvm"), "1 1:1 2:2", "0 1:3", "1 1:4 2:5");
        LoadedTable table = load(Sources.of("libsvm", file).label("label"), LabelKind.CLASSES);
        assertThat(values(table.data())).containsExactly(1, 2, 3, 0, 4, 5);
    }

    @Test
    void vectorsFollowNumbersAsInVectorAssembler() {
        Dataset<Row> numbers = raw(write(folder.resolve("a.csv"), "a,b,c", "1,0,3", "0,5,6", "7,0,0"));
        Dataset<Row> vectors = new VectorAssembler()
                .setInputCols(new String[] {"b", "c"})
                .setOutputCol("v")
                .transform(numbers)
                .select("v", "a");
        vectors.coalesce(1).write().parquet(folder.resolve("p").toString());
        LoadedTable table = load(Sources.of("parquet", folder.resolve("p")), LabelKind.NONE);
        assertThat(table.features()).containsExactly("a", "v");
        assertThat(table.data().featureNames()).containsExactly("a", "v_b", "v_c");
        assertThat(values(table.data())).containsExactly(1, 0, 3, 0, 5, 6, 7, 0, 0);
        assertThat(table.featuresColumn()).isEmpty();
    }

    @Test
    void arraysOfNumbersAreVectors() {
        Dataset<Row> arrays = raw(write(folder.resolve("a.csv"), "a,b,c", "1,0,3", "0,5,6", "7,0,0"))
                .selectExpr("array(b, c) v", "array(cast(c as decimal(5, 1))) w", "cast(a as tinyint) a");
        arrays.coalesce(1).write().parquet(folder.resolve("p").toString());
        LoadedTable table = load(Sources.of("parquet", folder.resolve("p")), LabelKind.NONE);
        assertThat(table.features()).containsExactly("a", "v", "w");
        assertThat(table.arrayLengths()).containsOnly(Map.entry("v", 2), Map.entry("w", 1));
        assertThat(table.data().featureNames()).containsExactly("a", "v_0", "v_1", "w_0");
        assertThat(values(table.data())).containsExactly(1, 0, 3, 3, 0, 5, 6, 6, 7, 0, 0, 0);
        assertThat(table.featuresColumn()).isEmpty();
    }

    /** Rows of a block may come dense, sparse or mixed, with zeros of either sign written out or not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void denseAndSparseVectorsGiveTheSameTable(int sparseEvery) {
        double[][] rows = {{1, 0, -0.0, 2}, {0, 3, 0, 4}, {-0.0, -5, 6, 0}, {7, 8, 9, 10}, {0, 0, 0, 0}};
        LoadedTable table = TableLoader.load(
                vectorRows(rows, sparseEvery),
                Sources.of("table", "vectors").label("y").build(),
                LabelKind.CLASSES,
                Set.of());
        assertThat(table.data().features()).isInstanceOf(FeatureMatrix.Dense.class);
        double[] expected = Arrays.stream(rows)
                .flatMapToDouble(Arrays::stream)
                .map(value -> value + 0.0)
                .toArray();
        assertThat(values(table.data())).containsExactly(expected);
        assertThat(table.data().labels()).containsExactly(1, 0, 1, 0, 1);
        assertThat(table.indexedLabels()).containsExactly("0.5", "1.5");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void vectorsOfFewValuesAreCompressed(int sparseEvery) {
        double[][] rows = {{0, 0, -0.0, 2}, {0, 3, 0, 0}, {-0.0, 0, 0, 0}, {7, 0, 0, 1}};
        FeatureMatrix features = TableLoader.load(
                        vectorRows(rows, sparseEvery),
                        Sources.of("table", "vectors").label("y").build(),
                        LabelKind.CLASSES,
                        Set.of())
                .data()
                .features();
        assertThat(features).isInstanceOfSatisfying(FeatureMatrix.Sparse.class, sparse -> {
            assertThat(sparse.starts()).containsExactly(0, 1, 2, 2, 4);
            assertThat(sparse.indices()).containsExactly(3, 1, 0, 3);
            assertThat(sparse.values()).containsExactly(2, 3, 7, 1);
        });
    }

    @Test
    void doubleClassesHaveTheTextsThatSparkCastsThemTo() {
        Dataset<Row> numbers = SPARK.createDataset(
                        List.of(1e10, 1.5e-5, 123456789.125, -0.5, 1e-320, 3.0), Encoders.DOUBLE())
                .toDF("y");
        List<String> expected = numbers.orderBy("y")
                .select(functions.col("y").cast("string"))
                .as(Encoders.STRING())
                .collectAsList();
        LoadedTable table = TableLoader.load(
                numbers.withColumn("x", functions.lit(1)),
                Sources.of("table", "numbers").label("y").build(),
                LabelKind.CLASSES,
                Set.of());
        assertThat(table.indexedLabels()).isEqualTo(expected);
    }

    /** Of a double label the classes are 0.5 and 1.5, in turn. */
    private static Dataset<Row> vectorRows(double[][] rows, int sparseEvery) {
        List<Row> vectors = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            boolean isSparse = sparseEvery > 0 && row % sparseEvery == sparseEvery - 1;
            int[] all = IntStream.range(0, rows[row].length).toArray();
            Vector vector = isSparse ? Vectors.sparse(all.length, all, rows[row]) : Vectors.dense(rows[row]);
            vectors.add(RowFactory.create(vector, row % 2 == 0 ? 1.5 : 0.5));
        }
        StructType schema = new StructType().add("v", SQLDataTypes.VectorType()).add("y", DataTypes.DoubleType);
        return SPARK.createDataFrame(vectors, schema).coalesce(1);
    }

    @Test
    void nominalAttributesBecomeCategories() {
        Dataset<Row> rows = raw(write(folder.resolve("a.csv"), "a,b", "1.5,0.0", "2.5,2.0"));
        Dataset<Row> nominal = rows.withColumn(
                "b",
                functions
                        .col("b")
                        .as(
                                "b",
                                NominalAttribute.defaultAttr()
                                        .withName("b")
                                        .withNumValues(3)
                                        .toMetadata()));
        nominal.write().parquet(folder.resolve("p").toString());
        TrainingData data =
                load(Sources.of("parquet", folder.resolve("p")), LabelKind.NONE).data();
        assertThat(data.categories(0)).isZero();
        assertThat(data.categories(1)).isEqualTo(3);
        TrainingData vector = vectorOf(nominal);
        assertThat(vector.categories(1)).isEqualTo(3);
        assertThat(vector.featureNames()).containsExactly("a", "b");
    }

    private TrainingData vectorOf(Dataset<Row> rows) {
        new VectorAssembler()
                .setInputCols(new String[] {"a", "b"})
                .setOutputCol("v")
                .transform(rows)
                .select("v")
                .write()
                .parquet(folder.resolve("vector").toString());
        return load(Sources.of("parquet", folder.resolve("vector")), LabelKind.NONE)
                .data();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "json"})
    void everyFormatGivesTheSameData(String format) {
        Path file = write(folder.resolve("a.csv"), "a,b,y", "1,2.5,u", "3,4.5,v");
        raw(file).coalesce(1).write().format(format).save(folder.resolve("t").toString());
        TrainingData expected =
                load(Sources.csv(file).label("y"), LabelKind.CLASSES).data();
        TrainingData actual = load(Sources.of(format, folder.resolve("t")).label("y"), LabelKind.CLASSES)
                .data();
        assertThat(actual.fingerprint()).isEqualTo(expected.fingerprint());
    }

    @Test
    void aViewKeepsItsOwnOrder() {
        raw(write(folder.resolve("a.csv"), "a,y", "1,0", "2,1", "3,0"))
                .orderBy(functions.col("a").desc())
                .createOrReplaceTempView("backwards");
        LoadedTable table = load(Sources.of("table", "backwards").label("y"), LabelKind.CLASSES);
        assertThat(values(table.data())).containsExactly(3, 2, 1);
    }

    private static LoadedTable load(Sources source, LabelKind kind) {
        return TableLoader.load(SPARK, source.build(), kind, Set.of());
    }

    private static Dataset<Row> raw(Path file) {
        return SPARK.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(file.toString());
    }

    private static double[] indexedBy(StringIndexerModel model, Dataset<Row> rows) {
        return model
                .transform(rows)
                .select(functions.col("i").cast(DataTypes.DoubleType))
                .as(Encoders.DOUBLE())
                .collectAsList()
                .stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static double[] values(TrainingData data) {
        return ((FeatureMatrix.Dense) data.features()).values();
    }
}
