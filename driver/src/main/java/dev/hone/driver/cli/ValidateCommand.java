package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.LiveLine;
import dev.hone.driver.cli.progress.Phases;
import dev.hone.driver.cli.publish.PublishStep;
import dev.hone.driver.definition.SearchDefinition;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.TableLabels;
import dev.hone.driver.definition.Trials;
import dev.hone.driver.definition.ValidationDefinition;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.driver.study.FailureRule;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.table.StudyTable;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.trial.Lane;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hone validate}. */
@Command(
        name = "validate",
        description = "Checks a study and its table and prints what a run would do; trains nothing and writes nothing.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Mixin
    private StudyOptions options = new StudyOptions();

    @Override
    public Integer call() {
        StudyDefinition definition = options.read();
        try (Phases phases = starting();
                StudySession session = StudySession.start(definition, options);
                LoadedStudy study = session.quietly(() -> LoadedStudy.load(session.spark(), definition, phases));
                OutputFolder folder =
                        definition.outputFolder(session.spark().sparkContext().hadoopConfiguration())) {
            StudyIdentity identity = study.identity();
            print(session.spark(), study, definition.withOutput(() -> output(folder, identity)));
        }
        return 0;
    }

    private static Phases starting() {
        Phases phases = Phases.onStderr(LiveLine.ofStderr());
        phases.begin(SupervisedRun.STARTING);
        return phases;
    }

    private static void print(SparkSession session, LoadedStudy study, String output) {
        StudyDefinition definition = study.definition();
        ValidationDefinition validation = definition.validation();
        SearchDefinition search = definition.search();
        Trials trials = Trials.of(definition);
        int folds = study.folds().size();
        print("study", definition.name());
        print("table", definition.data().path() + ": " + table(study.table()));
        if (!study.table().features().isEmpty()) {
            print("features", String.join(", ", study.table().features()));
        }
        if (!study.columns().unused().isEmpty()) {
            print("unused", String.join(", ", study.columns().unused()));
        }
        study.columns().warnings().forEach(warning -> print("warning", warning));
        if (!search.pipeline().isEmpty()) {
            print("stages", stages(search.pipeline()));
        }
        print("learners", learners(search));
        print("search", search.text());
        definition.warmStart(StudySession.hadoop()).ifPresent(start -> print("history", start.text()));
        search.curves().ifPresent(curves -> print("curves", curves));
        print(
                "metric",
                validation.objective().metric() + ", "
                        + validation.objective().direction().label());
        print("folds", folds + " (" + validation.schemeName() + ")");
        validation
                .confirm()
                .ifPresent(confirm -> print("confirm", "the best " + confirm.trials() + " again on other folds"));
        print("trials", trials.text());
        if (trials.areCounted()) {
            print(
                    "fits",
                    trials.number() * folds + 1 + " (" + trials.number() + " x " + folds
                            + ", and the best on all rows)");
        }
        search.stoppingRule()
                .trialTimeout()
                .ifPresent(timeout -> print("timeout", StoppingRule.text(timeout) + " per trial"));
        failures(search.stoppingRule().failures()).ifPresent(text -> print("failures", text));
        print("lane", lane(study));
        print("slots", Integer.toString(study.executor().slots()));
        print("memory", memory(study));
        print("heap", study.memory(session).text());
        study.table().evaluation().ifPresent(evaluation -> print("cache", cache(study, evaluation)));
        definition
                .publish()
                .ifPresent(publish -> print("publish", PublishStep.text(definition, publish, StudySession.hadoop())));
        print("output", output);
    }

    /** What is set of them. */
    private static Optional<String> failures(FailureRule rule) {
        List<String> set = new ArrayList<>();
        rule.limit().ifPresent(limit -> set.add("at most " + limit.text()));
        if (rule.retries() > 0) {
            set.add("up to " + rule.retries() + " retries of each that lacked memory or its executor");
        }
        return set.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", set));
    }

    private static void print(String key, String value) {
        System.out.printf(Locale.ROOT, "%-9s %s%n", key, Secrets.redacted(value));
    }

    private static String lane(LoadedStudy study) {
        return study.table()
                .clusterReason()
                .map(reason -> Lane.CLUSTER.label() + ": " + reason)
                .orElseGet(() -> study.definition().search().lanes().text());
    }

    private static String table(StudyTable table) {
        TrainingData data = table.rows();
        String classes =
                data.numClasses() > 0 ? ", " + data.numClasses() + " classes (" + TableLabels.of(data) + ")" : "";
        return data.numRows() + " rows, " + table.numFeatures() + " features" + classes;
    }

    private static String learners(SearchDefinition search) {
        return search.space().learners().stream()
                .map(LearnerSpace::learner)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String stages(StudyPipeline pipeline) {
        return pipeline.stages().stream().map(StageDefinition::name).collect(Collectors.joining(", "))
                + "; fitted on each fold's training rows";
    }

    private static String memory(LoadedStudy study) {
        double table = study.table().rows().bytes() / MEBIBYTE;
        if (study.table().evaluation().isEmpty()) {
            return String.format(
                    Locale.ROOT, "%.1f MiB for labels and folds on the driver; the rows stay with Spark", table);
        }
        return study.definition().search().pipeline().isEmpty()
                ? String.format(Locale.ROOT, "%.1f MiB for the table, once on the driver and each executor", table)
                : String.format(
                        Locale.ROOT,
                        "%.1f MiB a fold for what the stages make of the table, on the driver and each executor; again for"
                                + " each other set of stage params that is tried at the same time",
                        table);
    }

    private static String cache(LoadedStudy study, CrossValidation evaluation) {
        long bytes = study.definition().search().space().learners().stream()
                .map(LearnerSpace::learner)
                .distinct()
                .mapToLong(evaluation::sharedBytes)
                .sum();
        return String.format(
                Locale.ROOT,
                "%.1f MiB for what trials of the same folds share, of which a quarter of an executor's heap is kept at most",
                bytes / MEBIBYTE);
    }

    private static String output(OutputFolder folder, StudyIdentity identity) {
        StudyJournal.check(folder, identity);
        if (StudyJournal.identity(folder).isEmpty()) {
            return folder.location() + ", new";
        }
        BitSet done = new BitSet();
        StudyJournal journal = StudyJournal.read(folder);
        journal.replay(outcome -> done.set((int) outcome.config().number()));
        journal.damages().forEach(HoneCommand::print);
        return folder.location() + ", continues after " + done.cardinality() + " trials";
    }
}
