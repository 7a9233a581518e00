package dev.hone.driver.execute.champion;

import java.util.List;
import java.util.stream.IntStream;

/** The classes of a table by those of a model that was trained on another table, whose labels may have another order. */
final class ClassMapping {
    private final int[] classes;
    private final int count;

    private ClassMapping(int[] classes, int count) {
        this.classes = classes;
        this.count = count;
    }

    /**
     * Maps by the texts of labels; quantities, which have none, stay as they are.
     *
     * @param ofModel the labels of the model, by class
     * @param ofTable the labels of the table, by class
     * @throws IncomparableException if the model predicts a label that the table does not have
     */
    static ClassMapping of(List<String> ofModel, List<String> ofTable) {
        if (ofModel.isEmpty() != ofTable.isEmpty()) {
            throw new IncomparableException(
                    ofModel.isEmpty() ? "predicts a quantity, no label" : "predicts a label, no quantity");
        }
        int[] classes = ofModel.stream().mapToInt(ofTable::indexOf).toArray();
        IntStream.range(0, classes.length)
                .filter(place -> classes[place] < 0)
                .findFirst()
                .ifPresent(place -> {
                    throw new IncomparableException("predicts the label '" + ofModel.get(place)
                            + "', which the table does not have (labels: " + String.join(", ", ofTable) + ")");
                });
        return new ClassMapping(classes, ofTable.size());
    }

    /** How many values a vector of so many has once it is mapped. */
    int width(int width) {
        return width == classes.length ? count : width;
    }

    /**
     * Maps the prediction of a row and its vector with a value per class; classes that the model does not know get 0.
     *
     * @param own the prediction, and the vector behind it
     * @param target takes the same from {@code at} on; holds zeros there
     */
    void map(double[] own, double[] target, int at) {
        target[at] = classes.length == 0 ? own[0] : classes[classOf(own[0])];
        boolean isByClass = own.length - 1 == classes.length;
        for (int index = 1; index < own.length; index++) {
            target[at + (isByClass ? classes[index - 1] + 1 : index)] = own[index];
        }
    }

    private int classOf(double prediction) {
        if (!(prediction >= 0 && prediction < classes.length)) {
            throw new IncomparableException("predicts the class " + prediction + ", of which it has no label");
        }
        return (int) prediction;
    }
}
