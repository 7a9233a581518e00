package dev.hone.tuning;

import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyIdentity.Origin;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.space.StudyPipeline;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A study of an objective function whose settings go together.
 *
 * @param name of the study
 * @param method name of the sampler
 * @param settings what the sampler was made of
 * @param sampler proposes the trials
 * @param asked number of trials that was asked for; empty if there is none
 */
record StudyPlan(String name, String method, SamplerSettings settings, Sampler sampler, OptionalLong asked) {
    /** Trials of functions have no table. */
    private static final String NO_DATA = "none";

    Objective objective() {
        return settings.objective();
    }

    /** What makes it the same study as another one: all but the number of trials, which may be raised. */
    StudyIdentity identity() {
        String definition = String.join(
                "\n",
                settings.space().toString(),
                method,
                Long.toString(settings.seed()),
                objective().metric(),
                objective().direction().label());
        return new StudyIdentity(
                name,
                DigestUtils.sha256Hex(definition),
                NO_DATA,
                objective(),
                StudyPipeline.none(),
                1,
                Origin.OBJECTIVE);
    }

    /** Number of trials; 0 where there is no number of them. */
    long planned() {
        return sampler.isCounted() ? sampler.trials() : 0;
    }

    /** That the space has fewer configurations than trials were asked for, if so. */
    Optional<String> exhausted() {
        if (asked.isEmpty() || sampler.trials() >= asked.getAsLong()) {
            return Optional.empty();
        }
        String configurations = sampler.trials() == 1 ? " distinct configuration" : " distinct configurations";
        return Optional.of("The search space has only " + sampler.trials() + configurations + " (numTrials: "
                + asked.getAsLong() + ")");
    }
}
