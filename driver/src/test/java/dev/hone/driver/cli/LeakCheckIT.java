package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.UserSession;
import dev.hone.testing.SampledSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Coin flips with one stage after another of Spark ML's {@code feature} package that reads the side: what comes of it is no
 * feature, and the side cannot be foretold.
 */
@Timeout(300)
class LeakCheckIT {
    @RegisterExtension
    static final UserSession SESSION = new UserSession(StudySession.configuration("leaks", true));

    private static final String INDEX = "{name: StringIndexer, as: first, params: {inputCol: side, outputCol: i}}";
    private static final String VECTOR =
            INDEX + "|{name: VectorAssembler, as: second, params: {inputCols: [i, a], outputCol: v}}";
    private static final String WORDS = "{name: Tokenizer, as: first, params: {inputCol: side, outputCol: words}}";
    private static final String TERMS =
            WORDS + "|{name: HashingTF, as: second, params: {inputCol: words, outputCol: v, numFeatures: 16}}";
    private static final String ASSEMBLER =
            "{name: VectorAssembler, as: last, params: {inputCols: [a, b, c], outputCol: inputs}}";
    private static final String ONE_TO_ONE = "{name: %s, params: {inputCol: %s, outputCol: x%s}}";

    @TempDir
    private Path temporary;

    static Stream<Arguments> ofTheIndex() {
        return Stream.of(
                        "Binarizer,threshold: 0.5",
                        "Bucketizer,splits: [-1, 0.5, 2]",
                        "Imputer,missingValue: 7",
                        "IndexToString,labels: [one, two, three]",
                        "OneHotEncoder,",
                        "QuantileDiscretizer,",
                        "StringIndexer,",
                        "TargetEncoder,")
                .map(stage -> pipeline(INDEX, stage, "i"));
    }

    static Stream<Arguments> ofAVector() {
        return Stream.of(
                        "BucketedRandomProjectionLSH,bucketLength: 1.0",
                        "DCT,",
                        "ElementwiseProduct,scalingVec: [1, 2]",
                        "IDF,",
                        "MaxAbsScaler,",
                        "MinMaxScaler,",
                        "Normalizer,",
                        "PCA,k: 1",
                        "PolynomialExpansion,degree: 2",
                        "RobustScaler,",
                        "StandardScaler,",
                        "VectorIndexer,",
                        "VectorSlicer,indices: [0]")
                .map(stage -> pipeline(VECTOR, stage, "v"));
    }

    static Stream<Arguments> ofWords() {
        return Stream.of(
                        "CountVectorizer,",
                        "HashingTF,numFeatures: 16",
                        "NGram,n: 1",
                        "StopWordsRemover,",
                        "Word2Vec,minCount: 0, vectorSize: 2, maxIter: 1")
                .map(stage -> pipeline(WORDS, stage, "words"));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                pipeline(TERMS, "MinHashLSH,", "v"),
                pipeline("", "Tokenizer,", "side"),
                pipeline("", "RegexTokenizer,", "side"),
                pipeline("", "StringIndexer,handleInvalid: keep", "side"),
                pipeline("", "FeatureHasher,numFeatures: 16", "[side; a]"),
                pipeline(INDEX, "Interaction,", "[i; b]"),
                pipeline(INDEX, "FeatureHasher,numFeatures: 16", "[i; a]"),
                pipeline(INDEX, "VectorAssembler,", "[i; a]"),
                stages(VECTOR + "|{name: VectorSizeHint, params: {inputCol: v, size: 2}}"),
                stages(VECTOR + "|{name: VarianceThresholdSelector, params: {featuresCol: v, outputCol: x}}"),
                stages(VECTOR + "|{name: ChiSqSelector, params: {featuresCol: v, outputCol: x, numTopFeatures: 1}}"),
                stages(VECTOR + "|{name: UnivariateFeatureSelector, params: {featuresCol: v, outputCol: x,"
                        + " featureType: continuous, labelType: categorical, selectionThreshold: 1}}"),
                stages(INDEX + "|{name: SQLTransformer, params: {statement: 'SELECT *, i + a AS x FROM __THIS__'}}"),
                stages("{name: SQLTransformer, params: {statement: \"SELECT *, IF(side = 'heads', 1, 0) AS x FROM"
                        + " __THIS__\"}}"),
                stages("{name: SQLTransformer, params: {statement: \"SELECT *, length(s) AS x FROM (SELECT *, side"
                        + " AS s FROM __THIS__)\"}}"),
                stages("{name: SQLTransformer, params: {statement: \"SELECT *, (CASE WHEN side = 'heads' THEN a ELSE"
                        + " -a END) AS a2 FROM __THIS__\"}}|{name: Binarizer, params: {inputCol: a2,"
                        + " outputCol: x, threshold: 0.0}}"),
                stages(INDEX + "|{name: RFormula, params: {formula: a ~ i + b, featuresCol: x, labelCol: y}}", "y"),
                stages("{name: RFormula, params: {formula: side ~ a + b + c, featuresCol: x}}", "x"),
                stages(INDEX + "|{name: RFormula, params: {formula: side ~ ., featuresCol: x}}", "x"),
                stages(INDEX + "|{name: RFormula, params: {formula: ~ ., featuresCol: x}}", "x"));
    }

    /** Stages that learn from the label of the rows to train on only. */
    static Stream<Arguments> fittedByTheLabel() {
        return Stream.of(
                stages(
                        "{name: Bucketizer, params: {inputCol: a, outputCol: bin, splits: [-9, -1, 0, 1, 9]}}"
                                + "|{name: TargetEncoder, params: {inputCol: bin, outputCol: x}}",
                        "x"),
                Arguments.of(
                        ASSEMBLER + "|{name: UnivariateFeatureSelector, params: {featuresCol: inputs, outputCol: x,"
                                + " featureType: continuous, labelType: categorical, selectionThreshold: 2}}",
                        List.of("x")),
                Arguments.of(
                        ASSEMBLER
                                + "|{name: ChiSqSelector, params: {featuresCol: inputs, outputCol: x, numTopFeatures: 2}}",
                        List.of("x")));
    }

    @ParameterizedTest
    @SampledSource(
            value = {"ofTheIndex", "ofAVector", "ofWords", "others"},
            atLeast = 5)
    void noStageTellsTheSide(String stages, List<String> features) {
        PipelineFolder coins = PipelineFolder.in(temporary, "coins", "side");
        coins.write(
                "side",
                "",
                Arrays.stream(stages.split("\\|"))
                                .map(stage -> "  - " + stage + "\n")
                                .reduce("pipeline:\n", String::concat)
                        + "learner: DecisionTreeClassifier\nspace: {maxDepth: 3}\n"
                        + "validation: {metric: accuracy, scheme: hold-out, train-ratio: 0.5}\n");

        coins.tune();

        assertThat(coins.features()).containsExactlyInAnyOrderElementsOf(features);
        assertThat(coins.bestScore())
                .as("of 60 flips to test, within three standard errors")
                .isBetween(0.3, 0.7);
    }

    @ParameterizedTest
    @SampledSource("fittedByTheLabel")
    void aStageThatIsFittedByTheSideDoesNotTellItOfRowsToTest(String stages, List<String> features) {
        noStageTellsTheSide(stages, features);
    }

    private static Arguments pipeline(String before, String stage, String input) {
        String[] parts = stage.split(",", 2);
        String params = parts[1].isEmpty() ? "" : ", " + parts[1].strip();
        String text = ONE_TO_ONE.formatted(parts[0], input, params);
        return stages((before.isEmpty() ? "" : before + "|")
                + (input.startsWith("[")
                        ? text.replace("inputCol:", "inputCols:").replace(';', ',')
                        : parts[0].equals("Imputer")
                                ? text.replace("outputCol: x", "outputCol: x, strategy: median")
                                : text));
    }

    private static Arguments stages(String stages, String... further) {
        return Arguments.of(
                stages + "|" + ASSEMBLER,
                Stream.concat(Stream.of("inputs"), Arrays.stream(further)).toList());
    }
}
