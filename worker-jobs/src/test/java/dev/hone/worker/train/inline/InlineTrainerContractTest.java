package dev.hone.worker.train.inline;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.FMClassifier;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.regression.AFTSurvivalRegression;
import org.apache.spark.ml.regression.IsotonicRegression;

/** The estimators that no fast trainer takes. */
class InlineTrainerContractTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new InlineTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                new Learner(
                        "factorization machine",
                        ContractLabels.TWO_CLASSES,
                        new FMClassifier().setFactorSize(2).setMaxIter(2).setSeed(7)),
                new Learner("isotonic regression", ContractLabels.QUANTITIES, new IsotonicRegression()),
                new Learner(
                        "survival regression",
                        ContractLabels.COUNTS,
                        new AFTSurvivalRegression().setMaxIter(2).setCensorCol("validation")),
                new Learner(
                        "gaussian mixture",
                        ContractLabels.ABSENT,
                        new GaussianMixture().setMaxIter(2).setSeed(7)));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new ALS(), new LDA().setOptimizer("em"));
    }
}
