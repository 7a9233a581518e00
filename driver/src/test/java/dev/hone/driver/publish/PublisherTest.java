package dev.hone.driver.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.ManualClock;
import dev.hone.driver.publish.PublishDecision.Outcome;
import dev.hone.driver.publish.ScoreComparison.Basis;
import dev.hone.driver.publish.ScoreComparison.ChampionScores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    private static final Configuration HADOOP = CrashingFileSystem.configuration();

    @TempDir
    private Path temporary;

    private Path models = Path.of("");

    /** Of the file system that crashes, where a test needs it. */
    private String scheme = "";

    @BeforeEach
    void namePath() {
        models = temporary.resolve("models");
        CrashingFileSystem.crashAt(Integer.MAX_VALUE);
    }

    @Test
    void theFirstModelIsPublishedWhateverItsScore() throws IOException {
        PublishDecision decision = publish(challenger("a", 0.1), PublishRule.BETTER);

        assertThat(decision.text()).isEqualTo("version 1 of " + models + ": the first version");
        assertThat(decision.model())
                .hasValueSatisfying(
                        model -> assertThat(Path.of(model)).isDirectory().hasParent(models.resolve(latest().folder())));
        assertThat(Files.readString(models.resolve("latest.json")))
                .isEqualTo(Files.readString(models.resolve("v-000001.json")));
        assertThat(models.resolve(latest().folder()).resolve("journal/head.json"))
                .hasContent("journal/head.json of a");
    }

    @Test
    void aWorseModelNeverTakesThePlaceOfABetterOne() {
        publish(challenger("a", 0.8), PublishRule.BETTER);
        publish(challenger("b", 0.9), PublishRule.NOT_WORSE);

        PublishDecision worse = publish(challenger("c", 0.85), PublishRule.NOT_WORSE);

        assertThat(worse.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(worse.text())
                .isEqualTo("version 2 of " + models + " stays: accuracy 0.8500 against 0.9000 of version 2 on 100 rows"
                        + " of 2 folds: worse by 0.05000 (95% interval of the improvement -0.06000 to -0.04000), rule"
                        + " not-worse: it may be worse by at most 0");
        assertThat(latest().run()).endsWith("/b");
        assertThat(publish(challenger("d", 0.1), PublishRule.ALWAYS).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(latest().run()).endsWith("/d");
    }

    @Test
    void theSameModelIsPublishedOnce() {
        Challenger challenger = challenger("a", 0.8);
        publish(challenger, PublishRule.BETTER);

        PublishDecision again = publish(challenger, PublishRule.BETTER);

        assertThat(again.text()).isEqualTo("version 1 of " + models + ": the first version");
        assertThat(history()).hasSize(1);
    }

    @Test
    void anEarlierRunThatIsRepeatedDoesNotTakeThePlaceOfALaterOne() {
        Challenger earlier = challenger("a", 0.8);
        publish(earlier, PublishRule.ALWAYS);
        publish(challenger("b", 0.9), PublishRule.ALWAYS);

        PublishDecision again = publish(earlier, PublishRule.ALWAYS);

        assertThat(again.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(again.text())
                .isEqualTo("version 2 of " + models
                        + " stays: the model of this run is version 1, which others have followed");
        assertThat(history()).hasSize(2);
    }

    @Test
    void anotherSearchIntoTheFolderOfTheChampionIsAnotherModel() {
        publish(challenger("a", 0.8), PublishRule.BETTER);

        assertThat(publish(challenger("a", 0.9), PublishRule.BETTER).text()).startsWith("version 2 of ");
        assertThat(latest().scores().mean()).isEqualTo(0.9);
    }

    @Test
    void aChampionWithoutAScoreStaysUnlessTheRuleIsAlways() {
        publish(challenger("a", 0.8), PublishRule.BETTER);
        ChampionComparison incomparable = champion -> new ChampionComparison.Incomparable("column 'x' is missing");

        PublishDecision refused = publish(challenger("b", 0.9), definition(PublishRule.BETTER), incomparable);
        assertThat(refused.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(refused.text())
                .isEqualTo(
                        "undecided, version 1 of " + models + " stays: version 1 cannot be scored on the study's rows:"
                                + " column 'x' is missing; publish.rule always publishes without a comparison");
        PublishDecision forced = publish(challenger("b", 0.9), definition(PublishRule.ALWAYS), incomparable);
        assertThat(forced.outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void aDamagedChampionIsToldAndADamagedRecordPassedOver() throws IOException {
        publish(challenger("a", 0.8), PublishRule.BETTER);
        publish(challenger("b", 0.9), PublishRule.BETTER);
        Files.writeString(models.resolve(latest().model()).resolve("metadata/part-0"), "garbled");

        assertThat(publish(challenger("c", 0.95), PublishRule.BETTER).text())
                .contains("its model is damaged: it metadata/part-0 has another ");

        Files.writeString(models.resolve("v-000002.json"), "{\"format\" : 1, \"ver");
        assertThat(latest().number()).isEqualTo(1);
        publish(challenger("d", 0.95), PublishRule.BETTER);
        assertThat(history()).extracting(PublishedVersion::number).containsExactly(1, 3);
    }

    @Test
    void whoeverIsSlowerIsComparedWithTheVersionOfTheFaster() {
        publish(challenger("a", 0.5), PublishRule.BETTER);
        Challenger faster = challenger("faster", 0.9);
        Challenger slower = challenger("slower", 0.7);
        List<Integer> champions = new ArrayList<>();

        PublishDecision decision = publish(slower, definition(PublishRule.BETTER), champion -> {
            champions.add(champion.number());
            publish(faster, PublishRule.BETTER);
            return comparison(champion, slower);
        });

        assertThat(champions).containsExactly(1, 2);
        assertThat(decision.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(latest().run()).endsWith("/faster");
        assertThat(foldersOfVersions()).hasSize(2);
    }

    @Test
    void ofManyPublishersEachAddsOneVersion() throws Exception {
        List<Challenger> challengers =
                Stream.of("a", "b", "c", "d").map(name -> challenger(name, 0.8)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(challengers.size());
        try {
            List<Future<PublishDecision>> running = challengers.stream()
                    .map(challenger -> threads.submit(() -> publish(challenger, PublishRule.ALWAYS)))
                    .toList();
            for (Future<PublishDecision> each : running) {
                assertThat(each.get().outcome()).isEqualTo(Outcome.PUBLISHED);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(history()).extracting(PublishedVersion::number).containsExactly(1, 2, 3, 4);
        assertThat(history()).extracting(PublishedVersion::run).doesNotHaveDuplicates();
    }

    @Test
    void asManyVersionsAreKeptAsTheStudySays() {
        PublishDefinition keepTwo =
                new PublishDefinition(models.toString(), PublishRule.ALWAYS, 0, PublishRows.FOLDS, OptionalInt.of(2));
        for (String name : List.of("a", "b", "c", "d")) {
            Challenger challenger = challenger(name, 0.8);
            publish(challenger, keepTwo, champion -> comparison(champion, challenger));
        }

        assertThat(history()).extracting(PublishedVersion::number).containsExactly(3, 4);
        assertThat(foldersOfVersions()).hasSize(2);
    }

    @Test
    void aCrashAtAnyOperationLeavesTheOldVersionOrTheNewOneAndTheNextRunGoesOn() throws IOException {
        scheme = CrashingFileSystem.SCHEME + "://";
        Challenger old = challenger("old", 0.8);
        Challenger fresh = challenger("fresh", 0.9);
        publish(old, PublishRule.BETTER);
        Path before = temporary.resolve("before");
        copy(models, before);
        int switched = 0;
        int operation = 0;
        for (boolean crashed = true; crashed; operation++) {
            delete(models);
            copy(before, models);

            crashed = crashes(fresh, operation);

            PublishedVersion found = latest();
            assertWhole(found, "after operation " + operation);
            assertThat(history()).as("after operation " + operation).contains(PublishedModelFile.latest(models));
            switched += found.number() == 2 ? 1 : 0;
            publish(fresh, PublishRule.BETTER);
            assertThat(latest().run()).as("after operation " + operation).endsWith("/fresh");
            assertThat(PublishedModelFile.latest(models)).isEqualTo(latest());
            assertThat(foldersOfVersions()).as("after operation " + operation).hasSize(2);
        }
        assertThat(operation).as("operations").isGreaterThan(30);
        assertThat(switched).as("operations after the switch").isBetween(2, operation - 20);
    }

    /** Publishes on a file system that fails at an operation and all after it, as where a process is killed. */
    private boolean crashes(Challenger challenger, int operation) {
        try {
            CrashingFileSystem.crashAt(operation);
            PublishDecision decision = publish(challenger, PublishRule.BETTER);
            assertThat(decision.outcome()).as(decision.text()).isEqualTo(Outcome.PUBLISHED);
            return CrashingFileSystem.hasCrashed();
        } catch (UncheckedIOException e) {
            assertThat(CrashingFileSystem.hasCrashed()).as(e.getMessage()).isTrue();
            return true;
        } finally {
            CrashingFileSystem.crashAt(Integer.MAX_VALUE);
        }
    }

    @Test
    void whatCannotBeWrittenIsToldWithItsPath() {
        Challenger challenger = challenger("a", 0.8);
        scheme = CrashingFileSystem.SCHEME + "://";
        CrashingFileSystem.crashAt(2);

        assertThatThrownBy(() -> publish(challenger, PublishRule.BETTER))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot write crashing:" + models + "/v-000001-");
    }

    private Challenger challenger(String name, double score) {
        return RunFolders.challenger(temporary.resolve(name), scheme, score);
    }

    private PublishDecision publish(Challenger challenger, PublishRule rule) {
        return publish(challenger, definition(rule), champion -> comparison(champion, challenger));
    }

    private PublishDecision publish(
            Challenger challenger, PublishDefinition definition, ChampionComparison comparison) {
        try (PublishedFolder folder = PublishedFolder.at(definition.path(), HADOOP)) {
            return new Publisher(folder, definition, new ManualClock()).publish(challenger, comparison);
        }
    }

    private PublishDefinition definition(PublishRule rule) {
        return new PublishDefinition(scheme + models, rule, 0, PublishRows.FOLDS, OptionalInt.empty());
    }

    private static ChampionComparison.Outcome comparison(PublishedVersion champion, Challenger challenger) {
        double before = champion.scores().mean();
        double now = challenger.scores().mean();
        return new ChampionComparison.Compared(new ScoreComparison(
                challenger.scores().objective(),
                before,
                now,
                Optional.of(new Interval(now - before - 0.01, now - before + 0.01)),
                new Basis(PublishRows.FOLDS, 2, 100, ChampionScores.RESCORED)));
    }

    private PublishedFolder folder() {
        return PublishedFolder.at(scheme + models, HADOOP);
    }

    private PublishedVersion latest() {
        try (PublishedFolder folder = folder()) {
            return folder.latest().orElseThrow();
        }
    }

    private List<PublishedVersion> history() {
        try (PublishedFolder folder = folder()) {
            return folder.history();
        }
    }

    private void assertWhole(PublishedVersion version, String when) {
        try (PublishedFolder folder = folder()) {
            assertThat(folder.fault(version)).as(when).isEmpty();
        }
    }

    private List<Path> foldersOfVersions() {
        try (Stream<Path> files = Files.list(models)) {
            return files.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
