package dev.hone.driver.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Models that broadcast themselves when they transform a table: executors, unlike local mode, read them back. */
class BroadcastModelsTest {
    private static final Vector ROW = Vectors.dense(3, 2);

    @Test
    void aRegressionForestArrivesWhole() {
        RandomForestRegressionModel model =
                new RandomForestRegressor().setLabelCol("size").setNumTrees(3).fit(table());

        assertThat(travelled(model).predict(ROW)).isEqualTo(model.predict(ROW));
    }

    @Test
    void boostedRegressionTreesArriveWhole() {
        GBTRegressionModel model =
                new GBTRegressor().setLabelCol("size").setMaxIter(2).fit(table());

        assertThat(travelled(model).predict(ROW)).isEqualTo(model.predict(ROW));
    }

    @Test
    void severalOfThemOneAfterTheOther() {
        RandomForestRegressionModel model =
                new RandomForestRegressor().setLabelCol("size").setNumTrees(2).fit(table());

        List<Model<?>> arrived = Stream.of(
                        travelledObject(new Object[] {model, "between", model.copy(model.extractParamMap())}))
                .map(Object[].class::cast)
                .flatMap(Stream::of)
                .filter(Model.class::isInstance)
                .<Model<?>>map(Model.class::cast)
                .toList();

        assertThat(arrived)
                .hasSize(2)
                .allSatisfy(each -> assertThat(((RandomForestRegressionModel) each).predict(ROW))
                        .isEqualTo(model.predict(ROW)));
    }

    @SuppressWarnings("unchecked")
    private static <T> T travelled(T value) {
        return (T) travelledObject(value);
    }

    private static Object travelledObject(Object value) {
        ClassTag<Object> any = ClassTag$.MODULE$.apply(Object.class);
        SerializerInstance kryo = SparkEnv.get().serializer().newInstance();
        ByteBuffer bytes = kryo.serialize(value, any);
        return kryo.deserialize(bytes, any);
    }

    private static Dataset<Row> table() {
        Dataset<Row> rows = LocalSpark.session()
                .range(0, 40, 1, 2)
                .selectExpr(
                        "cast(id % 7 as double) a",
                        "cast(id % 5 as double) b", "cast(id % 7 + 2 * (id % 5) as double) size");
        return new VectorAssembler()
                .setInputCols(new String[] {"a", "b"})
                .setOutputCol("features")
                .transform(rows);
    }
}
