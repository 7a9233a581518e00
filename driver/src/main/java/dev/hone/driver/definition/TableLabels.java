package dev.hone.driver.definition;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.trial.ParameterValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The labels of a classifier's table, as the file writes them, in the order of their classes: that of {@code data.label-order}, in
 * which {@code hone validate} prints them.
 */
public record TableLabels(List<String> names) {
    private static final int MOST_TOLD = 20;
    private static final Set<String> BY_CLASS = Set.of("thresholds", "classWeights");

    public TableLabels {
        names = List.copyOf(names);
    }

    public static TableLabels of(TrainingData data) {
        return new TableLabels(
                IntStream.range(0, data.numClasses()).mapToObj(data::labelName).toList());
    }

    /**
     * The class of a label that a study file names.
     *
     * @param label its text, or a number equal to it
     * @throws IllegalArgumentException if no row has the label; lists those of the table
     */
    int classOf(String label) {
        int index = names.indexOf(label);
        if (index >= 0) {
            return index;
        }
        Optional<BigDecimal> number = number(label);
        return IntStream.range(0, names.size())
                .filter(each -> number.isPresent()
                        && number(names.get(each)).filter(number.get()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be a label of the table (value: " + label
                        + ", labels: " + this + ")" + (number.isPresent() ? "" : NearMiss.hint(label, names))));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text).stripTrailingZeros());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Checks params that hold a value per class.
     *
     * @throws InvalidInputException if one has another number of values; lists the labels in the order of the values
     */
    void requireValuePerClass(SearchSpace space) {
        space.learners().forEach(this::requireValuePerClass);
    }

    private void requireValuePerClass(LearnerSpace space) {
        for (Dimension dimension : space.dimensions()) {
            if (BY_CLASS.contains(dimension.name()) && dimension instanceof Choice choice) {
                choice.values().forEach(value -> requireValuePerClass(space.learner(), choice.name(), value));
            }
        }
    }

    private void requireValuePerClass(String learner, String param, ParameterValue value) {
        if (value instanceof ParameterValue.Sequence values && values.values().size() != names.size()) {
            throw new InvalidInputException(learner + ": param '" + param
                    + "' must have one value per label, in the order " + this + " (value: " + value + ")");
        }
    }

    /** All of them, or the first of many. */
    @Override
    public String toString() {
        String told = names.stream().limit(MOST_TOLD).collect(Collectors.joining(", "));
        return names.size() > MOST_TOLD ? told + ", ..." : told;
    }
}
