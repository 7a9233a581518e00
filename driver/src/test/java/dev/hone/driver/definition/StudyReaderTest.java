package dev.hone.driver.definition;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.logIntegers;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.ManualSampler;
import dev.hone.driver.sampler.RandomSampler;
import dev.hone.driver.sampler.SobolSampler;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SqlStages;
import dev.hone.driver.study.FailureLimit;
import dev.hone.driver.study.FailureRule;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.DeclaredTypes;
import dev.hone.driver.table.source.ListedLabels;
import dev.hone.driver.table.source.NumberSeparators;
import dev.hone.driver.table.source.ParsingRules;
import dev.hone.driver.table.source.SplitColumns;
import dev.hone.driver.table.source.StringOrderType;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.fold.FoldColumn;
import dev.hone.worker.fold.GroupKFold;
import dev.hone.worker.fold.KFold;
import dev.hone.worker.fold.RepeatedStratifiedKFold;
import dev.hone.worker.fold.StratifiedHoldOut;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.fold.TimeSeriesSplit;
import dev.hone.worker.trial.ParameterValue.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a study file that has no mistakes, and of settings on the command line. */
class StudyReaderTest {
    private static final String SHORTEST = """
            name: short
            data: {path: table.csv, format: csv, label: y}
            learner: LogisticRegression
            validation: {metric: accuracy}
            """;

    @Test
    void theShortestStudyHasDefaults() {
        StudyDefinition study = read(SHORTEST);

        assertThat(study.name()).isEqualTo("short");
        assertThat(study.data())
                .isEqualTo(
                        new TableSource(TableLocation.of("file:/studies/table.csv", "csv"), ColumnRoles.ofLabel("y")));
        assertThat(study.search().method()).isEqualTo("grid");
        assertThat(study.search().seed()).isEqualTo(42);
        assertThat(study.search().sampler()).isInstanceOf(GridSampler.class);
        assertThat(study.search().sampler().trials()).isEqualTo(1);
        assertThat(study.search().stoppingRule()).isEqualTo(StoppingRule.never());
        assertThat(study.validation().objective()).isEqualTo(new Objective("accuracy", Direction.MAXIMIZE));
        assertThat(study.validation().scheme()).isEqualTo(StratifiedKFold.shuffled(3, 42));
        assertThat(study.output()).isEqualTo("out/short");
    }

    @Test
    void everyKeyOfDataIsRead() {
        StudyDefinition study = read("""
                name: all
                data:
                  path: hdfs://host/table
                  format: csv
                  options: {sep: ";", header: false, maxColumns: 7}
                  schema: "a DECIMAL(10,2)"
                  skip-lines: 3
                  decimal: ","
                  thousands: "."
                  label: y
                  label-order: frequencyDesc
                  features: [a, b]
                  ignore: [c]
                  weight: w
                  group: g
                  time: t
                  fold: f
                learner: LogisticRegression
                validation: {metric: accuracy}
                """);

        assertThat(study.data())
                .isEqualTo(new TableSource(
                        new TableLocation(
                                "hdfs://host/table",
                                "csv",
                                Map.of("sep", ";", "header", "false", "maxColumns", "7"),
                                new ParsingRules(
                                        DeclaredTypes.ofDdl("a DECIMAL(10,2)"), 3, new NumberSeparators(",", "."))),
                        new ColumnRoles(
                                Optional.of("y"),
                                StringOrderType.FREQUENCY_DESC,
                                List.of("a", "b"),
                                List.of("c"),
                                Optional.of("w"),
                                new SplitColumns(Optional.of("g"), Optional.of("t"), Optional.of("f")))));
        assertThat(study.validation().scheme()).isEqualTo(new FoldColumn());
    }

    @Test
    void labelsAreListedAsTextsWhateverTheyAre() {
        assertThat(read(SHORTEST, "data.label-order=[b, 'a', 1, 2.50, true]")
                        .data()
                        .roles()
                        .labelOrder())
                .isEqualTo(new ListedLabels(List.of("b", "a", "1", "2.5", "true")));
    }

    @Test
    void pathsAreRelativeToTheStudyFileButForTables() {
        assertThat(read(SHORTEST, "data.path=../a/*.csv").data().path()).isEqualTo("file:/a/*.csv");
        assertThat(read(SHORTEST, "data.path=/a.csv").data().path()).isEqualTo("/a.csv");
        assertThat(read(SHORTEST, "data.path=s3a://b/a.csv").data().path()).isEqualTo("s3a://b/a.csv");
        assertThat(read(SHORTEST, "data.path=db.a", "data.format=table").data().path())
                .isEqualTo("db.a");
    }

    @Test
    void aSpaceHasValuesListsRangesAndConditions() {
        StudyDefinition study = read("""
                name: spaces
                data: {path: table.csv, format: csv, label: y}
                learner: LogisticRegression
                space:
                  maxIter: 7
                  family: [binomial, multinomial]
                  standardization: true
                  regParam: {log-uniform: [1e-3, 10]}
                  elasticNetParam: {uniform: [0, 1], when: {family: binomial}}
                  aggregationDepth: {int: [2, 4]}
                  tol: {choice: [1.0e-6, 1], when: {family: [binomial, multinomial], aggregationDepth: 3}}
                  thresholds: [[0.25, 0.75], [0.5, 0.5]]
                search: {method: random, trials: 9}
                validation: {metric: accuracy}
                """);

        List<LearnerSpace> spaces = study.search().space().learners();
        assertThat(spaces).hasSize(1);
        assertThat(spaces.get(0).dimensions())
                .containsExactly(
                        choice("maxIter", 7),
                        choice("family", "binomial", "multinomial"),
                        choice("standardization", true),
                        logUniform("regParam", 1e-3, 10),
                        new RealRange("elasticNetParam", when("family", "binomial"), 0, 1, Scale.LINEAR),
                        integers("aggregationDepth", 2, 4),
                        new Choice(
                                "tol",
                                new Condition(Map.of(
                                        "family", values("binomial", "multinomial"), "aggregationDepth", values(3))),
                                values(1e-6, 1)),
                        new Choice(
                                "thresholds",
                                Condition.always(),
                                List.of(new Sequence(values(0.25, 0.75)), new Sequence(values(0.5, 0.5)))));
    }

    @Test
    void learnersOfAListHaveSpacesOfTheirOwn() {
        StudyDefinition study = read("""
                name: several
                data: {path: table.csv, format: csv, label: y}
                learner:
                  - LinearSVC
                  - name: GBTClassifier
                    space: {maxDepth: {log-int: [1, 8]}}
                  - name: OneVsRest
                    space:
                      classifier: [LinearSVC, NaiveBayes]
                      classifier.regParam: {uniform: [0, 1], when: {classifier: LinearSVC}}
                search: {method: sobol, trials: 16, seed: -5, time-limit: 1h30m, trial-timeout: 10m}
                validation: {metric: f1, metrics: [accuracy, f1, logLoss]}
                """);

        assertThat(study.search().space().learners())
                .extracting(LearnerSpace::learner)
                .containsExactly("LinearSVC", "GBTClassifier", "OneVsRest");
        assertThat(study.search().space().learners().get(0).dimensions()).isEmpty();
        assertThat(study.search().space().learners().get(1).dimensions())
                .containsExactly(logIntegers("maxDepth", 1, 8));
        assertThat(study.search().space().params()).containsExactly("maxDepth", "classifier", "classifier.regParam");
        assertThat(study.search().sampler()).isInstanceOf(SobolSampler.class);
        assertThat(study.search().sampler().trials()).isEqualTo(16);
        assertThat(study.search().seed()).isEqualTo(-5);
        assertThat(study.search().stoppingRule())
                .isEqualTo(
                        new StoppingRule(Optional.of(Duration.ofMinutes(90))).withTrialTimeout(Duration.ofMinutes(10)));
        assertThat(study.validation().metrics()).containsExactly("f1", "accuracy", "logLoss");
    }

    @Test
    void failuresMayBeLimitedByNumberOrShareAndRetried() {
        String grid = SHORTEST + "space: {regParam: [0, 1]}\n";

        assertThat(read(grid).search().stoppingRule().failures()).isEqualTo(FailureRule.none());
        assertThat(read(grid, "search.max-failures=10", "search.retry-failed=2")
                        .search()
                        .stoppingRule()
                        .failures())
                .isEqualTo(new FailureRule(Optional.of(new FailureLimit.Count(10)), 2));
        assertThat(read(grid, "search.max-failures=20%").search().stoppingRule().failures())
                .isEqualTo(new FailureRule(Optional.of(new FailureLimit.Share(20)), 0));
    }

    @Test
    void manualSearchListsItsTrials() {
        StudyDefinition study = read("""
                name: manual
                data: {path: table.csv, format: csv, label: y}
                learner: LinearRegression
                search:
                  method: manual
                  configs:
                    - {}
                    - {regParam: 0.5, maxIter: 3}
                    - {learner: GBTRegressor, maxDepth: 2}
                validation: {metric: rmse}
                """);

        assertThat(study.search().sampler()).isInstanceOf(ManualSampler.class);
        assertThat(study.search().sampler().trials()).isEqualTo(3);
        assertThat(study.search().sampler().propose(0, History.none()).params()).isEmpty();
        assertThat(study.search().sampler().propose(1, History.none()).params())
                .isEqualTo(Map.of("regParam", value(0.5), "maxIter", value(3)));
        assertThat(study.search().sampler().propose(2, History.none()).learner())
                .isEqualTo("GBTRegressor");
        assertThat(study.validation().objective()).isEqualTo(new Objective("rmse", Direction.MINIMIZE));
        assertThat(study.validation().scheme()).isEqualTo(KFold.shuffled(3, 42));
    }

    @Test
    void schemesAreNamedOrFollowFromTheData() {
        assertThat(scheme("data.group=g")).isEqualTo(new GroupKFold(3));
        assertThat(scheme("data.time=t"))
                .isEqualTo(new TimeSeriesSplit(3, Optional.of("t"), 0, OptionalInt.empty(), OptionalInt.empty()));
        assertThat(scheme("validation={metric: f1, folds: 4, shuffle: false}")).isEqualTo(StratifiedKFold.inOrder(4));
        assertThat(scheme("validation={metric: f1, scheme: repeated-stratified-k-fold, folds: 2, repeats: 5}"))
                .isEqualTo(new RepeatedStratifiedKFold(2, 5, 42));
        assertThat(scheme("validation={metric: f1, scheme: stratified-hold-out, train-ratio: 0.5, shuffle: false}"))
                .isEqualTo(StratifiedHoldOut.inOrder(0.5));
        assertThat(scheme(
                        "validation={metric: f1, scheme: time-series-split, gap: 1, max-train-size: 9, test-size: 2}"))
                .isEqualTo(new TimeSeriesSplit(3, Optional.empty(), 1, OptionalInt.of(9), OptionalInt.of(2)));
    }

    @Test
    void columnsThatParamsNameAreReadToo() {
        StudyDefinition study = read("""
                name: survival
                data: {path: table.csv, format: csv, label: y}
                learner: AFTSurvivalRegression
                space: {censorCol: [dead, left]}
                validation: {metric: rmse}
                """);

        assertThat(study.search().extraColumns()).containsExactlyInAnyOrder("dead", "left");
    }

    @Test
    void textsAreThoseOfYaml12() {
        StudyDefinition study = read("""
                name: on
                data: {path: table.csv, format: csv, label: "no"}
                learner: LogisticRegression
                space: {maxIter: [010], tol: [1e-3, .5, 2.], family: ["auto"]}
                validation: {metric: accuracy}
                """);

        assertThat(study.name()).isEqualTo("on");
        assertThat(study.data().label()).contains("no");
        assertThat(study.search().space().learners().get(0).dimensions())
                .containsExactly(choice("maxIter", 10), choice("tol", 1e-3, 0.5, 2.0), choice("family", "auto"));
    }

    @Test
    void anAnchorMayBeUsedAgain() {
        StudyDefinition study = read("""
                name: anchors
                data: {path: table.csv, format: csv, label: y}
                learner: LogisticRegression
                space: {regParam: &few [0.25, 0.5], elasticNetParam: *few}
                validation: {metric: accuracy}
                """);

        assertThat(study.search().space().learners().get(0).dimensions())
                .containsExactly(choice("regParam", 0.25, 0.5), choice("elasticNetParam", 0.25, 0.5));
    }

    @Test
    void jsonIsReadAsYamlIs() {
        String json = """
                {
                \t"name": "short",
                \t"data": {"path":"table.csv","format":"csv","label":"y"},
                \t"learner": "LogisticRegression", "validation": {"metric": "accuracy"}
                }
                """;

        assertThat(read(json).identity("")).isEqualTo(read(SHORTEST).identity(""));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read(json.replace("accuracy", "acuracy")))
                .withMessageStartingWith("study.yaml, line 4, validation.metric: 'acuracy' is not known");
    }

    @Test
    void settingsReplaceValuesAndMakeWhatIsMissing() {
        StudyDefinition study = read(
                SHORTEST,
                "search.method=random",
                "search.trials=5",
                "search.trials=7",
                "space.regParam={uniform: [0, 1]}",
                "output.path=/tmp/out=1");

        assertThat(study.search().sampler()).isInstanceOf(RandomSampler.class);
        assertThat(study.search().sampler().trials()).isEqualTo(7);
        assertThat(study.search().space().learners().get(0).dimensions()).containsExactly(uniform("regParam", 0, 1));
        assertThat(study.output()).isEqualTo("/tmp/out=1");
    }

    @Test
    void settingsReachIntoListsAndParamsWithDots() {
        StudyDefinition study = read(
                SHORTEST,
                "learner=[LinearSVC, {name: OneVsRest}]",
                "learner.0=NaiveBayes",
                "learner.1.space.classifier=LinearSVC",
                "learner.1.space.classifier.regParam=[0.5]");

        assertThat(study.search().space().learners())
                .containsExactly(
                        new LearnerSpace("NaiveBayes", List.of()),
                        new LearnerSpace(
                                "OneVsRest",
                                List.of(choice("classifier", "LinearSVC"), choice("classifier.regParam", 0.5))));
    }

    @Test
    void aSettingThatIsWrongIsNamed() {
        assertRefused("search.trials", "--set must be given key=value (given: search.trials)");
        assertRefused("=5", "--set must be given key=value (given: =5)");
        assertRefused("name=[1", "--set name: not YAML (expected ',' or ']', but got <stream end>)");
        assertRefused("name.first=x", "--set name.first: there is no 'first' inside a value");
        assertRefused(
                "learner=[LinearSVC]",
                "learner.1=NaiveBayes",
                "--set learner.1: '1' must be the number of one of the 1 items, from 0");
        assertRefused(
                "validation.folds=many",
                "study.yaml, --set validation.folds, validation.folds: must be a whole number (value: many)");
        assertRefused(
                "validation.folds=",
                "study.yaml, --set validation.folds, validation.folds: must be a whole number (value: nothing)");
        assertRefused(
                "search={method: rondom}",
                "study.yaml, --set search, search.method: must be one of grid, manual, auto, cma-es, gp, random, sobol, tpe (value: rondom);"
                        + " did you mean 'random'?");
        assertRefused(
                "validation={metric: accuracy, folds: 1}",
                "study.yaml, --set validation, validation.folds: must be at least 2 (value: 1)");
        assertRefused(
                "validation={folds: 1, metric: accuracy}",
                "validation.folds=0",
                "study.yaml, --set validation.folds, validation.folds: must be at least 2 (value: 0)");
        assertRefused(
                "data={path: a, format: cvs, label: y}",
                "study.yaml, --set data, data.format: must be one of csv, libsvm, parquet, orc, json, table (value:"
                        + " cvs); did you mean 'csv'?");
        assertRefused(
                "serch.trials=3",
                "study.yaml, --set serch.trials, serch: unknown key (allowed: name, data, learner, pipeline, space, search, validation,"
                        + " publish, output); did you mean 'search'?");
    }

    /** A journal of independent draws holds other trials than the same study has without repetition. */
    @Test
    void aSearchThatCouldRepeatIsAnotherStudyThanWhenItDid() {
        assertThat(read(SHORTEST, "space.regParam=[0, 1]", "search.method=random", "search.trials=2")
                        .search()
                        .drawing())
                .isEqualTo("random without repetition");
        assertThat(read(SHORTEST, "space.regParam={uniform: [0, 1]}", "search.method=random", "search.trials=2")
                        .search()
                        .drawing())
                .isEqualTo("random");
        assertThat(read(SHORTEST, "space.regParam=[0, 1]").search().drawing()).isEqualTo("grid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search.trials=30", "search.time-limit=5m"})
    void aNumberOfTrialsOrATimeWithoutAMethodIsAuto(String setting) {
        SearchDefinition search =
                read(SHORTEST, "space.regParam={uniform: [0, 1]}", setting).search();

        assertThat(search.method()).isEqualTo("auto");
        assertThat(search.text()).startsWith("auto: gp ").endsWith("(1 dimension, all real), seed 42");
    }

    @Test
    void autoTellsWhatItPickedAndWhy() {
        assertThat(auto("space.regParam={uniform: [0, 1]}", "search.trials=100"))
                .isEqualTo("auto: gp (1 dimension, all real), seed 42");
        assertThat(auto("space.regParam={uniform: [0, 1]}", "search.trials=1000"))
                .isEqualTo("auto: gp for 250 trials, then cma-es (1 dimension, all real), seed 42");
        assertThat(auto(
                        "space.regParam={uniform: [0, 1]}",
                        "space.maxIter={int: [1, 50]}",
                        "space.family=[binomial, multinomial]",
                        "space.tol={uniform: [0.1, 0.2], when: {family: binomial}}",
                        "search.time-limit=5m",
                        "search.curves=false"))
                .isEqualTo("auto: gp for 250 trials, then tpe (4 dimensions, 1 categorical, 1 conditional), seed 42");
        assertThat(auto("space.regParam=[0.1]", "search.trials=100"))
                .isEqualTo("auto: gp (one configuration), seed 42");
    }

    private static String auto(String... settings) {
        return read(SHORTEST, settings).search().text();
    }

    @Test
    void aGaussianProcessHandsOverAfterFiveHundredTrials() {
        SearchDefinition search = read(
                        SHORTEST, "space.regParam={uniform: [0, 1]}", "search.method=gp", "search.trials=100000")
                .search();

        assertThat(search.text()).isEqualTo("gp: gp for 500 trials, then cma-es (1 dimension, all real), seed 42");
        assertThat(search.sampler().trials()).isEqualTo(100_000);
    }

    @Test
    void anotherSeedSpaceOrSchemeIsAnotherStudyButMoreTrialsAreNot() {
        String random = SHORTEST + "space: {regParam: {uniform: [0, 1]}}\nsearch: {method: random, trials: 5}\n";

        assertThat(read(
                                random,
                                "search.trials=9",
                                "search.time-limit=5s",
                                "search.trial-timeout=5s",
                                "search.max-failures=5",
                                "search.retry-failed=1")
                        .identity("f"))
                .isEqualTo(read(random).identity("f"));
        for (String change : List.of(
                "name=other",
                "search.seed=1",
                "search.method=sobol",
                "space.regParam=[0.5]",
                "space.tol=1",
                "learner=LinearSVC",
                "validation.folds=4",
                "validation.metric=f1",
                "validation.metrics=[f1]")) {
            assertThat(read(random, change).identity("f"))
                    .as(change)
                    .isNotEqualTo(read(random).identity("f"));
        }
    }

    private static void assertRefused(String... settingsAndMessage) {
        List<String> settings = List.of(settingsAndMessage).subList(0, settingsAndMessage.length - 1);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read(SHORTEST, settings.toArray(String[]::new)))
                .withMessage(settingsAndMessage[settingsAndMessage.length - 1]);
    }

    private static Object scheme(String setting) {
        return read(SHORTEST, setting).validation().scheme();
    }

    private static StudyDefinition read(String text, String... settings) {
        return StudyReader.read(
                new StudyFile("study.yaml", text, "file:///studies"), List.of(settings), SqlStages.REFUSED);
    }
}
