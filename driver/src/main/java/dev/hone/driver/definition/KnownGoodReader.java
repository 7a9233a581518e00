package dev.hone.driver.definition;

import dev.hone.driver.sampler.ManualSampler;
import dev.hone.driver.sampler.known.ConfigCompletion;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.trial.ParameterValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code search.known-good} of a study file: configs of the space that are tried first. */
final class KnownGoodReader {
    static final String KNOWN_GOOD = "known-good";
    private static final String LEARNER = "learner";

    private KnownGoodReader() {}

    /** The configs, whole, in the order of the file; those with mistakes, which are noted, are left out. */
    static List<ManualSampler.Config> read(Section search, SearchSpace space) {
        List<ManualSampler.Config> configs = new ArrayList<>();
        for (Section item : search.sections(KNOWN_GOOD)) {
            learner(item, space)
                    .flatMap(learner -> config(item, learner, space))
                    .ifPresent(configs::add);
        }
        return configs;
    }

    private static Optional<String> learner(Section item, SearchSpace space) {
        List<String> learners =
                space.learners().stream().map(LearnerSpace::learner).distinct().toList();
        Optional<String> named = item.text(LEARNER);
        if (named.isEmpty() && learners.size() > 1) {
            item.note(
                    LEARNER,
                    "is missing; name one of the study's learners (learners: " + String.join(", ", learners) + ")");
            return Optional.empty();
        }
        if (named.isPresent() && !learners.contains(named.get())) {
            item.note(
                    LEARNER,
                    "must be a learner of the study (learners: " + String.join(", ", learners) + "; named: "
                            + named.get() + ")" + NearMiss.hint(named.get(), learners));
            return Optional.empty();
        }
        return named.or(() -> Optional.of(learners.get(0)));
    }

    /** The config by the first of the learner's spaces that has it; mistakes are told for the first one. */
    private static Optional<ManualSampler.Config> config(Section item, String learner, SearchSpace space) {
        Map<String, ParameterValue> given = given(item);
        List<ConfigCompletion> completions = space.learners().stream()
                .filter(each -> each.learner().equals(learner))
                .map(ConfigCompletion::new)
                .toList();
        Optional<ConfigCompletion> suiting = completions.stream()
                .filter(completion -> completion.mistakes(given).isEmpty())
                .findFirst();
        if (suiting.isEmpty()) {
            completions.get(0).mistakes(given).forEach(item::note);
        }
        return suiting.filter(completion -> !item.isBroken())
                .map(completion -> new ManualSampler.Config(learner, completion.complete(given)));
    }

    private static Map<String, ParameterValue> given(Section item) {
        Map<String, ParameterValue> given = new LinkedHashMap<>();
        for (String param : item.keys()) {
            if (!param.equals(LEARNER) && !item.isBroken(param)) {
                given.put(param, item.parameterValue(param));
            }
        }
        return given;
    }
}
