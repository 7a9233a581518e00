package dev.hone.driver.sampler.curve;

import dev.hone.driver.sampler.encoding.Coordinate;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.TrialConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Along which params of a search space trainings are scored, by learner. A learner that is in the space more than once has no
 * curve, since its trials do not tell which of its spaces they are of.
 *
 * @param space the whole space
 * @param ofLearners the curve of each learner that has one
 */
public record Curves(SearchSpace space, Map<String, LearnerCurve> ofLearners) {

    public Curves {
        ofLearners = Map.copyOf(ofLearners);
    }

    /** Those of a space; none where no training serves several trials. */
    public static Curves of(SearchSpace space, SharedTraining sharing) {
        Map<String, Long> times =
                space.learners().stream().collect(Collectors.groupingBy(LearnerSpace::learner, Collectors.counting()));
        Map<String, LearnerCurve> curves = new LinkedHashMap<>();
        space.learners().stream()
                .filter(learner -> Long.valueOf(1).equals(times.get(learner.learner())))
                .forEach(learner ->
                        LearnerCurve.of(learner, sharing).ifPresent(curve -> curves.put(learner.learner(), curve)));
        return new Curves(space, curves);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return ofLearners.isEmpty();
    }

    /** Whether trainings differ by anything but what they are scored along. */
    boolean leavesChoice() {
        return !new SpaceEncoding(trained()).coordinates().stream().allMatch(Coordinate::isConstant);
    }

    /** The space of what is trained: without the params along which trainings are scored. */
    public SearchSpace trained() {
        return new SearchSpace(space.learners().stream()
                .map(learner -> ofLearners.containsKey(learner.learner())
                        ? curve(learner.learner()).trained()
                        : learner)
                .toList());
    }

    private LearnerCurve curve(String learner) {
        LearnerCurve curve = ofLearners.get(learner);
        if (curve == null) {
            throw new IllegalArgumentException("A learner without a curve (learner: " + learner + ")");
        }
        return curve;
    }

    /** The first halves of those that tell there what they would tell at their ends. */
    Curves firstHalves() {
        Map<String, LearnerCurve> halves = new LinkedHashMap<>(ofLearners);
        halves.replaceAll((learner, curve) -> curve.firstHalf());
        return new Curves(space, halves);
    }

    /** The largest number of trials that a training serves. */
    int mostPoints() {
        return ofLearners.values().stream()
                .mapToInt(curve -> curve.points().size())
                .max()
                .orElse(1);
    }

    /**
     * The trials that a training serves, ascending by the param.
     *
     * @param training a config of {@link #trained()}
     * @param first number of the first trial
     */
    List<TrialConfig> trials(TrialConfig training, long first) {
        return ofLearners.containsKey(training.learner())
                ? curve(training.learner()).trials(training, first)
                : List.of(new TrialConfig(first, training.learner(), training.params(), training.seed()));
    }

    /** The training that serves a trial: its config without the param along which it is scored. */
    TrialConfig training(TrialConfig trial, long number) {
        Set<String> along = ofLearners.containsKey(trial.learner())
                ? Set.of(curve(trial.learner()).param())
                : Set.of();
        return new TrialConfig(number, trial.learner(), trial.withoutParams(along), trial.seed());
    }

    /** Such as {@code numTrees at 1, 2, 3 ... 200 of each training}; of several learners with their names. */
    String text() {
        return space.learners().stream()
                .filter(learner -> ofLearners.containsKey(learner.learner()))
                .map(learner -> curve(learner.learner()).text()
                        + (space.learners().size() > 1 ? " of each " + learner.learner() : " of each training"))
                .collect(Collectors.joining(", "));
    }

    /** How far those go that end before these do, such as {@code numTrees up to 40}; empty if none does. */
    String extentsBefore(Curves others) {
        return ofLearners.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(others.ofLearners.get(entry.getKey())))
                .map(entry -> entry.getValue().extent())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
