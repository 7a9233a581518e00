package dev.hone.driver.study;

import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Proposes the depth next to that of the best trial so far which has not been tried: the smallest search that looks at the
 * history.
 */
public record NearBestSampler(String learner, String metric, long trials) implements Sampler {
    private static final long FIRST_DEPTH = 1;
    private static final long MOST_DEPTH = 30;

    @Override
    public OptionalLong distinct() {
        return OptionalLong.of(MOST_DEPTH);
    }

    @Override
    public TrialConfig propose(long number, History history) {
        long center = history.ended().stream()
                .filter(Scored.class::isInstance)
                .map(Scored.class::cast)
                .max(Comparator.comparingDouble((Scored trial) -> trial.mean(metric))
                        .thenComparing(trial -> -trial.config().number()))
                .map(trial -> depth(trial.config()))
                .orElse(FIRST_DEPTH);
        Set<Long> tried = Stream.concat(
                        history.ended().stream().map(outcome -> outcome.config()),
                        history.running().stream().map(History.Running::config))
                .map(NearBestSampler::depth)
                .collect(Collectors.toSet());
        long depth = LongStream.rangeClosed(1, MOST_DEPTH)
                .boxed()
                .filter(candidate -> !tried.contains(candidate))
                .min(Comparator.comparingLong((Long candidate) -> Math.abs(candidate - center))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return config(number, depth);
    }

    private TrialConfig config(long number, long depth) {
        return new TrialConfig(
                number, learner, new LinkedHashMap<>(Map.of("maxDepth", new Whole(depth))), Seeds.ofTrial(5, number));
    }

    static long depth(TrialConfig config) {
        return ((Whole) Objects.requireNonNull(config.params().get("maxDepth"))).value();
    }

    public static List<Long> depths(List<TrialConfig> configs) {
        return configs.stream().map(NearBestSampler::depth).toList();
    }
}
