package dev.hone.ml;

import dev.hone.worker.data.NearMiss;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.Identifiable;

/** A param that is one of some texts. Its doc lists them, and so does the message about another one. */
public final class ChoiceParam extends Param<String> {
    private static final long serialVersionUID = 1L;

    private final List<String> choices;

    /**
     * A param.
     *
     * @param owner whose param it is
     * @param name as {@code explainParams()} prints it
     * @param doc what is chosen, without the choices
     * @param choices all texts that it may be
     */
    public ChoiceParam(Identifiable owner, String name, String doc, List<String> choices) {
        super(owner, name, doc + ": " + String.join(", ", choices), ParamValidators.inArray(choices));
        this.choices = List.copyOf(choices);
    }

    /**
     * Called by Spark when the param is set.
     *
     * @throws IllegalArgumentException if the value is none of the choices
     */
    @Override
    public void validate(String value) {
        if (!choices.contains(String.valueOf(value))) {
            throw new IllegalArgumentException("Param '" + name() + "' must be one of " + String.join(", ", choices)
                    + " (value: " + value + ")" + NearMiss.hint(String.valueOf(value), choices));
        }
    }
}
