package dev.hone.worker.train.linear;

import java.util.Locale;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegression$;
import org.apache.spark.ml.regression.GeneralizedLinearRegression.Family;
import org.apache.spark.ml.regression.GeneralizedLinearRegression.FamilyAndLink;
import org.apache.spark.ml.regression.GeneralizedLinearRegression.Link;
import scala.Tuple2;

/** MLlib's family and link of an estimator, asked row by row without boxes. */
final class FamilyLink {
    private final FamilyAndLink both;
    private final Family family;
    private final Link link;

    private FamilyLink(FamilyAndLink both) {
        this.both = both;
        family = both.family();
        link = both.link();
    }

    static FamilyLink of(GeneralizedLinearRegression estimator) {
        return new FamilyLink(GeneralizedLinearRegression.FamilyAndLink$.MODULE$.apply(estimator));
    }

    /** Whether MLlib lets the estimator's family go with its link. */
    static boolean isSupported(GeneralizedLinearRegression estimator) {
        boolean tweedie = estimator.getFamily().toLowerCase(Locale.ROOT).equals("tweedie");
        if (tweedie || !estimator.isSet(estimator.link())) {
            return true;
        }
        FamilyLink named = of(estimator);
        return GeneralizedLinearRegression$.MODULE$
                .supportedFamilyAndLinkPairs()
                .contains(new Tuple2<>(named.family, named.link));
    }

    /** Whether the model is that of least squares. */
    boolean isLeastSquares() {
        return family == GeneralizedLinearRegression.Gaussian$.MODULE$
                && link == GeneralizedLinearRegression.Identity$.MODULE$;
    }

    /**
     * The linear predictor from which training starts.
     *
     * @throws IllegalArgumentException if the family has no such label
     */
    double start(double label, double weight) {
        return both.predict(family.initialize(label, weight));
    }

    /** The mean that a linear predictor stands for. */
    double mean(double predictor) {
        return both.fitted(predictor);
    }

    /** The derivative of the link at a mean. */
    double slope(double mean) {
        return link.deriv(mean);
    }

    double variance(double mean) {
        return family.variance(mean);
    }
}
