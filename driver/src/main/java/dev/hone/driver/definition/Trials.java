package dev.hone.driver.definition;

import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.SamplerSettings;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How many trials a study has.
 *
 * @param number of trials that are trained, {@link SamplerSettings#UNLIMITED} where only a time limit ends the search
 * @param asked what {@code search.trials} says; empty if the search has as many as its space
 * @param points how many trials one training serves at most
 * @param distinct number of configurations of the space; empty if there is no end of them
 */
public record Trials(long number, int points, OptionalLong asked, OptionalLong distinct) {

    public static Trials of(StudyDefinition study) {
        SearchDefinition search = study.search();
        return new Trials(
                search.sampler().trials(),
                CurveSampler.of(search.sampler()).mostPoints(),
                study.document()
                        .section("search")
                        .whole("trials")
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty),
                search.sampler().distinct());
    }

    /** Whether the study has a number of trials, and not a time limit only. */
    public boolean areCounted() {
        return number < SamplerSettings.UNLIMITED;
    }

    /** The number of trials, each point of a curve one, at most; 0 where only a time limit ends the search. */
    public long planned() {
        return areCounted() ? number * points : 0;
    }

    /** Whether the space has fewer configurations than trials were asked for. */
    public boolean areFewer() {
        return asked.isPresent() && asked.getAsLong() > number;
    }

    /** As a plan tells it. */
    public String text() {
        if (!areCounted()) {
            return "as many as the time limit permits";
        }
        if (asked.isEmpty() || distinct.isEmpty()) {
            return Long.toString(number);
        }
        String of = String.format(Locale.ROOT, "%d of %d distinct configurations", number, distinct.getAsLong());
        return areFewer() ? of + " (search.trials: " + asked.getAsLong() + ")" : of;
    }
}
