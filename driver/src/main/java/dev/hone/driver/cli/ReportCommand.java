package dev.hone.driver.cli;

import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyIdentity.Origin;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.report.StudyResult;
import dev.hone.driver.report.Summary;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hone report}. */
@Command(
        name = "report",
        description = "Prints the leaderboard and the best params of a study, finished or not, from its journal.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OUTPUT", description = "Output folder of the study.")
    private String output = "";

    @Override
    public Integer call() {
        try (OutputFolder folder = OutputFolder.at(output, StudySession.hadoop())) {
            StudyIdentity identity = StudyJournal.identity(folder)
                    .orElseThrow(() -> new InvalidInputException(folder.location() + ": holds no study"));
            print(folder, identity, StudyJournal.read(folder));
        }
        return 0;
    }

    private static void print(OutputFolder folder, StudyIdentity identity, StudyJournal journal) {
        Set<String> metrics = new LinkedHashSet<>(List.of(identity.objective().metric()));
        Set<String> params = new LinkedHashSet<>();
        Map<Long, TrialConfig> configs = new HashMap<>();
        Map<Long, TrialOutcome> ended = new LinkedHashMap<>();
        journal.replay(outcome -> {
            TrialConfig config = outcome.config();
            ended.merge(config.number(), outcome, TrialOutcome::followedBy);
            if (configs.put(config.number(), config) == null) {
                params.addAll(config.params().keySet());
            }
            if (outcome instanceof Scored scored) {
                metrics.addAll(scored.folds().get(0).metrics().keySet());
            }
        });
        journal.damages().forEach(HoneCommand::print);
        List<TrialOutcome> outcomes = List.copyOf(ended.values());
        Leaderboard leaderboard = new Leaderboard(identity.objective(), List.copyOf(metrics));
        outcomes.forEach(leaderboard::add);
        folder.read(TuneRun.RESULT)
                .flatMap(result -> StudyResult.conclusion(result, outcomes))
                .ifPresent(leaderboard::conclude);
        System.out.println(identity.name() + ": " + leaderboard.succeeded() + " trials scored");
        System.out.println();
        System.out.print(new Summary(
                        leaderboard,
                        List.copyOf(params),
                        number -> Objects.requireNonNull(configs.get(number)),
                        config -> identity.origin() == Origin.STUDY_FILE
                                ? Optional.of(BestTrialJava.of(folder, config, identity.pipeline()))
                                : BestTrialJava.saved(folder, config.number()))
                .text());
    }
}
