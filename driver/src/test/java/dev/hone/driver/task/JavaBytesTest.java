package dev.hone.driver.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.Trials;
import dev.hone.worker.trial.TrialOutcome;
import elsewhere.house.stages.native_.Weights;
import elsewhere.house.stages.spark.HouseStage;
import elsewhere.rogue.Gadget;
import java.io.File;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Option;
import scala.Tuple2;

class JavaBytesTest {
    @BeforeEach
    void nothingIsRead() {
        Gadget.READ.set(0);
    }

    static Stream<Object> values() {
        return Stream.of(
                "text",
                new double[][] {{1, 2}, {3}},
                new String[] {"a"},
                List.of(1, 2L, 3f, 'c'),
                new ArrayList<>(List.of(true)),
                new TreeMap<>(Map.of("a", new BigDecimal("1.5"))),
                BitSet.valueOf(new long[] {5}),
                Trials.scored(1, "f1", 0.5),
                Option.apply(Tuple2.apply("a", 1)),
                Vectors.sparse(3, new int[] {1}, new double[] {2}),
                RowFactory.create(1, "a"),
                new StructType().add("a", DataTypes.createDecimalType(5, 2)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void plainValuesAreRead(Object value) {
        assertThat(JavaBytes.read(JavaBytes.of(value))).isEqualTo(value);
    }

    @Test
    void stagesOfSparkAreReadWithTheirParams() {
        RandomForestClassifier forest = new RandomForestClassifier().setMaxDepth(7);
        Pipeline pipeline =
                new Pipeline().setStages(new PipelineStage[] {new VectorAssembler().setOutputCol("v"), forest});

        Pipeline read = (Pipeline) JavaBytes.read(JavaBytes.of(pipeline));

        assertThat(((RandomForestClassifier) read.getStages()[1]).getMaxDepth()).isEqualTo(7);
    }

    @Test
    void aStageOfSomebodyElseIsReadWithWhatItsLibraryHas() {
        HouseStage read = (HouseStage) JavaBytes.read(JavaBytes.of(new HouseStage()));

        assertThat(read.weights()).isEqualTo(new Weights(0.5));
    }

    @Test
    void whatNoStageOfItsLibraryHoldsIsRefused() {
        assertRefused(new Weights(0.5), Weights.class.getName(), "elsewhere.house.stages.native_");
    }

    @Test
    void anotherClassIsRefusedBeforeItDoesAnything() {
        assertRefused(new Gadget(), "elsewhere.rogue.Gadget", "elsewhere.rogue");
        assertRefused(new Gadget[0], "elsewhere.rogue.Gadget", "elsewhere.rogue");
        assertRefused(List.of(new Gadget()), "elsewhere.rogue.Gadget", "elsewhere.rogue");
        assertRefused(new HouseStage(new Gadget()), "elsewhere.rogue.Gadget", "elsewhere.rogue");
        assertRefused(Option.apply(Tuple2.apply(1, new Gadget())), "elsewhere.rogue.Gadget", "elsewhere.rogue");
        assertThat(Gadget.READ).hasValue(0);
    }

    @Test
    void aClassOfJavaThatIsNoValueIsRefused() {
        assertRefused(new File("/"), "java.io.File", "java.io");
        assertRefused(new IllegalStateException("x"), "java.lang.IllegalStateException", "java.lang");
    }

    @Test
    void aProxyIsRefused() {
        Object proxy = Proxy.newProxyInstance(
                Gadget.class.getClassLoader(), new Class<?>[] {Comparable.class}, (Handler & Serializable)
                        Handler::call);

        assertThatExceptionOfType(RefusedClassException.class).isThrownBy(() -> JavaBytes.read(JavaBytes.of(proxy)));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aLambdaOfAnAllowedClassIsReadAndWorks() {
        TrialOutcome outcome = Trials.scored(1, "f1", 0.5);
        Function<TrialOutcome, Object> own = (Function<TrialOutcome, Object> & Serializable) TrialOutcome::config;

        Object read = JavaBytes.read(JavaBytes.of(own));

        assertThat(((Function<TrialOutcome, Object>) read).apply(outcome)).isEqualTo(outcome.config());
    }

    @Test
    void aLambdaOfAnotherClassIsRefused() {
        assertRefused(Gadget.maker(), "elsewhere.rogue.Gadget", "elsewhere.rogue");
        assertThat(JavaBytes.read(JavaBytes.of(Gadget.maker()), ValueClasses.allowing("elsewhere.rogue")))
                .isInstanceOf(Supplier.class);
    }

    @Test
    void whatALambdaOfAnAllowedClassHoldsIsRefusedAsAnywhere() {
        Gadget gadget = new Gadget();

        assertRefused((Supplier<Gadget> & Serializable) () -> gadget, "elsewhere.rogue.Gadget", "elsewhere.rogue");
        assertThat(Gadget.READ).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aSettingAllowsFurtherPackages(String setting) {
        Object read = JavaBytes.read(JavaBytes.of(new Gadget()), ValueClasses.allowing(setting));

        assertThat(read).isInstanceOf(Gadget.class);
    }

    static Stream<String> settings() {
        return Stream.of("elsewhere.rogue", "com.acme, elsewhere.*", "elsewhere.rogue.*");
    }

    @Test
    void aPackageIsNotAllowedByTheBeginningOfItsName() {
        assertThatExceptionOfType(RefusedClassException.class)
                .isThrownBy(() -> JavaBytes.read(
                        JavaBytes.of(new Gadget()), ValueClasses.allowing("elsewhere.rog,elsewhere.rogue.x")));
    }

    @Test
    void whatTheUserGaveTheDriverIsReadWhateverItIs() {
        assertThat(JavaBytes.readTrusted(JavaBytes.of(new Gadget()))).isInstanceOf(Gadget.class);
    }

    private static void assertRefused(Object value, String name, String packageName) {
        assertThatExceptionOfType(RefusedClassException.class)
                .isThrownBy(() -> JavaBytes.read(JavaBytes.of(value)))
                .withNoCause()
                .withMessage("Class '" + name
                        + "' in what a task returned must be of Hone, of Spark ML, a plain value, or beside"
                        + " a stage or model of the study; if it belongs to one, allow its package by --conf"
                        + " spark.hone.deserialization.allow=" + packageName);
    }

    /** Of a proxy. */
    private interface Handler extends InvocationHandler {
        static Object call(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return 0;
        }
    }
}
