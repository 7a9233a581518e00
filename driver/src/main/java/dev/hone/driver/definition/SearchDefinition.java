package dev.hone.driver.definition;

import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.known.KnownFirst;
import dev.hone.driver.space.SearchSpace;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.driver.study.StoppingRule;
import dev.hone.worker.train.LearnerKind;
import dev.hone.worker.trial.LaneSetting;
import java.util.Optional;
import java.util.Set;

/**
 * What a study tries and in which order.
 *
 * @param method name of the sampler
 * @param pipeline the stages before the learners, the same for all
 * @param space all that may be tried; with manual search a learner's space a config
 * @param kind what the learners learn, the same for all
 * @param sampler makes the trials
 * @param lanes where trials are trained
 * @param seed all that is random follows from it
 * @param stoppingRule when to stop early
 * @param extraColumns further columns of the table that params name
 */
public record SearchDefinition(
        String method,
        StudyPipeline pipeline,
        SearchSpace space,
        LearnerKind kind,
        Sampler sampler,
        LaneDefinition lanes,
        long seed,
        StoppingRule stoppingRule,
        Set<String> extraColumns) {
    private static final Set<String> DRAWING = Set.of("random", "sobol");

    public SearchDefinition {
        extraColumns = Set.copyOf(extraColumns);
    }

    /** The method, its plan where it has one, and the seed. */
    public String text() {
        return method + sampler.plan().map(plan -> ": " + plan).orElse("") + ", seed " + seed;
    }

    /** What is scored along each training; empty if each proposal is a trial alone. */
    public Optional<String> curves() {
        return CurveSampler.of(sampler).text();
    }

    /** The same search with one trial per proposal. */
    SearchDefinition withoutCurves() {
        return new SearchDefinition(
                method,
                pipeline,
                space,
                kind,
                CurveSampler.of(sampler).single(),
                lanes,
                seed,
                stoppingRule,
                extraColumns);
    }

    /** Which lanes trials may take. */
    public LaneSetting lane() {
        return lanes.lane();
    }

    /**
     * What makes the trials, as the study's identity has it: a journal whose random or Sobol search could repeat a
     * configuration holds other trials than the same study has now, and the trials of learning curves have numbers of their own.
     */
    String drawing() {
        String drawn = DRAWING.contains(method) && space.canRepeat() ? method + " without repetition" : method;
        String along = curves().map(text -> drawn + ", " + text).orElse(drawn);
        return sampler instanceof KnownFirst first ? along + " after " + first.known() : along;
    }
}
