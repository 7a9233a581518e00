package dev.hone.worker.train.linear;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;

class GeneralizedLinearTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new GeneralizedLinearTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return Stream.of(gaussian(), binomial(), counts(), tweedie())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Learner> gaussian() {
        return List.of(
                learner(ContractLabels.QUANTITIES, family("gaussian")),
                learner(
                        ContractLabels.QUANTITIES,
                        family("gaussian").setOffsetCol("offset").setRegParam(0.1)),
                learner(ContractLabels.QUANTITIES, family("gaussian").setOffsetCol("missing")),
                learner(ContractLabels.QUANTITIES, family("gaussian").setFitIntercept(false)),
                learner(ContractLabels.COUNTS, family("gaussian").setLink("log")),
                learner(
                        ContractLabels.COUNTS,
                        family("gaussian").setLink("inverse").setMaxIter(3)));
    }

    private static List<Learner> binomial() {
        return List.of(
                learner(ContractLabels.TWO_CLASSES, family("binomial")),
                learner(
                        ContractLabels.TWO_CLASSES,
                        family("Binomial").setLink("logit").setOffsetCol("offset")),
                learner(
                        ContractLabels.TWO_CLASSES,
                        family("binomial").setLink("probit").setRegParam(0.01)),
                learner(
                        ContractLabels.TWO_CLASSES,
                        family("binomial")
                                .setLink("cloglog")
                                .setFitIntercept(false)
                                .setMaxIter(4)));
    }

    private static List<Learner> counts() {
        return List.of(
                learner(ContractLabels.COUNTS, family("poisson")),
                learner(
                        ContractLabels.COUNTS,
                        family("poisson").setOffsetCol("offset").setRegParam(0.1)),
                learner(
                        ContractLabels.COUNTS,
                        family("poisson").setLink("identity").setMaxIter(3)),
                learner(ContractLabels.COUNTS, family("poisson").setLink("sqrt").setMaxIter(0)),
                learner(ContractLabels.COUNTS, family("gamma").setMaxIter(3)),
                learner(ContractLabels.COUNTS, family("gamma").setLink("log").setTol(0.01)),
                learner(
                        ContractLabels.COUNTS,
                        family("gamma").setLink("identity").setMaxIter(1)),
                learner(ContractLabels.QUANTITIES, family("poisson")),
                learner(ContractLabels.QUANTITIES, family("gamma")));
    }

    private static List<Learner> tweedie() {
        return List.of(
                learner(ContractLabels.COUNTS, family("tweedie").setVariancePower(1.5)),
                learner(
                        ContractLabels.COUNTS,
                        family("tweedie")
                                .setVariancePower(2.5)
                                .setLinkPower(0.3)
                                .setMaxIter(4)),
                learner(
                        ContractLabels.COUNTS,
                        family("tweedie").setVariancePower(1).setLinkPower(0)),
                learner(
                        ContractLabels.COUNTS,
                        family("tweedie").setVariancePower(0).setLinkPower(1)),
                learner(
                        ContractLabels.QUANTITIES,
                        family("tweedie").setVariancePower(1.2).setLinkPower(-1)));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(
                new LinearRegression(),
                new GeneralizedLinearRegression() {},
                family("gaussian").setLink("logit"),
                family("gamma").setLink("sqrt"));
    }

    @Override
    protected List<Path> paths() {
        return List.of(new Path(
                "maxIter",
                ContractLabels.COUNTS,
                Stream.of(2, 25, 0, 5)
                        .<Estimator<?>>map(count -> family("poisson").setMaxIter(count))
                        .toList()));
    }

    private static Learner learner(ContractLabels labels, GeneralizedLinearRegression estimator) {
        String params = Stream.of(estimator.params())
                .filter(estimator::isSet)
                .map(param -> param.name() + " " + estimator.getOrDefault(param))
                .collect(Collectors.joining(", "));
        return new Learner(params + "; " + labels, labels, estimator);
    }

    private static GeneralizedLinearRegression family(String name) {
        return new GeneralizedLinearRegression().setFamily(name);
    }
}
