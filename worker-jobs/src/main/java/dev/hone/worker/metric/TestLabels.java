package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;
import java.util.function.DoublePredicate;

/** Whether labels of some kind occur among the rows of positive weight. Each question ends at the first row that answers it. */
final class TestLabels {
    private final RowView rows;

    TestLabels(RowView rows) {
        this.rows = rows;
    }

    /** Whether no two labels differ. */
    boolean areEqual() {
        int first = firstWeighed();
        return first == rows.size() || !any(label -> label != rows.label(first));
    }

    boolean has(double wanted) {
        return any(label -> label == wanted);
    }

    /** As Spark's binary metrics have it: above 0.5. */
    boolean hasPositive() {
        return any(label -> label > 0.5);
    }

    boolean hasNegative() {
        return any(label -> label <= 0.5);
    }

    /** Why a metric that needs labels to differ is not defined. */
    String single() {
        int first = firstWeighed();
        return first == rows.size()
                ? "no test row has a positive weight"
                : "all test rows have the label " + name(rows.label(first));
    }

    /** A label as the table writes it. */
    String name(double label) {
        return rows.data().labelName(label);
    }

    private boolean any(DoublePredicate wanted) {
        for (int position = 0; position < rows.size(); position++) {
            if (rows.weight(position) > 0 && wanted.test(rows.label(position))) {
                return true;
            }
        }
        return false;
    }

    private int firstWeighed() {
        int position = 0;
        while (position < rows.size() && !(rows.weight(position) > 0)) {
            position++;
        }
        return position;
    }
}
