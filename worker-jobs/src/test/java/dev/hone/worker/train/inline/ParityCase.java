package dev.hone.worker.train.inline;

import dev.hone.testing.Kinded;
import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;

/** An estimator and a table on which inline training must make the model of Spark's own {@code fit}. */
record ParityCase(String name, Estimator<?> estimator, TrainingData data) implements Kinded {

    Model<?> train() {
        return new InlineTrainer().train(estimator, data.allRows());
    }

    List<String> trainedState() {
        return ModelState.of(train());
    }

    @Override
    public List<?> kinds() {
        return List.of(estimator.getClass());
    }

    @Override
    public String toString() {
        return name;
    }
}
