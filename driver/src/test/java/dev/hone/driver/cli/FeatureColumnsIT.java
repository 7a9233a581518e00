package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.UserSession;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which columns are features behind stages: one rule for all trials of a study, and none that the label is in. */
@Timeout(300)
class FeatureColumnsIT {
    @RegisterExtension
    static final UserSession SESSION = new UserSession(StudySession.configuration("features", true));

    private static final String ACCURACY = "validation: {metric: accuracy, folds: 3}\n";
    private static final String TUTORIAL = """
            pipeline:
              - {name: StringIndexer, params: {inputCol: side, outputCol: INDEX}}
              - {name: VectorAssembler, params: {inputCols: [a, b, c], outputCol: features}}
            learner: [LogisticRegression, DecisionTreeClassifier, RandomForestClassifier]
            """ + ACCURACY;
    private static final String HOUSES = """
            learner: LinearRegression
            validation: {metric: rmse, folds: 3}
            """;

    @TempDir
    private Path temporary;

    private PipelineFolder coins = new PipelineFolder(new StudyFolder(Path.of("")));

    @BeforeEach
    void makeStudy() {
        coins = PipelineFolder.in(temporary, "coins", "side");
    }

    @Test
    void theIndexOfTheLabelIsNoFeatureUnderAnyNameThatAStageGivesIt() {
        for (String index : new String[] {"label", "sideIndex", "SIDEINDEX", "hone_row"}) {
            coins.write("side", "", TUTORIAL.replace("INDEX", index));

            CommandLineRun run = coins.run("validate");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("120 rows, 3 features, 2 classes (heads, tails)\nfeatures  features\n");
        }
    }

    @Test
    void coinFlipsCannotBeForetold() {
        coins.write("side", "", TUTORIAL.replace("INDEX", "sideIndex"));

        CommandLineRun run = coins.tune();

        assertThat(run.err()).startsWith("Features: features\n");
        assertThat(coins.features()).containsExactly("features");
        assertThat(coins.bestScore()).isBetween(0.4, 0.65);
        Dataset<Row> raw = table();
        assertThat(coins.model().transform(raw).columns()).contains("sideIndex", "sideIndex_1", "predictedLabel");
        assertThat(coins.model().transform(raw.drop("side")).count()).isEqualTo(120);
    }

    @Test
    void columnsThatATrialDoesNotTakeAreNoFeaturesInIt() {
        PipelineFolder houses = houses("assembled");

        houses.tune();

        assertHouses(houses);
        assertThat(houses.features()).containsExactly("assembled");
    }

    @Test
    void soItIsWithTheColumnThatSparkCallsFeatures() {
        PipelineFolder houses = houses("features");

        CommandLineRun run = houses.run("validate");
        houses.tune();

        assertThat(run.out()).contains("\nfeatures  features\n");
        assertHouses(houses);
    }

    @Test
    void columnsThatAFormulaTakesInAnotherTrialAreNoFeatures() {
        PipelineFolder houses = PipelineFolder.in(temporary, "houses", "price");
        houses.write("price", "", """
                pipeline: [{name: RFormula, params: {featuresCol: terms}}]
                space: {RFormula.formula: [price ~ rooms, price ~ rooms + area, price ~ .]}
                """ + HOUSES);

        houses.tune();

        assertHouses(houses);
        assertThat(houses.features()).containsExactly("terms");
    }

    @Test
    void tunedStatementsDoSoToo() {
        PipelineFolder houses = PipelineFolder.in(temporary, "houses", "price");
        houses.write("price", "", """
                pipeline: [SQLTransformer]
                space:
                  SQLTransformer.statement:
                    - SELECT rooms * 1.0 AS r FROM __THIS__
                    - SELECT *, rooms * 1.0 AS r, area * 1.0 AS s FROM __THIS__
                    - SELECT rooms * 1.0 AS r, area * 1.0 AS s, age * 1.0 AS t FROM __THIS__
                """ + HOUSES);

        houses.tune();

        assertHouses(houses);
        assertThat(houses.features()).containsExactly("r", "s", "t");
    }

    @Test
    void aColumnThatIsDerivedFromTheLabelIsUsedIfItIsListedAndThenWithAWarning() {
        coins.write("side", "features: [a, label]", TUTORIAL.replace("INDEX", "label"));

        CommandLineRun validated = coins.run("validate");
        CommandLineRun run = coins.tune();

        String warning =
                "Feature 'label' is derived from the label 'side': scores tell nothing of rows whose label is not"
                        + " known";
        assertThat(validated.out()).contains("\nfeatures  a, label\nwarning   " + warning + "\n");
        assertThat(run.err()).contains("\nWarning: " + warning + "\n");
        assertThat(coins.bestScore()).isGreaterThan(0.9);
    }

    @Test
    void whereOnlyColumnsDerivedFromTheLabelAreLeftTheStudyIsRefused() {
        coins.write("side", "ignore: [a, b, c]", """
                pipeline:
                  - {name: StringIndexer, params: {inputCol: side, outputCol: index}}
                  - {name: OneHotEncoder, params: {inputCol: index, outputCol: features}}
                learner: LogisticRegression
                """ + ACCURACY);

        CommandLineRun run = coins.run("tune");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains(
                        "at least one feature column is needed; what is derived from the label 'side' is none, unless it"
                                + " is listed under data.features (derived: index, features)");
    }

    @Test
    void thePlanNamesColumnsThatAreUsedForNothing() {
        coins.write("side", "", TUTORIAL.replace("INDEX", "label").replace("[a, b, c]", "[a, c]"));

        CommandLineRun run = coins.run("validate");

        assertThat(run.out()).contains("\nfeatures  features\nunused    b\n");
    }

    @Test
    void aStatementMayListColumns() {
        coins.write("side", "", """
                pipeline:
                  - {name: SQLTransformer, params: {statement: "select a, b, a * b AS ab FROM __THIS__"}}
                  - {name: VectorAssembler, params: {inputCols: [a, b, ab], outputCol: inputs}}
                  - {name: UnivariateFeatureSelector, params: {featuresCol: inputs, outputCol: chosen,
                       featureType: continuous, labelType: categorical, selectionThreshold: 2}}
                learner: LogisticRegression
                """ + ACCURACY);

        coins.tune();

        assertThat(coins.features()).containsExactly("chosen");
        assertThat(coins.model().transform(table()).columns())
                .contains("ab", "chosen")
                .doesNotContain("hone_row");
    }

    @Test
    void aStatementThatGroupsRowsIsRefused() {
        coins.write("side", "", """
                pipeline:
                  - {name: SQLTransformer, params: {statement: "SELECT a, max(b) AS b FROM __THIS__ GROUP BY a"}}
                learner: LogisticRegression
                """ + ACCURACY);

        CommandLineRun run = coins.run("tune");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("SQLTransformer: every row must be handed on with all its columns; a statement does so that"
                        + " begins with 'SELECT *, '");
    }

    @Test
    void trialsWithOtherFeaturesThanTheColumnThatOthersWriteAreToldSo() {
        coins.write("side", "", """
                pipeline: [{name: VectorAssembler, params: {inputCols: [a, b]}}]
                space: {VectorAssembler.outputCol: [features, others]}
                learner: LogisticRegression
                """ + ACCURACY);

        CommandLineRun run = coins.tune();

        assertThat(run.out())
                .contains("1 failed")
                .contains(
                        "the stages of every trial must write the column 'features', as those of others do, or list the"
                                + " features under data.features");
    }

    @Test
    void aStageIsKnownThoughAParamThatItNeedsIsTuned() {
        coins.write("side", "", """
                pipeline:
                  - {name: VectorAssembler, params: {inputCols: [a, b, c], outputCol: inputs}}
                  - {name: PCA, params: {inputCol: inputs, outputCol: components}}
                space: {PCA.k: [1, 2]}
                learner: LogisticRegression
                """ + ACCURACY);

        assertThat(coins.run("validate").out()).contains("\nfeatures  components\n");
    }

    @Test
    void aStageOfUnknownInputsNeedsAListOfFeatures() {
        String stages = "pipeline: [dev.hone.driver.cli.RebuiltRows]\nlearner: LogisticRegression\n" + ACCURACY;
        coins.write("side", "", stages);

        CommandLineRun refused = coins.run("validate");

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err())
                .hasLineCount(1)
                .contains(
                        "line 3, pipeline.0: RebuiltRows: it must be known which columns 'copy' is computed from; list the"
                                + " features under data.features");

        coins.write("side", "features: [b, copy]", stages);

        assertThat(coins.run("validate").out()).contains("\nfeatures  b, copy\nunused    a, c\n");
    }

    private PipelineFolder houses(String output) {
        PipelineFolder houses = PipelineFolder.in(temporary, "houses", "price");
        houses.write("price", "", """
                pipeline: [{name: VectorAssembler, params: {outputCol: OUTPUT}}]
                space: {VectorAssembler.inputCols: [[rooms], [rooms, area], [rooms, area, age]]}
                """.replace("OUTPUT", output) + HOUSES);
        return houses;
    }

    private static void assertHouses(PipelineFolder houses) {
        double[] rmse = houses.study().leaderboard().stream()
                .skip(1)
                .sorted((one, other) -> one.split(",")[1].compareTo(other.split(",")[1]))
                .mapToDouble(line -> Double.parseDouble(line.split(",")[4]))
                .toArray();
        assertThat(rmse).containsExactly(new double[] {44.83, 27.79, 5.15}, within(0.01));
    }

    private Dataset<Row> table() {
        return UserSession.session()
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(temporary.resolve("table.csv").toString());
    }
}
