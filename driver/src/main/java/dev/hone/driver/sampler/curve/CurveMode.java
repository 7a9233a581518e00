package dev.hone.driver.sampler.curve;

import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.auto.SearchMethods;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether trainings are scored along a param that they pass on their way. */
public enum CurveMode {
    /** Where the method learns from scores, and trials of the space can share a training. */
    AUTO("auto"),
    /** Always; what has no curves is refused. */
    ALWAYS("true"),
    /** Never: each proposal is one trial. */
    NEVER("false");

    private final String label;

    CurveMode(String label) {
        this.label = label;
    }

    /** What study files and tuners call it. */
    public String label() {
        return label;
    }

    /** The labels of all. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(CurveMode::label).toList();
    }

    /**
     * The one of a label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CurveMode labelled(String label) {
        return Arrays.stream(values())
                .filter(mode -> mode.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + String.join(", ", labels())
                        + " (value: " + label + ")" + NearMiss.hint(label, labels())));
    }

    /**
     * A sampler, with curves where they are wanted.
     *
     * @param single the sampler without curves, as {@link SearchMethods#create} makes it of method and settings
     * @param sharing tells which trials share a training
     * @throws InvalidInputException if curves are always wanted, and the method does not learn from scores or no trials of the
     *     space share a training; or if there would be too many trials; the message has no subject
     */
    public Sampler sampler(Sampler single, String method, SamplerSettings settings, SharedTraining sharing) {
        if (this == NEVER) {
            return single;
        }
        if (single instanceof NumberedSampler) {
            requireNotAlways("belongs to methods that learn from scores (method: " + method + ")");
            return single;
        }
        Curves curves = Curves.of(settings.space(), sharing);
        if (curves.isEmpty()) {
            requireNotAlways(
                    "needs a range of whole numbers, or a list of numbers, of a param that one training passes on its way ("
                            + candidates(settings.space(), sharing) + ")");
        }
        boolean areTaken = this == ALWAYS || (!curves.isEmpty() && curves.leavesChoice());
        return areTaken
                ? new SharedTrainingSampler(
                        SearchMethods.create(method, settings.over(curves.trained())),
                        curves,
                        settings.objective(),
                        single)
                : single;
    }

    private void requireNotAlways(String rule) {
        if (this == ALWAYS) {
            throw new InvalidInputException(rule);
        }
    }

    private static String candidates(SearchSpace space, SharedTraining sharing) {
        return space.learners().stream()
                .map(learner -> "of " + learner.learner() + ": " + candidates(learner, sharing))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String candidates(LearnerSpace learner, SharedTraining sharing) {
        String params = String.join(", ", new TreeSet<>(LearnerCurve.sharedAlways(learner, sharing)));
        return params.isEmpty() ? "none" : params;
    }
}
