package dev.hone.worker.train;

import dev.hone.worker.train.inline.ModelState;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.ml.Model;
import org.jspecify.annotations.Nullable;

/** A model, or what its training threw: class and message. */
record Outcome(@Nullable Model<?> model, @Nullable String failure) {

    static Outcome of(Supplier<Model<?>> training) {
        try {
            return new Outcome(training.get(), null);
        } catch (Exception | AssertionError thrown) {
            return new Outcome(null, thrown.toString());
        }
    }

    /** All that the model holds, or the failure as the only line. */
    List<String> state() {
        return model == null ? List.of(String.valueOf(failure)) : ModelState.of(model);
    }
}
