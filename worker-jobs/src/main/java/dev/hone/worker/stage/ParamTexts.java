package dev.hone.worker.stage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The texts that params have, which may be names of columns. */
public final class ParamTexts {
    private ParamTexts() {}

    /** All texts among the values of params, also of those that have one by default. */
    public static Set<String> of(Params stage) {
        Set<String> texts = new LinkedHashSet<>();
        for (Param<?> param : stage.params()) {
            if (stage.isDefined(param)) {
                Object value = stage.getOrDefault(param);
                if (value instanceof String text) {
                    texts.add(text);
                } else if (value instanceof String[] several) {
                    texts.addAll(List.of(several));
                }
            }
        }
        return texts;
    }
}
