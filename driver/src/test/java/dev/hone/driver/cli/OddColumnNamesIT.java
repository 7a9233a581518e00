package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.UserSession;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose columns have names with dots, backticks, spaces, umlauts or other cases, from the file to the saved model. */
@Timeout(300)
class OddColumnNamesIT {
    @RegisterExtension
    static final UserSession SESSION = new UserSession(StudySession.configuration("names", true));

    private static final String TREE = """
            learner: DecisionTreeClassifier
            validation: {metric: accuracy, folds: 3}
            """;
    private static final String[] FLOWERS = {"sepal.length", "petal.width", "Größe (cm)", "tick`ed"};

    @TempDir
    private Path temporary;

    private PipelineFolder flowers = new PipelineFolder(new StudyFolder(Path.of("")));

    @BeforeEach
    void makeStudy() {
        flowers = PipelineFolder.in(temporary, "flowers", "Flower.Kind");
    }

    @Test
    void theSavedModelTakesTheRawTable() {
        flowers.write("Flower.Kind", "", TREE);

        flowers.tune();

        assertThat(flowers.features()).containsExactly(FLOWERS);
        assertPredicts(flowers, table());
    }

    @Test
    void aLabelCopyIsToldFromAColumnThatHasItsName() {
        String renamed = flowers.study().read("table.csv").replace("Größe (cm)", "flower_kind");
        flowers.study().write("table.csv", renamed);
        flowers.write("Flower.Kind", "", TREE);

        flowers.tune();

        assertPredicts(flowers, table());
    }

    @Test
    void stagesTakeWhatAStatementMakesOfThem() {
        flowers.write("Flower.Kind", "", """
                pipeline:
                  - name: SQLTransformer
                    params: {statement: "SELECT *, `sepal.length` * `tick``ed` AS area FROM __THIS__"}
                  - {name: VectorAssembler, params: {inputCols: ['Größe (cm)', area], outputCol: 'a vector'}}
                  - {name: UnivariateFeatureSelector, params: {featuresCol: 'a vector', outputCol: chosen.ones,
                       featureType: continuous, labelType: categorical, selectionThreshold: 1}}
                """ + TREE);

        flowers.tune();

        assertThat(flowers.features()).containsExactly("petal.width", "chosen.ones");
        assertPredicts(flowers, table());
    }

    @Test
    void whatAStatementDerivesFromALabelWithADotIsNoFeature() {
        flowers.write("Flower.Kind", "", """
                pipeline:
                  - name: SQLTransformer
                    params: {statement: "SELECT *, length(`Flower.Kind`) AS `a.b` FROM __THIS__"}
                """ + TREE);

        flowers.tune();

        assertThat(flowers.features()).containsExactly(FLOWERS);
    }

    @Test
    void aQuantityAWeightAndAFoldMayHaveSuchNames() {
        flowers.write("sepal.length", "weight: petal.width, fold: 'tick`ed', ignore: [Flower.Kind]", """
                learner: LinearRegression
                validation: {metric: rmse, scheme: fold-column}
                """);

        flowers.tune();

        Dataset<Row> raw = table();
        assertThat(flowers.features()).containsExactly("Größe (cm)");
        assertThat(flowers.model().transform(raw).select("prediction").count()).isEqualTo(raw.count());
    }

    @Test
    void soMayAGroup() {
        flowers.write("Flower.Kind", "group: 'tick`ed'", TREE.replace("folds", "scheme: group-k-fold, folds"));

        flowers.tune();

        assertThat(flowers.features()).containsExactly("sepal.length", "petal.width", "Größe (cm)");
        assertPredicts(flowers, table());
    }

    @Test
    void columnsThatDifferOnlyByCaseAreTwoWhereSparkTellsThemApart() {
        flowers.study().write("table.csv", flowers.study().read("table.csv").replace("petal.width", "SEPAL.LENGTH"));
        flowers.write("Flower.Kind", "", TREE);
        UserSession.session().conf().set("spark.sql.caseSensitive", "true");
        try {
            flowers.tune();

            assertThat(flowers.features()).containsExactly("sepal.length", "SEPAL.LENGTH", "Größe (cm)", "tick`ed");
            assertPredicts(flowers, table());
        } finally {
            UserSession.session().conf().unset("spark.sql.caseSensitive");
        }
    }

    @Test
    void whereSparkDoesNotTellThemApartTheirNamesAreExplained() {
        flowers.study().write("table.csv", flowers.study().read("table.csv").replace("petal.width", "FLOWER.KIND"));
        flowers.write("Flower.Kind", "", TREE);

        CommandLineRun run = flowers.run("tune");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("Column 'Flower.Kind': must be in the table (columns: sepal.length, FLOWER.KIND1, Größe (cm),"
                        + " tick`ed, Flower.Kind4); Spark numbers columns of a csv that differ only by case, unless"
                        + " spark.sql.caseSensitive is true");
    }

    private static void assertPredicts(PipelineFolder flowers, Dataset<Row> raw) {
        Dataset<Row> predicted = flowers.model().transform(raw);
        long right = predicted.filter("predictedLabel = `Flower.Kind`").count();
        assertThat(right / (double) raw.count()).isGreaterThan(0.9);
        assertThat(flowers.model()
                        .transform(raw.drop("`Flower.Kind`"))
                        .select("predictedLabel")
                        .collectAsList())
                .isEqualTo(predicted.select("predictedLabel").collectAsList());
    }

    private Dataset<Row> table() {
        return UserSession.session()
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(temporary.resolve("table.csv").toString());
    }
}
