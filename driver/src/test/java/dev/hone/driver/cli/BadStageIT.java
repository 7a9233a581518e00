package dev.hone.driver.cli;

import static dev.hone.driver.cli.Mistake.inPipeline;

import dev.hone.driver.UserSession;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is wrong between the stages of a pipeline and the table: each message says what would help. */
class BadStageIT extends MistakeContract {
    @RegisterExtension
    static final UserSession SESSION = new UserSession();

    private static final String CITIES = """
            a,city,kind
            0,x,red
            1,y,blue
            2,x,red
            3,y,blue
            4,x,red
            0,y,blue
            1,x,red
            2,y,blue
            3,x,red
            4,z,blue
            """;

    static Stream<Mistake> mistakes() {
        return Stream.of(
                inPipeline(
                                "a category that no training row has",
                                stage("StringIndexer", "inputCol: city, outputCol: cityIndex"),
                                "line 2, data: Data 'file:{table}': the stages must be able to take every row (SparkException: Unseen label: z. To handle unseen labels, set Param handleInvalid to keep; set handleInvalid: keep on that stage, which gives such values a category of their own, or skip, which drops their rows)")
                        .on(CITIES),
                inPipeline(
                                "a category that is missing",
                                stage("StringIndexer", "inputCol: city, outputCol: cityIndex"),
                                "line 2, data: Data 'file:{table}': the stages must be able to take every row (SparkException: StringIndexer encountered NULL value{...}; set handleInvalid: keep on that stage, which gives such values a category of their own, or skip, which drops their rows)")
                        .on(CITIES.replace("z,", ",")),
                inPipeline(
                                "text in an assembler",
                                stage("VectorAssembler", "inputCols: [a, city], outputCol: features"),
                                "line 7, pipeline.0: VectorAssembler: Data type string of column city is not supported; make numbers of texts by a StringIndexer before, and of these categories by a OneHotEncoder")
                        .on(CITIES),
                inPipeline(
                                "a missing value in an assembler",
                                stage("VectorAssembler", "inputCols: [a, b], outputCol: features"),
                                "line 2, data: Data 'file:{table}': the stages must be able to take every row (SparkException: Encountered null while assembling a row with handleInvalid = \"error\"; fill missing values by an Imputer before, or set handleInvalid: keep or skip on VectorAssembler)")
                        .on(StudyFolder.TABLE.replace("3,10.5", ",10.5")),
                inPipeline(
                        "a scaler of a number",
                        stage("StandardScaler", "inputCol: a, outputCol: scaled"),
                        "line 7, pipeline.0: StandardScaler: Column a must be of type{...}; make one column of vectors of its columns by a VectorAssembler before"),
                inPipeline(
                                "an imputer of text",
                                stage("Imputer", "inputCols: [city], outputCols: [full]"),
                                "line 7, pipeline.0: Imputer: Column city must be of type numeric but was actually of type string; make numbers of texts by a StringIndexer before, and of these categories by a OneHotEncoder")
                        .on(CITIES),
                inPipeline(
                                "an encoder of text",
                                stage("OneHotEncoder", "inputCol: city, outputCol: code"),
                                "line 7, pipeline.0: OneHotEncoder: Column city must be of type numeric but was actually of type string; make numbers of texts by a StringIndexer before, and of these categories by a OneHotEncoder")
                        .on(CITIES),
                inPipeline(
                                "an input that is not there",
                                stage("StringIndexer", "inputCol: town, outputCol: index"),
                                "line 7, pipeline.0: StringIndexer: SparkException: Input column town does not exist; name columns of the table or of the stages before")
                        .on(CITIES),
                inPipeline(
                                "an output that is there already",
                                stage("StringIndexer", "inputCol: city, outputCol: a"),
                                "line 7, pipeline.0: StringIndexer: Output column a already exists; give the stage another outputCol")
                        .on(CITIES),
                inPipeline(
                                "no input",
                                stage("StringIndexer", "outputCol: index"),
                                "line 7, pipeline.0: StringIndexer: {...}requires exactly one of inputCol, inputCols{...}; name its columns under params")
                        .on(CITIES),
                inPipeline(
                        "splits that a value exceeds",
                        stage("Bucketizer", "inputCol: a, outputCol: bucket, splits: [0, 1, 2]"),
                        "line 2, data: Data 'file:{table}': the stages must be able to take every row (SparkException: Feature value 3.0 out of Bucketizer bounds [0.0, 2.0]{...}; begin the splits with -Infinity and end them with Infinity)"),
                inPipeline(
                                "a missing value in a bucketizer",
                                stage("Bucketizer", "inputCol: a, outputCol: bucket, splits: [-Infinity, 1, Infinity]"),
                                "line 2, data: Column 'bucket', data row 4: a feature must be a finite number (was: null); fill missing values by an Imputer under 'pipeline'")
                        .on(StudyFolder.TABLE.replace("3,10.5", ",10.5")),
                inPipeline(
                        "SQL that is none",
                        stage("SQLTransformer", "statement: SELEC a FROM __THIS__"),
                        "line 7, pipeline.0: SQLTransformer: ParseException: [PARSE_SYNTAX_ERROR]{...}; write SQL on the table __THIS__, such as SELECT *, a + b AS c FROM __THIS__"),
                inPipeline(
                        "SQL on another table",
                        stage("SQLTransformer", "statement: SELECT a FROM rows"),
                        "line 7, pipeline.0: SQLTransformer: {...}[TABLE_OR_VIEW_NOT_FOUND]{...}; write SQL on the table __THIS__, such as SELECT *, a + b AS c FROM __THIS__"),
                inPipeline(
                        "SQL on a column that is not there",
                        stage("SQLTransformer", "statement: 'SELECT *, c + 1 AS d FROM __THIS__'"),
                        "line 7, pipeline.0: SQLTransformer: {...}[UNRESOLVED_COLUMN.WITH_SUGGESTION]{...} `c` {...}; name columns of the table or of the stages before"),
                inPipeline(
                        "more components than columns",
                        stage("VectorAssembler", "inputCols: [a, b], outputCol: v") + "\n"
                                + stage("PCA", "inputCol: v, outputCol: p, k: 3"),
                        "line 8, pipeline.1: PCA: source vector size 2 must be no less than k=3; choose a smaller k"),
                inPipeline(
                        "words of a number",
                        stage("Tokenizer", "inputCol: a, outputCol: words"),
                        "line 7, pipeline.0: Tokenizer: Input type must be string type but got int; give it a column of texts"),
                inPipeline(
                                "counts of text",
                                stage("CountVectorizer", "inputCol: city, outputCol: counts"),
                                "line 7, pipeline.0: CountVectorizer: Column city must be of type {...} but was actually of type string; split texts into words by a Tokenizer before")
                        .on(CITIES),
                inPipeline(
                        "a formula that is none",
                        stage("RFormula", "formula: 'kind ~ ~ a'"),
                        "line 7, pipeline.0: RFormula: Could not parse formula: kind ~ ~ a; write it as in R, such as label ~ a + b:c"),
                inPipeline(
                        "a stage of scikit-learn",
                        "  - SimpleImputer",
                        "line 7, pipeline.0: Stage 'SimpleImputer' is not known (known: {...}); did you mean 'Imputer'?"),
                inPipeline(
                        "a param of scikit-learn",
                        stage("Imputer", "missing_values: 0"),
                        "line 7, pipeline.0.params.missing_values: Imputer has no param 'missing_values' (params: {...}); did you mean 'missingValue'?"));
    }

    @Override
    String[] options() {
        return new String[] {StudyFolder.ALLOW_SQL};
    }

    private static String stage(String name, String params) {
        return "  - {name: " + name + ", params: {" + params + "}}";
    }
}
