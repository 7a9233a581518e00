package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.Instance;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.optim.WeightedLeastSquaresModel;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;

/**
 * One training of a generalized linear model by iteratively reweighted least squares; as MLlib's
 * {@code IterativelyReweightedLeastSquares}, whose loop does not tell the models that it passes.
 */
final class ReweightedFit implements Fit {
    private final GeneralizedLinearRegression estimator;
    private final RowView rows;
    private final FamilyLink familyLink;
    private final Offsets offsets;

    ReweightedFit(GeneralizedLinearRegression estimator, RowView rows, FamilyLink familyLink) {
        this.estimator = estimator;
        this.rows = rows;
        this.familyLink = familyLink;
        offsets = Offsets.of(estimator, rows);
    }

    @Override
    public List<TrainedModel> models(int[] iterations) {
        int most = IntStream.of(iterations).max().orElseThrow();
        TrainedModel[] models = new TrainedModel[iterations.length];
        WeightedLeastSquaresModel current = first();
        boolean converged = false;
        for (int iteration = 0; iteration <= most && !converged; iteration++) {
            if (iteration > 0) {
                WeightedLeastSquaresModel next = after(current);
                converged = change(current, next) < estimator.getTol();
                current = next;
            }
            int reached = converged ? Integer.MAX_VALUE : iteration;
            for (int index = 0; index < models.length; index++) {
                if (models[index] == null && reached >= iterations[index]) {
                    models[index] = trained(current, iteration);
                }
            }
        }
        return Arrays.asList(models);
    }

    private TrainedModel trained(WeightedLeastSquaresModel current, int iteration) {
        return TrainedModel.fast(
                new GeneralizedLinearRegressionModel(
                        estimator.uid(), current.coefficients().copy(), current.intercept()),
                TrainingHistory.ofReweighting(current.diagInvAtWA().values(), iteration));
    }

    private WeightedLeastSquaresModel first() {
        return SummedInstances.of(rows, position -> {
                    double weight = rows.weight(position);
                    double label = familyLink.start(rows.label(position), weight) - offsets.at(position);
                    return new Instance(label, weight, rows.vector(position));
                })
                .solve(Solvers.standardizing(estimator));
    }

    private WeightedLeastSquaresModel after(WeightedLeastSquaresModel current) {
        DenseVector coefficients = current.coefficients();
        double intercept = current.intercept();
        return SummedInstances.of(rows, position -> {
                    Vector features = rows.vector(position);
                    double offset = offsets.at(position);
                    double predictor = BLAS$.MODULE$.dot(coefficients, features) + intercept + offset;
                    double mean = familyLink.mean(predictor);
                    double slope = familyLink.slope(mean);
                    double label = predictor - offset + (rows.label(position) - mean) * slope;
                    double weight = rows.weight(position) / (Math.pow(slope, 2.0) * familyLink.variance(mean));
                    return new Instance(label, weight, features);
                })
                .solve(Solvers.plain(estimator));
    }

    /** The largest difference of a coefficient or of the intercept. */
    private static double change(WeightedLeastSquaresModel before, WeightedLeastSquaresModel after) {
        double[] old = before.coefficients().values();
        double[] now = after.coefficients().values();
        double change = Math.abs(before.intercept() - after.intercept());
        for (int feature = 0; feature < now.length; feature++) {
            change = Math.max(change, Math.abs(old[feature] - now[feature]));
        }
        return change;
    }
}
