package dev.hone.worker.train.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.hone.ml.SupportVectorClassifier;
import dev.hone.ml.SupportVectorRegressor;
import dev.hone.worker.evaluate.ModelPredictor;
import dev.hone.worker.metric.Predictions;
import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.ContractTable;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.regression.LinearRegression;

class SupportVectorTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new SupportVectorTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                learner("rbf", classifier()),
                learner("linear", classifier().setKernel("linear").setC(0.1)),
                learner("poly", classifier().setKernel("poly").setDegree(2).setCoef0(1)),
                learner("sigmoid", classifier().setKernel("sigmoid").setGamma("auto")),
                learner("probability", classifier().setProbability(true).setSeed(5)),
                new Learner("regression", ContractLabels.QUANTITIES, new SupportVectorRegressor("svr")),
                new Learner(
                        "linear regression",
                        ContractLabels.QUANTITIES,
                        new SupportVectorRegressor("svr").setKernel("linear").setEpsilon(0)));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new LinearSVC(), new LinearRegression());
    }

    /** On features of 1e6 and more the linear kernel takes millions of steps. */
    @Override
    protected List<ContractTable> tables(ContractLabels labels) {
        return super.tables(labels).stream()
                .filter(table ->
                        !table.name().equals("huge scales") && !table.name().equals("mixed scales"))
                .toList();
    }

    /** A fit may keep its rows dense where the table has them sparse, and then adds in another order. */
    @Override
    protected void assertAlike(Case trained, Model<?> expected, Model<?> actual) {
        Predictions some = ModelPredictor.predict(actual, trained.rows());
        Predictions others = ModelPredictor.predict(expected, trained.rows());
        for (int row = 0; row < some.size(); row++) {
            assertThat(some.prediction(row)).isEqualTo(others.prediction(row), offset(1e-9));
            for (int index = 0; index < some.width(); index++) {
                assertThat(some.rawPrediction(row, index)).isEqualTo(others.rawPrediction(row, index), offset(1e-9));
            }
        }
    }

    private static Learner learner(String name, SupportVectorClassifier estimator) {
        return new Learner(name, ContractLabels.CLASSES, estimator);
    }

    private static SupportVectorClassifier classifier() {
        return new SupportVectorClassifier("svc");
    }
}
