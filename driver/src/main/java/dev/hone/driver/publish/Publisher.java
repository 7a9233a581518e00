package dev.hone.driver.publish;

import dev.hone.driver.publish.PublishDecision.Outcome;
import java.time.Clock;
import java.util.Optional;

/**
 * Publishes the best model of a run if it may take the champion's place. Doing so again with the same model changes nothing, so that a
 * run that was killed in between goes on by the same command.
 */
public final class Publisher {
    /** How often another publisher may be faster. */
    private static final int MOST_ATTEMPTS = 5;

    private final PublishedFolder folder;
    private final PublishDefinition definition;
    private final Clock clock;

    /**
     * @param folder the versions, among which the challenger may become the latest
     * @param definition when it does
     * @param clock tells when it was published
     */
    public Publisher(PublishedFolder folder, PublishDefinition definition, Clock clock) {
        this.folder = folder;
        this.definition = definition;
        this.clock = clock;
    }

    /**
     * Compares and publishes. Where another publisher is faster, the challenger is compared with its version.
     *
     * @param comparison scores the champion beside the challenger
     * @throws java.io.UncheckedIOException if the file system fails; the latest version is whole then, the old one or the new one
     */
    public PublishDecision publish(Challenger challenger, ChampionComparison comparison) {
        PublishedFolder.State state = folder.state();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            PublishDecision decision = decide(challenger, state, comparison);
            if (decision.outcome() != Outcome.PUBLISHED
                    || state.latest().filter(challenger::is).isPresent()) {
                folder.point();
                return decision;
            }
            Optional<PublishedVersion> added = add(challenger, state.next(), decision);
            if (added.isPresent()) {
                folder.point();
                folder.tidy(definition.keep());
                return decision(
                        Outcome.PUBLISHED, added, decision.champion(), decision.comparison(), decision.reason());
            }
            state = folder.state();
        }
        return decision(
                Outcome.UNDECIDED,
                state.latest(),
                0,
                Optional.empty(),
                "other runs have published " + MOST_ATTEMPTS + " versions meanwhile; the same command tries again");
    }

    private Optional<PublishedVersion> add(Challenger challenger, int number, PublishDecision decision) {
        return folder.add(
                challenger,
                number,
                own -> PublishedVersion.of(
                        challenger, number, own, clock.instant(), decision.reason(), decision.comparison()));
    }

    private PublishDecision decide(Challenger challenger, PublishedFolder.State state, ChampionComparison comparison) {
        if (state.latest().isEmpty()) {
            return decision(Outcome.PUBLISHED, Optional.empty(), 0, Optional.empty(), "the first version");
        }
        PublishedVersion champion = state.latest().get();
        if (challenger.is(champion)) {
            return decision(Outcome.PUBLISHED, state.latest(), 0, champion.comparison(), champion.reason());
        }
        Optional<PublishedVersion> own =
                folder.history().stream().filter(challenger::is).reduce((older, newer) -> newer);
        if (own.isPresent()) { // The command of an earlier run is repeated.
            return decision(
                    Outcome.KEPT,
                    state.latest(),
                    0,
                    Optional.empty(),
                    "the model of this run is version " + own.get().number() + ", which others have followed");
        }
        return compared(champion, comparison)
                .map(scores -> byScores(champion, scores), reason -> withoutScores(champion, reason));
    }

    private ChampionComparison.Outcome compared(PublishedVersion champion, ChampionComparison comparison) {
        return folder.fault(champion)
                .<ChampionComparison.Outcome>map(
                        fault -> new ChampionComparison.Incomparable("its model is damaged: it " + fault))
                .orElseGet(() -> comparison.compare(champion));
    }

    private PublishDecision byScores(PublishedVersion champion, ScoreComparison scores) {
        boolean accepted = definition.rule().accepts(scores, definition.tolerance());
        String told = scores.text("version " + champion.number());
        return decision(
                accepted ? Outcome.PUBLISHED : Outcome.KEPT,
                Optional.of(champion),
                champion.number(),
                Optional.of(scores),
                told + ", rule " + definition.rule().label()
                        + (accepted ? "" : ": " + definition.rule().requirement(definition.tolerance())));
    }

    private PublishDecision withoutScores(PublishedVersion champion, String reason) {
        String told = "version " + champion.number() + " cannot be scored on the study's rows: " + reason;
        return definition.rule() == PublishRule.ALWAYS
                ? decision(
                        Outcome.PUBLISHED,
                        Optional.of(champion),
                        champion.number(),
                        Optional.empty(),
                        told + ", rule always")
                : decision(
                        Outcome.UNDECIDED,
                        Optional.of(champion),
                        champion.number(),
                        Optional.empty(),
                        told + "; publish.rule always publishes without a comparison");
    }

    private PublishDecision decision(
            Outcome outcome,
            Optional<PublishedVersion> latest,
            int champion,
            Optional<ScoreComparison> comparison,
            String reason) {
        return new PublishDecision(
                outcome,
                definition,
                latest,
                latest.map(version -> folder.location(version.model())),
                champion,
                comparison,
                reason);
    }
}
